"""Pictures of figures by themselves: one while it is being written, or all named poses."""

from collections.abc import Mapping
from typing import Final

from handouts.build import Press
from handouts.diagnostics import ContentError, Diagnostic, nearest
from handouts.document.nodes import Run
from handouts.errors import UsageError
from handouts.jobs import Job
from handouts.looks.figure import figure, scale_of
from handouts.looks.look import Look, Tuning, make_look, palette_of
from handouts.looks.setting import Bench
from handouts.model.figure import Figure
from handouts.model.stretch import Stretch
from handouts.model.text import Text
from handouts.typeset.boxes import Sheet
from handouts.typeset.pages import Page, Pages

Sheeted = tuple[bytes, tuple[Diagnostic, ...]]  # a PDF, and what is wrong with its figures
_CELL: Final = 128.0  # points: 4 cm of figure, and air
_HIGH: Final = 118.0
_COLUMNS: Final = 6
_AIR: Final = 7.0
_LARGE: Final = (420.0, 340.0)


def pose_sheet(press: Press, job: Job) -> Sheeted:
    """A contact sheet of every named pose, as a PDF."""
    return sheet_of(press, job, tuple(press.library.poses))


def sheet_of(press: Press, job: Job, names: tuple[str, ...]) -> Sheeted:
    """A contact sheet of some named poses."""
    return _sheet(press, job, {name: Figure(pose=Text(name)) for name in names}, None)


def one_figure(press: Press, job: Job, name: str) -> Sheeted:
    """One figure of the job's stretch, large; UsageError for an unknown name."""
    stretch = job.entry.value
    if not isinstance(stretch, Stretch):
        raise UsageError("--figure is for a stretch")
    if name not in stretch.figures:
        hint = nearest(name, stretch.figures) or "it has " + (", ".join(stretch.figures) or "none")
        raise UsageError(f"'{stretch.id}' has no figure '{name}'", hint)
    return _sheet(press, job, {name: stretch.figures[name]}, stretch)


def _sheet(
    press: Press, job: Job, figures: Mapping[str, Figure], stretch: Stretch | None
) -> Sheeted:
    from handouts.render.draw import How, draw_pdf

    problems: list[Diagnostic] = []
    words, studio = press.words(job), press.studio(job)
    among = stretch or Stretch(Text("poses"), (), id="poses")
    pictures = {n: studio.picture(f, among, words, problems) for n, f in figures.items()}
    look = _look(job)
    faces, setter = press.faces(job, words.language)
    desk = Bench(setter, {}, 1, studio.portraits).desk(look)
    wide, high = (_CELL, _HIGH) if stretch is None else _LARGE
    columns = min(_COLUMNS, len(pictures))
    rows = -(-len(pictures) // columns)
    sheet = Sheet()
    for at, (name, picture) in enumerate(pictures.items()):
        x, y = at % columns * wide, at // columns * high
        made = figure(desk, picture, scale_of(desk, [picture], wide - 2 * _AIR, high - 26))
        made.place(sheet, x + (wide - made.width) / 2, y + high - 20 - made.height)
        style = look.style("label", size=8.0, leading=10.0, align="center")
        desk.text((Run(name),), style, wide).place(sheet, x, y + high - 15)
    page = Page(columns * wide, rows * high, tuple(sheet.marks))
    if any(d.severity == "error" for d in problems):
        raise ContentError(tuple(problems))
    pages = Pages("Figures", words.language, "", "", (page,))
    how = How(tagged=False)  # only ever seen as a picture
    return draw_pdf(pages, faces, {}, press.date(job), how), tuple(problems)


def _look(job: Job) -> Look:
    palette = palette_of(job.theme, job.brand, job.variant)
    return make_look(job.layout, job.theme, palette, "a4", Tuning(), job.variant)
