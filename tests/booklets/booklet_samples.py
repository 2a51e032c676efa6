"""Generated stretches: alike enough to share warnings, each with a name that is only its own."""

import json

REGIONS = ("neck", "shoulders", "chest", "lower-back", "hips", "thighs", "calves")
MUSCLES = ("trapezius", "deltoid", "erector spinae", "piriformis", "soleus", "quadriceps")
FIRST = ("Amber", "Birch", "Cedar", "Dune", "Ember", "Fern", "Glade", "Heath", "Iris", "Jade")
SECOND = ("Arc", "Bend", "Curl", "Dip", "Even", "Fold")
COUNT = 60


def name_of(number):
    """`Amber arc`: no other stretch has it, and none is the beginning of another."""
    return f"{FIRST[number % 10]} {SECOND[number // 10].lower()}"


def written(path, text):
    """The text in a file whose folders are made."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def stretch(number, methods=None):
    """A stretch as JSON, which is YAML."""
    steps = [f"**Move {n}** slowly and breathe, then hold it gently." for n in range(1, 5)]
    count = methods or 1 + number % 3
    return json.dumps({
        "name": name_of(number),
        "summary": {"text": "A gentle stretch for sixty tests. " * (1 + number % 3),
                    "short": f"Eases part {number}."},
        "regions": [REGIONS[number % 7], REGIONS[(number + 3) % 7]],
        "muscles": {"primary": [MUSCLES[number % 6]], "secondary": [MUSCLES[(number + 1) % 6]]},
        "benefits": [f"May ease a stiff part {n}" for n in range(1 + number % 5)],
        "dose": {"hold": "15-30 s", "reps": "2-4", "times_per_day": 1},
        "start": ["Lie down.", "Breathe."],
        "methods": [{"name": f"Way {m}", "steps": steps[: 2 + (number + m) % 3]}
                    for m in range(1, count + 1)],
        "mistakes": [{"avoid": "Rushing", "instead": "Take your time"}] * (1 + number % 4),
        "see_first": ["a shared condition",
                      {"text": f"a knee replacement (remark {number % 4})",
                       "flag": "knee-replacement"},
                      f"a condition of group {number % 5}"],
        "stop": ["it hurts everywhere", f"it hurts in group {number % 3}"],
        "related": [{"stretch": f"s{(number + 7) % COUNT}", "why": "a change"},
                    f"s{(number + 31) % COUNT}"],
    })  # fmt: skip


SIXTY = {f"content/stretches/s{n}.yaml": stretch(n) for n in range(COUNT)} | {
    "content/booklets/all-of-them.yaml": json.dumps({
        "title": "All of them",
        "intro": "Sixty stretches.",
        "audience": "Testers",
        "sections": [
            {"title": f"Section {SECOND[s]}", "intro": "Ten of them.",
             "stretches": [f"s{n}" for n in range(10 * s, 10 * s + 10)]}
            for s in range(6)
        ],
        "week_plan": [{"day": "Monday", "do": ["s3", "Rest"]}],
        "diary": {"weeks": 4},
        "closing": "Well done.",
    })
}  # fmt: skip
