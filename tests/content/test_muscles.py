"""The muscle table: sourced, placed, and with names that mean one thing."""

from collections import Counter
from pathlib import Path

import pytest

from handouts.build import open_press
from handouts.context import make_context
from handouts.figures.bodymap import shapes, where
from handouts.library.workspace import builtin_library
from handouts.model.stretch import PLACES
from handouts.model.words import find_muscle


@pytest.fixture(scope="module")
def muscles(tmp_path_factory):
    environment = {"HANDOUTS_CACHE": str(tmp_path_factory.mktemp("cache"))}
    press = open_press(make_context(environment, Path("/"), builtin_library(), "2026-11-22"))
    return press.library.muscles


def test_the_table_is_large_and_every_entry_is_placed_and_sourced(muscles):
    assert len(muscles) >= 55
    for name, found in muscles.items():
        assert name == name.casefold() and found.plain[0].islower(), name
        assert found.map and set(found.map) <= set(PLACES), name
        assert found.source and found.source.startswith("Gray 1918, "), name
        assert found.glow or name == "masseter", f"{name}: no drawn figure shows the jaw"


def test_every_place_is_some_muscles_place(muscles):
    used = {place for found in muscles.values() for place in found.map}
    # The calf's inner edge seen from the front, and the pelvic floor from behind, are drawn only.
    assert set(PLACES) - used == {"calf-front", "pelvic-floor-back"} - used
    assert len(used) >= 60


def test_a_name_means_one_muscle(muscles):
    names = Counter([*muscles, *(str(s).casefold() for m in muscles.values() for s in m.synonyms)])
    assert [name for name, count in names.items() if count > 1] == []
    for name in names:
        assert find_muscle(muscles, name.upper()) is not None
    assert find_muscle(muscles, "QL")[0] == "quadratus lumborum"
    assert find_muscle(muscles, "a muscle nobody knows") is None


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("piriformis", "back, deep"),
        ("multifidus", "back, deep"),
        ("gluteus maximus", "back"),
        ("quadriceps", "front"),
        ("trapezius", "front and back"),
        ("erector spinae", "back, partly deep"),
        ("transversus abdominis", "front, deep"),
    ],
)
def test_where_a_muscle_lies_follows_from_its_places(muscles, name, place):
    assert where(muscles[name].map) == place


def test_a_muscles_place_is_in_its_region(muscles):
    """Levels of the body, from crown (0) to sole (1000); a wrong place would be far off."""
    levels = {
        "neck": (60, 330), "shoulders": (150, 330), "upper-back": (90, 460), "chest": (170, 340),
        "arms": (230, 520), "wrists-hands": (360, 530), "lower-back": (340, 500),
        "hips": (370, 620), "buttocks": (460, 610), "thighs": (440, 740),
        "hamstrings": (560, 740), "knees": (700, 780), "calves": (720, 980),
        "ankles-feet": (900, 1000), "whole-spine": (90, 510),
    }  # fmt: skip
    for name, found in muscles.items():
        if found.region:
            low, high = levels[found.region]
            ys = [y for p in found.map for loop in shapes()[p].loops for _, y in loop]
            assert low <= min(ys) and max(ys) <= high, (name, min(ys), max(ys))
