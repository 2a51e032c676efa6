"""Presses over the built-in library and over workspaces made for one test."""

from pathlib import Path

import pytest
from handout_pages import Maker, press_at

from handouts.library.workspace import builtin_library


@pytest.fixture(scope="session")
def cache(tmp_path_factory):
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(scope="session")
def library_press(cache):
    """A press over the built-in library, on a fixed day."""
    return press_at(builtin_library(), cache)


@pytest.fixture(scope="session")
def built_in(library_press):
    """Makes handouts of the built-in library; each is laid out once for all tests."""
    return Maker(library_press)


@pytest.fixture
def workspace(tmp_path, cache):
    """A function from files (path to text) to a Maker over a workspace that holds them."""

    def make(files):
        for name, text in files.items():
            path = Path(tmp_path, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return Maker(press_at(tmp_path, cache))

    return make
