"""Two-page programmes for many clients, and the same words as JSON for the peer.

Name, date, note and doses differ from client to client. The words are those of the
product's own Document, node by node. Run with the Python of benchmarks/.venv.

    python programmes.py DATA WORKSPACE COUNT
"""

import json
import re
import shutil
import sys
from pathlib import Path
from typing import Any

from booklet import TODAY, tree
from environment import DAY, FEW, client

PEER_MOST = 200
FIRST = ("Zoë", "José", "Bjørn", "Łucja", "Anne-Marie", "O’Neil", "Siân", "Günther", "Iñaki")
LAST = ("Abbott", "Example", "Święty", "Müller", "D’Arcy", "Smith", "Nowak")
LAYOUT = """extends: programme
blocks: [title, client, goal, glance, exercises, tick-diary, {programme-stop: {as: list}}, contact]
"""


def write(workspace: Path, count: int) -> None:
    """The programmes, and the appointments of one day."""
    folder = workspace / "content" / "programmes"
    folder.mkdir(parents=True, exist_ok=True)
    bare = workspace.parent / "empty" / "content" / "stretches"  # without figures: see words.py
    shutil.copytree(bare, workspace / "content" / "stretches")
    (workspace / "layouts").mkdir(exist_ok=True)
    (workspace / "layouts" / "brief.yaml").write_text(LAYOUT, "utf-8")
    (workspace / "handouts.yaml").write_text("brand: example-andover\n", "utf-8")
    for number in range(count):
        (folder / f"{client(number)}.yaml").write_text(programme(number), "utf-8")
    for size in (FEW, count):
        rows = [f"{client(n)},{DAY},{8 + n % 10:02}:{n % 60:02},{name(n)}" for n in range(size)]
        text = "\n".join(("client,date,time,name", *rows)) + "\n"
        (workspace / f"appointments-{size}.csv").write_text(text, "utf-8")


def name(number: int) -> str:
    """A client's name; several have the same."""
    return f"{FIRST[number % len(FIRST)]} {LAST[number % len(LAST)]}"


def programme(number: int) -> str:
    """One client's file."""
    items = "".join(
        f"  - stretch: {stretch}\n"
        f"    dose: {{hold: {10 + 5 * (number % 7)} s, reps: {2 + (number + n) % 6}}}\n"
        f"    note: Word {number} for you on this one, take your time with it.\n"
        for n, stretch in enumerate(("knee-to-chest", "cat-cow"))
    )
    return (
        f"client: {{name: {name(number)}, id: {client(number)}}}\n"
        f"date: 2026-11-{2 + number % 20:02}\nlayout: brief\nperiod: 7 days\n"
        f"note: Do these {3 + number % 4} days running, then tell me how it went ({number}).\n"
        f"therapist: A Therapist\nitems:\n{items}"
    )


def documents(workspace: Path, data: Path, count: int) -> None:
    """What the product would set, for each client."""
    from handouts.build import Choices, find_target, open_press
    from handouts.context import make_context

    env = {"HANDOUTS_CACHE": str(workspace.parent / "cache" / "programme-words")}
    press = open_press(make_context(env, workspace, workspace, TODAY))
    for number in range(count):
        job = press.job(find_target(press, f"programme:{client(number)}"), Choices())
        found = press.compose(job, [])
        made: dict[str, Any] = {
            "language": found.language[:2],
            "title": found.title,
            "author": found.author,
            "parts": [tree(part) for part in found.parts],
            "header": [tree(node) for node in found.header],
            "running": [tree(node) for node in found.running],
            "footer": [tree(node) for node in found.footer],
        }
        text = re.sub("[\u2060\u200b]", "", json.dumps(made, ensure_ascii=False))
        (data / f"{client(number)}.json").write_text(text, "utf-8")


def main(data: str, workspace: str, count: str) -> None:
    """Write the files, and the words of as many clients as the peer makes."""
    place = Path(workspace).resolve()
    write(place, int(count))
    documents(place, Path(data), min(int(count), PEER_MOST))


if __name__ == "__main__":
    main(*sys.argv[1:])
