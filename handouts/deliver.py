"""Where finished files go, and that they get there whole.

Names are settled for all targets before the first is written, so that no two
clients' handouts can ever take the same file.
"""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from handouts.build import Made
from handouts.errors import HandoutsError, UsageError
from handouts.finish.write import looks_whole, refuse_to_replace, write_whole
from handouts.jobs import Job


def places(jobs: Sequence[Job], output: Path, chosen: str | None = None) -> tuple[Path, ...]:
    """The path of each job's file: in `output`, or where `chosen` (-o) says."""
    if chosen is not None and not names_folder(chosen):
        refuse_one_file(chosen, len(jobs))
        return (Path(chosen),)
    folder = Path(chosen) if chosen is not None else output
    found = tuple(folder / job.name for job in jobs)
    _refuse_twice(jobs, found)
    return found


def refuse_one_file(chosen: str, targets: int) -> None:
    """Refuse -o with one file's name for several targets."""
    if targets > 1 and not names_folder(chosen):
        hint = "name a folder that exists, or end the name with /"
        raise UsageError(f"'{chosen}' is one file, but there are {targets} targets", hint)


def names_folder(chosen: str) -> bool:
    """Whether -o means a folder: one that exists, or a name that ends in a slash."""
    endings = ("/", os.sep) if os.altsep is None else ("/", os.sep, os.altsep)
    return chosen.endswith(endings) or Path(chosen).is_dir()


def _refuse_twice(jobs: Sequence[Job], paths: Sequence[Path]) -> None:
    taken: dict[str, Job] = {}
    for job, path in zip(jobs, paths, strict=True):
        other = taken.setdefault(str(path).casefold(), job)
        if other is not job:
            message = f"'{job.entry.file}' and '{other.entry.file}' would both make {path.name}"
            hint = "give the clients different ids, or the programmes different dates"
            raise UsageError(message, hint)


_BYTE_ORDER: Final = "\ufeff"


def deliver_text(words: str, path: Path, private: bool) -> None:
    """Write a twin in plain text.

    It starts with the mark of UTF-8, by which it is known as ours: another text that lies
    there is left alone.
    """
    data = (_BYTE_ORDER + words).encode()
    refuse_to_replace(path, data[:3])
    write_whole(path, data, private)


def deliver(made: Made, path: Path) -> None:
    """Write a finished handout; a client's is for its owner's eyes alone."""
    if not looks_whole(made.pdf):
        raise HandoutsError(f"the PDF for '{path.name}' came out damaged", "please report it")
    refuse_to_replace(path, b"%PDF-")
    write_whole(path, made.pdf, made.job.private)
