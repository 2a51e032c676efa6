"""Our command in one process without tags: what the same pages cost bare, for comparison alone.

python untagged.py ARGUMENT...
"""

import sys
from typing import Any

import handouts.build
from handouts.cli.main import main
from handouts.render import draw

_draw_pdf = draw.draw_pdf


def bare(*args: Any) -> bytes:
    """As draw_pdf, but no structure tree is collected or written."""
    return _draw_pdf(*args[:4], draw.How(tagged=False))


draw.draw_pdf = bare
handouts.build.untagged = lambda pdf: ()
sys.argv = ["handouts", *sys.argv[1:]]
main()
