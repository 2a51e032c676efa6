"""Make the pictures of README anew: `python -m docs.pictures`, after any change to the pages."""

import datetime
import tempfile
from pathlib import Path

import pypdfium2
from PIL import Image

from handouts.build import Press, find_target, open_press
from handouts.colour.drawn import body_colours
from handouts.colour.roles import warm_palette
from handouts.colour.space import parse_hex
from handouts.context import make_context
from handouts.figures.bodymap import HIGH, WIDE, Rank, View, body_map
from handouts.jobs import Choices, Job
from handouts.looks.bodymap import tinted
from handouts.render.draw import How, draw_pdf
from handouts.render.fonts import Faces
from handouts.typeset.pages import FormMark, Page, Pages, RectMark

HERE = Path(__file__).parent
SUNNY = 'name: Sunny Side\ntagline: Move a little every day\ncolours: {primary: "#ffd400"}\n'
SUNNY += "contact: {phone: 01632 960 777, web: sunny.example}\n"
PICTURES = {
    "card": ("knee-to-chest", Choices(layout="card", brand="example-andover"), 90),
    "card-a6": ("knee-to-chest", Choices(layout="card", brand="example-andover", paper="a6"), 150),
    "card-yellow-brand": ("knee-to-chest", Choices(layout="card", brand="sunny"), 90),
    "sheet": ("knee-to-chest", Choices(layout="sheet", brand="example-andover"), 90),
    "muscles": ("knee-to-chest", Choices(layout="sheet", brand="example-andover"), 110),
    "programme": ("programme:example", Choices(brand="example-andover"), 90),
    "programme-exercises": ("programme:example", Choices(brand="example-andover"), 90),
    "programme-stop": ("programme:example", Choices(brand="example-andover"), 90),
    "booklet": ("lower-back", Choices(brand="example-andover"), 90),
    "booklet-calm": ("lower-back", Choices(brand="example-andover", theme="calm"), 90),
}
_PAGE = {"programme-exercises": 2, "programme-stop": 3}
BOX = "muscles"  # of the sheet's pages only the box with the body map
SPREAD = (6, 7)  # of a booklet: a stretch on the left, its methods on the right


def picture(press: Press, name: str) -> None:
    """The first page of one handout, or an opening of a booklet, as a small PNG."""
    target, choices, dpi = PICTURES[name]
    made = press.make(press.job(find_target(press, target), choices))
    document = pypdfium2.PdfDocument(made.pdf)
    if name == BOX:
        _save(
            _around_map(press, press.job(find_target(press, target), choices), document, dpi), name
        )
        return
    numbers = SPREAD if name.startswith("booklet") else (_PAGE.get(name, 1),)
    pages = [document[n - 1].render(scale=dpi / 72).to_pil().convert("RGB") for n in numbers]
    image = Image.new("RGB", (sum(p.width for p in pages), pages[0].height))
    for number, page in enumerate(pages):
        image.paste(page, (number * pages[0].width, 0))
    _save(image, name)


def _save(image: Image.Image, name: str) -> None:
    image.quantize(128).save(HERE / "pictures" / f"{name}.png", optimize=True)


def _around_map(press: Press, job: Job, document: pypdfium2.PdfDocument, dpi: int) -> Image.Image:
    """The page's frame round the body map, with a little of the page."""
    pages = press.pages(job)[0].pages
    number, drawn = next(
        (n, mark) for n, page in enumerate(pages) for mark in page.marks
        if isinstance(mark, FormMark) and mark.wide == WIDE
    )  # fmt: skip
    marks = pages[number].marks
    frame = next(
        m for m in marks
        if isinstance(m, RectMark) and m.stroke and m.y < drawn.y < m.y + m.height
        and m.x < drawn.x
    )  # fmt: skip
    image = document[number].render(scale=dpi / 72).to_pil().convert("RGB")
    edges = frame.x - 8, frame.y - 8, frame.x + frame.width + 8, frame.y + frame.height + 8
    return image.crop(tuple(round(edge * dpi / 72) for edge in edges))


def whole_map() -> None:
    """The body map from both sides, with something of each kind marked."""
    marks: dict[View, dict[str, Rank]] = {
        "front": {
            "rectus-femoris": "primary", "vastus-lateralis": "primary",
            "vastus-medialis": "primary", "iliopsoas": "secondary", "pectoralis": "secondary",
        },
        "back": {
            "gluteus-maximus": "primary", "piriformis": "primary", "biceps-femoris": "secondary",
            "semitendinosus": "secondary", "rhomboids": "secondary",
        },
    }  # fmt: skip
    colours = body_colours(warm_palette(parse_hex("#1f6f78")))
    high = 340.0
    wide = high * WIDE / HIGH
    forms = []
    for number, (view, found) in enumerate(marks.items()):
        parts = tinted(body_map(view, found, high), colours)
        forms.append(FormMark(8 + number * (wide + 30), 8, wide, WIDE, HIGH, view, parts))
    page = Page(2 * wide + 46, high + 16, tuple(forms))
    pages = Pages("Body map", "en-GB", "", "", (page,))
    faces = Faces("Poppins", "Source Sans 3", "en-GB")
    made, how = datetime.date(2026, 11, 22), How(tagged=False)
    document = pypdfium2.PdfDocument(draw_pdf(pages, faces, {}, made, how))
    _save(document[0].render(scale=1.6).to_pil().convert("RGB"), "body-map")


POSES = {
    "poses-lying": ("lying", "prone", "side-lying"),
    "poses-low": ("all-fours", "kneeling", "floor", "sitting"),
    "poses-standing": ("standing",),
}


def poses(press: Press) -> None:
    """Every named pose with its name, by how the body is placed."""
    from handouts.figures.spec import resolved
    from handouts.gallery import sheet_of

    known = press.library.poses
    job = press.job(find_target(press, "knee-to-chest"), Choices(brand="example-andover"))
    for name, stances in POSES.items():
        found = {n: p for n, p in known.items() if resolved(p, {}, known).stance in stances}
        pdf, _ = sheet_of(press, job, tuple(found))
        image = pypdfium2.PdfDocument(pdf)[0].render(scale=1.25).to_pil().convert("RGB")
        image.quantize(80).save(HERE / "pictures" / f"{name}.png", optimize=True)


def main() -> None:
    """All pictures, from the built-in library and a workspace with a yellow brand."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        for kind, name, text in (
            ("brands", "sunny", SUNNY),
            ("programmes", "example", _example()),
        ):
            (root / "content" / kind).mkdir(parents=True)
            (root / "content" / kind / f"{name}.yaml").write_text(text, encoding="utf-8")
        context = make_context({"HANDOUTS_CACHE": folder}, root, root, "2026-11-22")
        press = open_press(context)
        for name in PICTURES:
            picture(press, name)
        poses(press)
    whole_map()


def _example() -> str:
    place = HERE.parent / "content" / "programmes" / "example.yaml"
    return place.read_text(encoding="utf-8")


if __name__ == "__main__":
    main()
