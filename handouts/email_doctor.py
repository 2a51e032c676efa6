"""`handouts doctor --email`: is sending set up, and does the server let us in? Sends nothing."""

import sys
from collections.abc import Iterator
from typing import Final

from handouts import emailing
from handouts.build import Press
from handouts.delivery.account import Account
from handouts.delivery.outcome import Halt
from handouts.delivery.presets import AS_OF
from handouts.delivery.secrets import Prompt
from handouts.delivery.ways import transport_of
from handouts.doctor import Finding
from handouts.errors import ExitCode, HandoutsError

# The first releases whose mail headers cannot be broken by hostile values (CVE-2024-6923,
# CVE-2026-1299); our own checks hold on older ones too.
_PYTHONS: Final = {(3, 11): 15, (3, 12): 13, (3, 13): 12}


def examine_email(press: Press, prompt: Prompt) -> tuple[tuple[Finding, ...], ExitCode]:
    """What was found, and what the shell sees."""
    try:
        account = emailing.account(press)
    except HandoutsError as problem:
        return (Finding("email", "lack", problem.message, problem.hint),), problem.exit_code
    found = [*_python(), *_brand(press), *_settings(account)]
    transport = transport_of(account, prompt)
    try:
        found += [Finding("email", "ok", says) for says in transport.check()]
    except HandoutsError as problem:
        found.append(Finding("email", "lack", problem.message, problem.hint))
        code = problem.exit_code if isinstance(problem, Halt) else ExitCode.USAGE
        return tuple(found), code
    return tuple(found), ExitCode.DONE


def _brand(press: Press) -> Iterator[Finding]:
    brand = press.library.brand(str(press.library.settings.brand or "default"))
    if emailing.lent(press, brand):
        says = f"clients would read that their handout comes from '{brand.name}'"
        yield Finding("brand", "note", says, emailing.LENT)


def _settings(account: Account) -> Iterator[Finding]:
    if account.transport == "smtp":
        way = f"{account.host}:{account.port}, {account.security}, sign in by {account.sign_in}"
    else:
        way = account.transport
    yield Finding("email", "ok", way)
    pace = f"{account.per_minute} a minute, {account.per_day} a day"
    yield Finding("email", "ok", f"limits: {pace} (presets as of {AS_OF})")
    yield Finding("outbox", "ok", str(account.outbox))


def _python() -> Iterator[Finding]:
    needed = _PYTHONS.get(sys.version_info[:2])
    if needed is not None and sys.version_info[2] < needed:
        major, minor = sys.version_info[:2]
        says = "this Python could be newer; what it is known to get wrong in emails is checked here"
        yield Finding("python", "note", says, f"install {major}.{minor}.{needed} or newer")
