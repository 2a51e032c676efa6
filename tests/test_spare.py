"""Stand-ins spare a library its imports, and never stand in anyone's way."""

import subprocess
import sys

import pytest

from handouts.spare import standing_in

NAME = "colorsys"  # of the standard library, and nothing here uses it


def test_a_stand_in_is_gone_afterwards() -> None:
    with standing_in({NAME: {"known": 1}}):
        held = __import__(NAME)

        assert held.known == 1
    assert NAME not in sys.modules
    assert callable(held.rgb_to_hls)  # what it has not is looked up when it is used
    assert held.rgb_to_hls.__module__ == NAME
    del sys.modules[NAME]


def test_a_library_that_needs_more_gets_the_real_module() -> None:
    with standing_in({NAME: {}}):
        from colorsys import rgb_to_hls

    assert callable(rgb_to_hls)
    assert sys.modules[NAME].rgb_to_hls is rgb_to_hls
    with standing_in({NAME: {}}):
        assert sys.modules[NAME].rgb_to_hls is rgb_to_hls  # and one that is loaded stays
    del sys.modules[NAME]
    with pytest.raises(ImportError), standing_in({NAME: {}}):
        from colorsys import nonsense  # noqa: F401


@pytest.mark.parametrize(
    "name", ["inspect", "typing_extensions", "platform", "urllib.parse", "ast", "json"]
)
def test_a_make_does_without(name: str, tmp_path) -> None:
    code = (
        "import sys; sys.argv = ['handouts', 'make', 'knee-to-chest', '-o', sys.argv[1]]\n"
        "from handouts.cli.main import main\n"
        f"code = main()\nprint({name!r} in sys.modules, code)"
    )
    argv = [sys.executable, "-c", code, f"{tmp_path}/"]
    env = {"HANDOUTS_CACHE": str(tmp_path / "cache")}
    for _ in range(2):  # the second with a filled cache
        done = subprocess.run(argv, capture_output=True, text=True, check=True, env=env)
    assert done.stdout.splitlines()[-1] == "False 0"
