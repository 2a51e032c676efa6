"""The built-in library, opened once for these tests."""

from pathlib import Path

import pytest

from handouts.build import open_press
from handouts.context import make_context
from handouts.library.workspace import builtin_library


@pytest.fixture(scope="session")
def library_press(tmp_path_factory):
    """A press over the built-in library, on a fixed day."""
    cache = tmp_path_factory.mktemp("cache")
    environment = {"HANDOUTS_CACHE": str(cache)}
    return open_press(make_context(environment, Path("/"), builtin_library(), "2026-11-22"))
