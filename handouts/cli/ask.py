"""`handouts new programme` without a name: question by question, then the file is written.

What cannot be is asked again at once; an empty answer leaves a thing out. The last word
is what the file would be refused for, told before it is written.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import click

from handouts.build import Press, open_press
from handouts.cli.terminal import clean, talk, tell_problems
from handouts.context import Context
from handouts.diagnostics import nearest
from handouts.model.programme import Client, Item, Programme
from handouts.model.stretch import ITEM_SIDES, Dose, Stretch
from handouts.prescribe import Request, Wanted, complete, entry_of, field_problem, save

_ABOUT: Final = (
    ("goal", "The goal, in the client's own words"),
    ("therapist", "Who made it"),
    ("next_appointment", "The next visit, as 2026-12-06 10:30"),
    ("period", "Or how long to go on, as 2 weeks"),
    ("weekdays", "On which days, as mon, wed, fri; empty for every day"),
    ("when_and_where", "When and where the client will do them"),
    ("note", "A general note"),
)
_DOSE: Final = (
    ("hold", "  Hold, as 20 s"),
    ("reps", "  How many times"),
    ("sets", "  How many rounds"),
    ("times_per_day", "  How often a day"),
)


def ask_programme(context: Context) -> Path:
    """Ask for a programme and write its file."""
    press = open_press(context)
    talk("An empty answer leaves a thing out. Ctrl-C stops, and nothing is written.")
    name = _ask("The client's name, or the id of a client's file", _no_name)
    known = ("client", name) in press.files.chains
    number = "" if known else _ask("The client's id, a number of your own", _check(Client, "id"))
    flags = "" if known else _ask_flags(press)
    about = [(key, _ask(text, _check(Programme, key))) for key, text in _ABOUT[:3]]
    if not about[-1][1]:
        about.append((_ABOUT[3][0], _ask(_ABOUT[3][1], _check(Programme, "period"))))
    about += [(key, _ask(text, _check(Programme, key))) for key, text in _ABOUT[4:]]
    items = _ask_items(press)
    request = Request(
        name, items, number, tuple(f.strip() for f in flags.split(",") if f.strip()), "",
        tuple(pair for pair in about if pair[1]),
    )  # fmt: skip
    whole = complete(press, request)
    tell_problems(entry_of(press, whole).diagnostics)
    return save(press, whole)


def _ask(text: str, problem: Callable[[str], str], default: str = "") -> str:
    """An answer that has no problem; asked on stderr, as all talk is."""
    while True:
        found: str = click.prompt(text, default=default, show_default=bool(default), err=True)
        answer = found.strip()
        wrong = problem(answer)
        if not wrong:
            return answer
        talk(f"  {clean(wrong)}")


def _check(form: Any, key: str) -> Callable[[str], str]:
    return lambda text: field_problem(form, key, text) if text else ""


def _no_name(text: str) -> str:
    return field_problem(Client, "name", text) if text else "a programme is for somebody"


def _ask_flags(press: Press) -> str:
    def unknown(text: str) -> str:
        for flag in (part.strip() for part in text.split(",")):
            if flag and flag not in press.library.flags:
                hint = nearest(flag, press.library.flags) or "see content/flags.yaml"
                return f"unknown flag '{flag}'; {hint}"
        return ""

    return _ask("What you know of the client's health, as flags: hip-replacement, ...", unknown)


def _ask_items(press: Press) -> tuple[Wanted, ...]:
    """Stretches until an answer is empty; at least one."""
    found: list[Wanted] = []
    talk("Stretches: " + ", ".join(press.library.ids("stretch")))

    def problem(text: str) -> str:
        if not text:
            return "" if found else "a programme has at least one stretch"
        if press.library.stretch(text) is not None:
            return ""
        return f"there is no stretch '{text}'; " + (
            nearest(text, press.library.ids("stretch")) or "see 'handouts list'"
        )

    while len(found) < _MOST:
        text = "A stretch" if not found else "Another stretch, or nothing"
        name = _ask(text, problem)
        if not name:
            break
        found.append(_ask_item(press, name))
    return tuple(found)


_MOST: Final = 20


def _ask_item(press: Press, name: str) -> Wanted:
    stretch = press.library.stretch(name)
    assert stretch is not None
    method = _ask_method(stretch)
    side = _ask(
        f"  Side ({', '.join(ITEM_SIDES)})",
        lambda text: "" if not text or text in ITEM_SIDES else "one of " + ", ".join(ITEM_SIDES),
    )
    dose = [(key, _ask(text, _check(Dose, key))) for key, text in _DOSE]
    note = _ask("  A word for this client", _check(Item, "note"))
    return Wanted(name, method, side, tuple(pair for pair in dose if pair[1]), note)


def _ask_method(stretch: Stretch) -> str:
    """Which way of doing it, by number or name; asked only where there are several."""
    names = [str(method.name) for method in stretch.methods]
    if len(names) < 2:
        return ""
    listed = ", ".join(f"{n} {name}" for n, name in enumerate(names, 1))

    def problem(text: str) -> str:
        known = text.isdecimal() and 1 <= int(text) <= len(names)
        return "" if not text or known or stretch.method_named(text) else f"one of {listed}"

    answer = _ask(f"  Which way: {listed}", problem)
    return names[int(answer) - 1] if answer.isdecimal() else answer
