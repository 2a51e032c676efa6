"""What a person said of a client, as a Request."""

from typing import Any, Final

from handouts.prescribe import Request, Wanted

DOSE: Final = ("hold", "reps", "sets", "breaths", "rest", "times_per_day")
_ABOUT: Final = ("goal", "note", "therapist", "next_appointment", "period", "when_and_where")


def request_of(targets: tuple[str, ...], said: dict[str, Any], side: str | None) -> Request:
    """The options of `make --for`; the dose and the side are every stretch's."""
    dose = tuple((key, said[key]) for key in DOSE if said.get(key) is not None)
    items = tuple(
        Wanted(target, "", side or "", dose, "", n if said["in_order"] else 0)
        for n, target in enumerate(dict.fromkeys(targets), 1)
    )
    about = tuple((key, said[key]) for key in _ABOUT if said.get(key) is not None)
    return Request(
        said["name"],
        items,
        said.get("id") or "",
        tuple(said["flag"]),
        said.get("email") or "",
        about,
    )
