"""Small libraries on disk: files by path, a built-in one and a practice's own over it."""

import textwrap

import pytest

from handouts.diagnostics import Report
from handouts.library.cache import open_library
from handouts.library.files import find_files
from handouts.library.workspace import Workspace

STRETCH = "name: Knee\nmethods: [{name: One, steps: [Lie down, Pull]}]\n"
BUILT_IN = {
    "content/stretches/knee.yaml": STRETCH,
    "content/stretches/cat-cow.yaml": STRETCH.replace("Knee", "Cat"),
    "content/brands/default.yaml": "name: Plain\n",
    "content/flags.yaml": "hip-replacement: a hip replacement\n",
    "content/labels/en-GB.yaml": "stop: Stop\nweeks: {one: week, other: weeks}\n",
    "layouts/sheet.yaml": "for: stretch\nblocks: [title, stop]\npage: {paper: a4, margins: 12 mm}\n",
    "layouts/card.yaml": "extends: sheet\nfit: one-page\npage: {paper: a5}\n",
    "layouts/bound.yaml": "for: booklet\nblocks: [cover]\n",
    "layouts/themes/warm.yaml": "name: Warm\n",
    "layouts/themes/calm.yaml": "name: Calm\nlayouts: {card: {blocks: [stop], page: {columns: 2}}}\n",
}


class Place:
    """A built-in library and a workspace, both writable here."""

    def __init__(self, root):
        self.builtin, self.own = root / "builtin", root / "own"
        self.workspace = Workspace(self.own, (self.builtin, self.own))
        self.own.mkdir(parents=True)
        for path, text in BUILT_IN.items():
            self.write(path, text, self.builtin)

    def write(self, path, text, root=None):
        target = (root or self.own) / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(text if isinstance(text, bytes) else textwrap.dedent(text).encode())
        return target

    def open(self, cache=None):
        return open_library(self.workspace, cache)[0]

    def files(self):
        return find_files(self.workspace, Report())

    def problems(self):
        return [
            (d.code, d.span.file.rsplit("/", 1)[-1], d.span.line) for d in self.open().diagnostics
        ]


@pytest.fixture
def place(tmp_path):
    return Place(tmp_path)
