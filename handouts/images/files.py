"""Reading a file that content names, and no other.

The name comes from a content file that may have come by mail. It must not
reach anything outside the content folder, nor hang on a pipe or a device.
"""

import os
import re
import stat
from pathlib import Path
from typing import Final

from handouts.diagnostics import nearest

MOST_BYTES: Final = 12_000_000  # a 40-megapixel phone photo has about this much
_SCHEME: Final = r"[A-Za-z][A-Za-z0-9+.-]*:"  # also a drive letter
_CONTROL: Final = r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
_USE_A_PATH: Final = "write a path inside the content folder, as photos/knee.jpg"
# Flags some systems lack count as nothing there.
_FLAGS: Final = os.O_RDONLY | sum(
    getattr(os, name, 0) for name in ("O_NONBLOCK", "O_NOFOLLOW", "O_CLOEXEC", "O_BINARY")
)


class Refused(Exception):
    """Why a picture is not taken, to follow its name in a sentence; and the cure."""

    def __init__(self, reason: str, hint: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.hint = hint


def read_inside(root: Path, relative: str) -> bytes:
    """The bytes of the regular file `relative` below `root`; raises Refused."""
    _check_name(relative)
    try:
        base = os.path.realpath(root)
        real = Path(os.path.realpath(Path(base) / relative))
        if not real.is_relative_to(base):
            raise Refused("is a link out of the content folder", "copy the picture itself there")
        return _read(real)
    except (FileNotFoundError, NotADirectoryError):
        raise Refused("does not exist", _near(Path(root) / relative)) from None
    except OSError as problem:
        raise Refused(f"cannot be read: {problem.strerror or 'unknown reason'}") from None


def _check_name(relative: str) -> None:
    if not relative.strip():
        raise Refused("has no name", _USE_A_PATH)
    if re.search(_CONTROL, relative):
        raise Refused("has an invisible character in its name", "rename the file")
    if "\\" in relative:
        raise Refused("has a backslash in its name", "write / between folder and file")
    if re.match(_SCHEME, relative):
        raise Refused("is an address or names a drive", _USE_A_PATH)
    if relative.startswith(("/", "~")):
        raise Refused("does not start inside the content folder", _USE_A_PATH)
    if ".." in relative.split("/"):
        raise Refused("leaves its folder by '..'", _USE_A_PATH)


def _read(real: Path) -> bytes:
    """Look first: opening a pipe may hang and opening a device may act."""
    _check_status(real.stat(follow_symlinks=False))
    handle = os.open(real, _FLAGS)
    with os.fdopen(handle, "rb") as file:
        # Again, for the file may have been swapped between the look and the opening.
        _check_status(os.fstat(handle))
        data = file.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise Refused("grew while it was read", "try again")
    return data


def _check_status(status: os.stat_result) -> None:
    if stat.S_ISDIR(status.st_mode):
        raise Refused("is a folder", "name the picture in it")
    if not stat.S_ISREG(status.st_mode):
        raise Refused("is not an ordinary file", "save the picture as PNG or JPEG")
    if status.st_size > MOST_BYTES:
        found, most = status.st_size / 1e6, MOST_BYTES / 1e6
        raise Refused(f"has {found:.0f} MB; the most is {most:.0f} MB", "save a smaller copy")
    if status.st_size == 0:
        raise Refused("is empty", "save the picture again")


def _near(path: Path) -> str:
    try:
        names = sorted(entry.name for entry in path.parent.iterdir())
    except OSError:
        return "check the folder's name"
    return nearest(path.name, names) or "check the name; capitals count"
