"""Samples of every kind, made once."""

import functools
import io

import pytest
from structure_tree import File

from conformance.samples import BRAND, made, press_at, write
from handouts.build import Choices, find_target


class Bench:
    """Makes handouts of the hard workspace and keeps them."""

    def __init__(self, root, cache):
        write(root)
        self.press = press_at(root, cache)
        self.pdf = functools.lru_cache(maxsize=None)(self._pdf)
        self.file = functools.lru_cache(maxsize=None)(self._file)

    def job(self, target, **choices):
        chosen = Choices(**{"brand": BRAND, **choices})
        return self.press.job(find_target(self.press, target), chosen)

    def _pdf(self, target, **choices):
        return made(self.press, target, **{"brand": BRAND, **choices})

    def _file(self, target, **choices):
        return File(io.BytesIO(self.pdf(target, **choices)))

    def document(self, target, **choices):
        return self.press.compose(self.job(target, **choices), [])


@pytest.fixture(scope="session")
def bench(tmp_path_factory):
    return Bench(tmp_path_factory.mktemp("hard"), tmp_path_factory.mktemp("cache"))
