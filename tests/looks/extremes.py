"""The least and the most that a stretch can say, and a practice of many words."""

from handout_pages import stretch_file, yaml_of

LONG = "Do this slowly and with care, breathing out until you feel a comfortable stretch, number "
MINIMAL = stretch_file(name="Rest")
MAXIMAL = stretch_file(
    name="Half-kneeling hip flexor stretch with a side bend and overhead reach",
    summary={"text": "Summary. " * 30, "short": "A long stretch that has something everywhere."},
    position="kneeling", equipment=["mat", "chair"],
    muscles={"primary": ["iliopsoas", "rectus femoris"], "secondary": ["quadratus lumborum"]},
    benefits=[f"Benefit {n} of a long list" for n in range(8)],
    dose={"hold": "15-30 s", "reps": "2-4", "sets": "2-3", "sides": "each", "rest": "30 s"},
    start=[f"Starting position {n}: {LONG}" for n in range(4)],
    methods=[
        {"name": f"Method {m}", "feel": "the front of the hip and the side of the trunk",
         "level": "beginner", "steps": [{"text": f"{LONG}{n}.", "short": f"Do {n}."} for n in range(8)]}
        for m in range(3)
    ],
    card={"method": "Method 0", "steps": ["1", "2", "3", "4", "5", "6"]},
    breathing=["Breathe in", "Breathe out", "Rest"],
    mistakes=[{"avoid": f"Mistake {n} {LONG}", "instead": f"Cure {n}"} for n in range(8)],
    adaptations=[{"for": f"Sore knee {n}", "do": [LONG, LONG]} for n in range(4)],
    progression=[{"level": "beginner", "do": [LONG]}, {"level": "advanced", "do": [LONG, LONG]}],
    when=["In the morning", "After long sitting"], used_for=["Stiffness", "Tight hips"],
    stop=[{"text": f"stop sign {n}, told at length", "short": f"stop sign {n}"} for n in range(4)],
    see_first=[{"text": f"condition {n}, told at length", "short": f"condition {n}"} for n in range(14)],
    video={"url": "https://practice.example/film", "short": "practice.example/film"},
)  # fmt: skip
BRAND = yaml_of({
    "name": "A Practice with quite a long name", "disclaimer": "General advice: follow your plan.",
    "contact": {"phone": "01632 960 142", "web": "practice.example", "email": "a@practice.example",
                "hours": "Monday to Friday", "address": "1 Example Street, Andover"},
}).lstrip()  # fmt: skip
FILES = {"stretches/minimal": MINIMAL, "stretches/maximal": MAXIMAL, "brands/long": BRAND}
