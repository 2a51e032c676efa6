"""The closed list of font families is what the font package really has."""

from pathlib import Path

import rendercv_fonts

from handouts.model.brand import FONT_FAMILIES


def test_every_family_with_a_regular_and_a_bold_truetype_face_can_be_chosen():
    found = []
    for folder in Path(rendercv_fonts.__file__).parent.iterdir():
        faces = {path.stem.rpartition("-")[2] for path in folder.glob("*.ttf")}
        if {"Regular", "Bold"} <= faces:
            found.append(folder.name)
    assert sorted(found) == sorted(FONT_FAMILIES)
