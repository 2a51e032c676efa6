"""Which folders a run reads: the built-in library, and the practice's own laid over it."""

from pathlib import Path

from msgspec import Struct

from handouts.errors import UsageError

CONTENT_FOLDERS = ("stretches", "booklets", "programmes", "clients", "brands", "labels")
SETTINGS = "handouts.yaml"


class Workspace(Struct, frozen=True):
    """`root` is the practice's folder; `layers` are library folders, lowest first."""

    root: Path
    layers: tuple[Path, ...]

    @property
    def output(self) -> Path:
        """Where files are made unless told otherwise."""
        return self.root / "output"


def builtin_library() -> Path:
    """The folder that holds the built-in content/ and layouts/.

    A wheel carries them inside the package; a checkout has them at its top.
    """
    package = Path(__file__).resolve().parent.parent
    shipped = package / "builtin"
    return shipped if shipped.is_dir() else package.parent


def is_workspace(folder: Path) -> bool:
    """Whether a practice's files start here."""
    if (folder / SETTINGS).is_file() or (folder / "layouts").is_dir():
        return True
    return any((folder / "content" / name).is_dir() for name in CONTENT_FOLDERS)


def find_workspace(here: Path, named: Path | None = None) -> Workspace:
    """The workspace `named`, or the nearest one at or above `here` but not above home."""
    builtin = builtin_library()
    if named is not None:
        root = (here / named).resolve()
        if not root.is_dir():
            raise UsageError(f"there is no folder '{named}'", "name the practice's folder")
    else:
        root = _upward(here.resolve())
    layers = (builtin,) if root == builtin.resolve() else (builtin, root)
    return Workspace(root, layers)


def _upward(here: Path) -> Path:
    try:
        home = Path.home().resolve()
    except RuntimeError:
        home = Path(here.anchor)
    for folder in (here, *here.parents):
        if is_workspace(folder):
            return folder
        if folder == home:
            break
    return here
