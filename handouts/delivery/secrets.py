"""Passwords and tokens, fetched when needed and never shown, logged or kept."""

from collections.abc import Callable, Mapping
from typing import Final

from msgspec import Struct

from handouts.delivery.account import Account, Secret
from handouts.delivery.program import MOST, run
from handouts.errors import UsageError

SECONDS: Final = 30.0
_SERVICE: Final = "handouts"
_COMMAND_CURE: Final = "run it yourself: it must print the secret on one line and end with 0"


class Prompt(Struct, frozen=True):
    """How a person is asked for a password: None where nobody is there."""

    ask: Callable[[str], str] | None = None
    environment: Mapping[str, str] = {}


def password(account: Account, prompt: Prompt) -> str:
    """The account's password, from the first place that is set; UsageError where none has it."""
    secret = account.secret
    if secret.command:
        return from_command(secret.command, "password_command")
    if secret.keyring:
        return _from_keyring(account)
    if secret.environment:
        return _from_environment(secret, prompt.environment)
    if prompt.ask is not None:
        return prompt.ask(f"Password of {account.user} at {account.host}")
    hint = "set password_command, keyring: true or password_env in handouts.yaml"
    raise UsageError("there is no password to sign in with", hint)


def _from_environment(secret: Secret, environment: Mapping[str, str]) -> str:
    found = environment.get(secret.environment, "")
    if not found:
        raise UsageError(f"the variable {secret.environment} is not set, or empty")
    return found


def _from_keyring(account: Account) -> str:
    try:
        import keyring
    except ImportError:
        hint = "pip install keyring, or use password_command"
        raise UsageError("the package keyring is not installed", hint) from None
    try:
        found = keyring.get_password(_SERVICE, account.user)
    except Exception:  # its back ends raise what they like; none of it is for a log
        hint = "on a computer without a desktop, use password_command"
        raise UsageError("the keyring cannot be opened", hint) from None
    if not found:
        hint = f"store it once: keyring set {_SERVICE} {account.user}"
        raise UsageError("the keyring has no password for this account", hint)
    return found


def from_command(command: tuple[str, ...], key: str, seconds: float = SECONDS) -> str:
    """The one line that a program prints. UsageError never repeats what it printed."""
    try:
        ended = run(command, seconds)
    except (OSError, ValueError):
        raise UsageError(f"the program of {key} cannot be started", _COMMAND_CURE) from None
    if ended.code is None:
        raise UsageError(f"{key} took longer than {seconds:g} seconds", _COMMAND_CURE)
    if len(ended.said) > MOST:
        raise UsageError(f"{key} printed far too much", _COMMAND_CURE)
    if ended.code != 0:
        raise UsageError(f"{key} failed (it ended with {ended.code})", _COMMAND_CURE)
    return _one_line(ended.said, key)


def _one_line(said: bytes, key: str) -> str:
    try:
        text = said.decode("utf-8")
    except UnicodeDecodeError:
        raise UsageError(f"{key} printed what is no text", _COMMAND_CURE) from None
    text = text.removesuffix("\n").removesuffix("\r")
    if not text:
        raise UsageError(f"{key} printed nothing", _COMMAND_CURE)
    if "\n" in text or "\r" in text or "\0" in text:
        raise UsageError(f"{key} printed more than one line", _COMMAND_CURE)
    return text
