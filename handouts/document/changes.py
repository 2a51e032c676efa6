"""What is new, what is different and what has stopped since a client's former programme."""

from msgspec import Struct

from handouts.document.plan import Plan, Prescribed


class Changes(Struct, frozen=True):
    """Items by what became of them; `changed` has each with what it was before."""

    new: tuple[Prescribed, ...]
    changed: tuple[tuple[Prescribed, Prescribed], ...]
    stopped: tuple[Prescribed, ...]


def changes(plan: Plan, former: Plan) -> Changes:
    """Items are matched by stretch and method; those of one stretch whose method changed, too."""
    left = list(former.items)
    pairs: dict[int, Prescribed] = {}
    for same in (_same_way, _same_stretch):
        for number, found in enumerate(plan.items):
            before = next((p for p in left if number not in pairs and same(p, found)), None)
            if before is not None:
                pairs[number] = before
                left.remove(before)
    new = tuple(p for n, p in enumerate(plan.items) if n not in pairs)
    changed = tuple(
        (plan.items[n], p) for n, p in sorted(pairs.items()) if _differ(plan.items[n], p)
    )
    return Changes(new, changed, tuple(left))


def _same_stretch(one: Prescribed, other: Prescribed) -> bool:
    return one.stretch.id == other.stretch.id


def _same_way(one: Prescribed, other: Prescribed) -> bool:
    return _same_stretch(one, other) and one.method.name == other.method.name


def _differ(one: Prescribed, other: Prescribed) -> bool:
    return one.method.name != other.method.name or _said(one) != _said(other)


def _said(found: Prescribed) -> tuple[object, ...]:
    """The dose without its place in a file."""
    dose = found.dose
    return tuple(
        getattr(dose, name) for name in dose.__struct_fields__ if name not in ("span", "cleared")
    )
