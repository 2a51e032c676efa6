"""Presses for tests of looks; the helpers are those of tests/pages."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "pages"))


@pytest.fixture(scope="session")
def looks_cache(tmp_path_factory):
    return tmp_path_factory.mktemp("cache")
