"""A slip with -o costs nobody a file."""

import pytest

from handouts.errors import FileError
from handouts.finish.write import refuse_to_replace


@pytest.mark.parametrize("content", ["name: Wrist rolls\n", "%PD", "\0"])
def test_what_is_not_ours_is_left_alone(tmp_path, content):
    path = tmp_path / "wrist-rolls.yaml"
    path.write_text(content)
    with pytest.raises(FileError, match="left alone"):
        refuse_to_replace(path, b"%PDF-")


@pytest.mark.parametrize("content", ["%PDF-1.7 old", ""])
def test_an_old_handout_or_an_empty_file_may_go(tmp_path, content):
    path = tmp_path / "card.pdf"
    path.write_text(content)
    refuse_to_replace(path, b"%PDF-")
    refuse_to_replace(tmp_path / "none.pdf", b"%PDF-")
