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
from handouts.model.programme import Client, Item, Override, Programme
from handouts.model.stretch import ITEM_SIDES, Dose, Stretch
from handouts.prescribe import Request, Wanted, complete, entry_of, field_problem, save

_Overrides = tuple[tuple[str, str, str], ...]
_ABOUT: Final = (
    ("goal", "The goal, in the client's own words"),
    ("therapist", "Who made it"),
    ("next_appointment", "The next visit, as 2026-12-06 10:30"),
    ("period", "Or how long to go on, as 2 weeks"),
    ("weekdays", "On which days, as mon, wed, fri; empty for every day"),
    ("when_and_where", "When and where the client will do them"),
    ("note", "A general note"),
)
_MOST: Final = 20  # stretches in a programme
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
    flags = _known_flags(press, name) if known else _ask_flags(press)
    about = [(key, _ask(text, _check(Programme, key))) for key, text in _ABOUT[:3]]
    if not about[-1][1]:
        about.append((_ABOUT[3][0], _ask(_ABOUT[3][1], _check(Programme, "period"))))
    about += [(key, _ask(text, _check(Programme, key))) for key, text in _ABOUT[4:]]
    items = _ask_items(press, flags)
    answers = tuple(pair for pair in about if pair[1])
    request = Request(name, items, number, () if known else flags, "", answers)
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


def _known_flags(press: Press, client: str) -> tuple[str, ...]:
    """The flags of a client's own file."""
    from handouts.library.load import load_private

    value = load_private(press.files, "client", client, press.library).value
    return tuple(map(str, value.flags)) if isinstance(value, Client) else ()


def _ask_flags(press: Press) -> tuple[str, ...]:
    def unknown(text: str) -> str:
        for flag in (part.strip() for part in text.split(",")):
            if flag and flag not in press.library.flags:
                hint = nearest(flag, press.library.flags) or "see content/flags.yaml"
                return f"unknown flag '{flag}'; {hint}"
        return ""

    said = _ask("What you know of the client's health, as flags: hip-replacement, ...", unknown)
    return tuple(part.strip() for part in said.split(",") if part.strip())


def _ask_items(press: Press, flags: tuple[str, ...]) -> tuple[Wanted, ...]:
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
        overrides = _ask_overrides(press, name, flags)
        if overrides is not None:
            found.append(_ask_item(press, name, overrides))
    return tuple(found)


def _ask_overrides(press: Press, name: str, flags: tuple[str, ...]) -> _Overrides | None:
    """Who answers for the stretch where a flag speaks against it; None to leave it out."""
    stretch = press.library.stretch(name)
    assert stretch is not None
    asked = {str(warning.flag) for warning in stretch.see_first if warning.flag is not None}
    found: list[tuple[str, str, str]] = []
    for flag in (each for each in flags if each in asked):
        talk(f"  '{clean(str(stretch.name))}' asks to see a professional first with '{flag}'.")
        by = _ask("  Who decided that it suits; empty leaves it out", _check(Override, "by"))
        if not by:
            return None
        why = _ask("  Why it suits", lambda text: _check(Override, "why")(text) or _some(text))
        found.append((flag, by, why))
    return tuple(found)


def _some(text: str) -> str:
    return "" if text else "the reason is printed, so there must be one"


def _ask_item(press: Press, name: str, overrides: _Overrides) -> Wanted:
    stretch = press.library.stretch(name)
    assert stretch is not None
    method = _ask_method(stretch)
    side = _ask(
        f"  Side ({', '.join(ITEM_SIDES)})",
        lambda text: "" if not text or text in ITEM_SIDES else "one of " + ", ".join(ITEM_SIDES),
    )
    dose = [(key, _ask(text, _check(Dose, key))) for key, text in _DOSE]
    note = _ask("  A word for this client", _check(Item, "note"))
    return Wanted(name, method, side, tuple(pair for pair in dose if pair[1]), note, 0, overrides)


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
