"""Booklets for tests: the built-in one, and one of sixty generated stretches."""

import pytest
from booklet_pages import Book, press_at
from booklet_samples import SIXTY, written

from handouts.library.workspace import builtin_library


@pytest.fixture(scope="session")
def cache(tmp_path_factory):
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(scope="session")
def lower_back(cache):
    """The built-in booklet."""
    return Book(press_at(builtin_library(), cache), "lower-back")


@pytest.fixture(scope="session")
def sixty(tmp_path_factory, cache):
    """A booklet of sixty stretches in six sections, over a hundred pages long."""
    root = tmp_path_factory.mktemp("sixty")
    for name, text in SIXTY.items():
        written(root / name, text)
    return Book(press_at(root, cache), "all-of-them")


@pytest.fixture
def booklet(tmp_path, cache):
    """A function from files (path to text) and an id to a Book."""

    def make(files, name, **choices):
        for path, text in files.items():
            written(tmp_path / path, text)
        return Book(press_at(tmp_path, cache), name, **choices)

    return make
