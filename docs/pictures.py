"""Make the pictures of README anew: `python -m docs.pictures`, after any change to the pages."""

import tempfile
from pathlib import Path

import pypdfium2
from PIL import Image

from handouts.build import Press, find_target, open_press
from handouts.context import make_context
from handouts.jobs import Choices

HERE = Path(__file__).parent
SUNNY = 'name: Sunny Side\ntagline: Move a little every day\ncolours: {primary: "#ffd400"}\n'
SUNNY += "contact: {phone: 01632 960 777, web: sunny.example}\n"
PICTURES = {
    "card": ("knee-to-chest", Choices(layout="card", brand="example-andover"), 90),
    "card-a6": ("knee-to-chest", Choices(layout="card", brand="example-andover", paper="a6"), 150),
    "card-yellow-brand": ("knee-to-chest", Choices(layout="card", brand="sunny"), 90),
    "sheet": ("knee-to-chest", Choices(layout="sheet", brand="example-andover"), 90),
    "programme": ("programme:example", Choices(brand="example-andover"), 90),
    "programme-diary": ("programme:example", Choices(brand="example-andover"), 90),
    "booklet": ("lower-back", Choices(brand="example-andover"), 90),
    "booklet-calm": ("lower-back", Choices(brand="example-andover", theme="calm"), 90),
}
_PAGE = {"programme-diary": 2}
SPREAD = (6, 7)  # of a booklet: a stretch on the left, its methods on the right


def picture(press: Press, name: str) -> None:
    """The first page of one handout, or an opening of a booklet, as a small PNG."""
    target, choices, dpi = PICTURES[name]
    made = press.make(press.job(find_target(press, target), choices))
    document = pypdfium2.PdfDocument(made.pdf)
    numbers = SPREAD if name.startswith("booklet") else (_PAGE.get(name, 1),)
    pages = [document[n - 1].render(scale=dpi / 72).to_pil().convert("RGB") for n in numbers]
    image = Image.new("RGB", (sum(p.width for p in pages), pages[0].height))
    for number, page in enumerate(pages):
        image.paste(page, (number * pages[0].width, 0))
    image = image.quantize(128)
    image.save(HERE / "pictures" / f"{name}.png", optimize=True)


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


def _example() -> str:
    place = HERE.parent / "content" / "programmes" / "example.yaml"
    return place.read_text(encoding="utf-8")


if __name__ == "__main__":
    main()
