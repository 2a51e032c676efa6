"""The forms of a stretch: what it is, how it is done, and when to stop."""

import datetime
from typing import Annotated, ClassVar

from msgspec import Struct

from handouts.diagnostics import Span
from handouts.model.figure import Figure
from handouts.model.text import Amount, Rule, Text

REGIONS = (
    "neck", "upper-back", "shoulders", "chest", "lower-back", "hips", "buttocks", "thighs",
    "hamstrings", "knees", "calves", "ankles-feet", "arms", "wrists-hands", "whole-spine",
)  # fmt: skip
POSITIONS = ("lying", "sitting", "kneeling", "all-fours", "standing")
LEVELS = ("beginner", "intermediate", "advanced")
SIDES = ("each", "left", "right", "both", "left-first", "right-first", "alternate")
# How a programme turns a stretch to the client's own sides.
ITEM_SIDES = ("left", "right", "both", "left-first", "right-first")
TIMES = ("morning", "midday", "afternoon", "evening", "night")
# The places of the body map, as handouts/figures/anatomy.py draws them: front, then back.
PLACES = (
    "sternocleidomastoid", "trapezius-front", "deltoid", "pectoralis", "serratus",
    "rectus-abdominis", "obliques", "tensor", "sartorius", "rectus-femoris", "vastus-lateralis",
    "vastus-medialis", "adductors", "tibialis", "peronei", "calf-front", "biceps",
    "triceps-front", "wrist-flexors", "wrist-extensors-front", "masseter", "scalenes",
    "pectoralis-minor", "diaphragm", "transversus", "iliopsoas", "psoas", "gracilis",
    "pelvic-floor", "trapezius", "deltoid-back", "infraspinatus", "teres", "latissimus",
    "triceps", "erector", "obliques-back", "gluteus-medius", "gluteus-maximus", "iliotibial",
    "biceps-femoris", "semitendinosus", "adductor-magnus", "gastrocnemius-outer",
    "gastrocnemius-inner", "soleus", "achilles", "peronei-back", "wrist-flexors-back",
    "wrist-extensors", "suboccipitals", "neck-extensors", "levator", "rhomboids",
    "supraspinatus", "rotator-cuff", "erector-upper", "multifidus", "paraspinals",
    "quadratus-lumborum", "gluteus-minimus", "piriformis", "hip-rotators", "pelvic-floor-back",
    "popliteus", "tibialis-posterior", "plantar-fascia",
)  # fmt: skip
NAME_MOST = 90
PROSE_MOST = 5000


class Dose(Struct, frozen=True):
    """How much: every key may be left out, and a later dose overrides key by key.

    `cleared` holds the keys given as `none`, which take away what an earlier dose says.
    """

    hold: Annotated[
        Amount | None, Rule("How long each hold lasts.", "seconds", example="15-30 s")
    ] = None
    reps: Annotated[Amount | None, Rule("How many times.", "count", example="2-4")] = None
    sets: Annotated[Amount | None, Rule("How many rounds of those.", "count")] = None
    sides: Annotated[str | None, Rule("Which side.", choices=SIDES)] = None
    duration: Annotated[
        Amount | None, Rule("How long a movement goes on, where nothing is held.", "seconds")
    ] = None
    breaths: Annotated[Amount | None, Rule("How many slow breaths.", "count")] = None
    tempo: Annotated[Amount | None, Rule("How long one repetition takes.", "seconds")] = None
    rest: Annotated[Amount | None, Rule("Rest between rounds.", "seconds")] = None
    times_per_day: Annotated[Amount | None, Rule("How often a day.", "count")] = None
    times_of_day: Annotated[tuple[str, ...], Rule("When in the day.", choices=TIMES)] = ()
    days_per_week: Annotated[Amount | None, Rule("On how many days a week.", "count")] = None
    effort: Annotated[Text | None, Rule("How hard it should feel, in words.", most=60)] = None
    note: Annotated[Text | None, Rule("Anything else about the dose.", "prose", most=200)] = None
    cleared: tuple[str, ...] = ()
    span: Span | None = None


class Wording(Struct, frozen=True):
    """A sentence, and the shorter wording that is used where room is scarce."""

    shorthand: ClassVar[str] = "text"
    text: Annotated[Text, Rule("The full wording.", "prose", most=PROSE_MOST)]
    short: Annotated[Text | None, Rule("The wording where room is scarce.", "prose", most=200)] = (
        None
    )
    span: Span | None = None


class StartLine(Wording, frozen=True):
    """A line of the starting position; a figure may show it."""

    figure: Annotated[Figure | None, Rule("A drawn figure: its name, or its pose.")] = None


class Step(Struct, frozen=True):
    """One thing to do. A photo of the practice's own may stand beside it."""

    shorthand: ClassVar[str] = "text"
    text: Annotated[Text, Rule("What to do, starting with a verb.", "prose", most=PROSE_MOST)]
    short: Annotated[Text | None, Rule("The wording where room is scarce.", "prose", most=200)] = (
        None
    )
    photo: Annotated[
        Text | None, Rule("A PNG or JPEG beside this file, inside content/.", "file", most=200)
    ] = None
    alt: Annotated[Text | None, Rule("What the photo shows, in words.", "prose", most=300)] = None
    figure: Annotated[Figure | None, Rule("A drawn figure: its name, or its pose.")] = None
    span: Span | None = None


class Method(Struct, frozen=True):
    """One way of doing the stretch."""

    name: Annotated[Text, Rule("What this way is called.", most=60)]
    steps: Annotated[tuple[Step, ...], Rule("The steps, in order.", most=60)]
    level: Annotated[str | None, Rule("Who it suits.", choices=LEVELS)] = None
    summary: Annotated[Text | None, Rule("One line on this way.", "prose", most=200)] = None
    feel: Annotated[Text | None, Rule("Where it is felt.", "prose", most=200)] = None
    dose: Annotated[Dose | None, Rule("The dose of this way, over the stretch's own.")] = None
    span: Span | None = None


class Muscle(Struct, frozen=True):
    """A muscle by its anatomical name; a known one brings its plain words along."""

    shorthand: ClassVar[str] = "name"
    name: Annotated[Text, Rule("The anatomical name.", most=60)]
    plain: Annotated[Text | None, Rule("Plain words for it.", "prose", most=120)] = None
    map: Annotated[
        tuple[str, ...],
        Rule("Where it is drawn on the body map, if not as usual.", choices=PLACES, most=8),
    ] = ()
    span: Span | None = None


class Muscles(Struct, frozen=True):
    """The muscles worked."""

    primary: Annotated[tuple[Muscle, ...], Rule("Worked most.", most=20)] = ()
    secondary: Annotated[tuple[Muscle, ...], Rule("Worked as well.", most=20)] = ()


class Card(Struct, frozen=True):
    """What a one-page card shows; without it, the first method with all its steps."""

    method: Annotated[Text | None, Rule("The method's name.", most=60)] = None
    steps: Annotated[tuple[Amount, ...], Rule("The numbers of its steps.", "count", most=60)] = ()
    span: Span | None = None


class Mistake(Struct, frozen=True):
    """What to avoid, and what to do instead."""

    avoid: Annotated[Text, Rule("The mistake.", "prose", most=300)]
    instead: Annotated[Text | None, Rule("What to do instead.", "prose", most=300)] = None
    figure: Annotated[Figure | None, Rule("A drawn figure: its name, or its pose.")] = None
    span: Span | None = None


class Adaptation(Struct, frozen=True):
    """How to change the stretch for a client who needs it."""

    for_: Annotated[Text, Rule("Who or what it is for.", most=80)]
    do: Annotated[tuple[Wording, ...], Rule("What to change.", most=20)]
    figure: Annotated[Figure | None, Rule("A drawn figure: its name, or its pose.")] = None
    span: Span | None = None


class Stage(Struct, frozen=True):
    """One level of a progression."""

    level: Annotated[str, Rule("The level.", choices=LEVELS)]
    do: Annotated[tuple[Wording, ...], Rule("What to do at this level.", most=20)]
    span: Span | None = None


class Warning_(Struct, frozen=True):  # noqa: N801 - Warning is a builtin
    """A stop sign or a condition to ask about first; a flag lets a client's flags match."""

    shorthand: ClassVar[str] = "text"
    text: Annotated[Text, Rule("The full wording.", "prose", most=400)]
    short: Annotated[Text | None, Rule("The wording where room is scarce.", "prose", most=160)] = (
        None
    )
    flag: Annotated[Text | None, Rule("A word of content/flags.yaml.", "flag")] = None
    span: Span | None = None


class Related(Struct, frozen=True):
    """A stretch that goes well with this one, and why."""

    shorthand: ClassVar[str] = "stretch"
    stretch: Annotated[Text, Rule("The id of the other stretch.", "id", refers="stretch")]
    why: Annotated[Text | None, Rule("Why it goes well with this one.", "prose", most=200)] = None
    span: Span | None = None


class Video(Struct, frozen=True):
    """A film of the stretch: printed as a QR code and as an address to type."""

    shorthand: ClassVar[str] = "url"
    url: Annotated[Text, Rule("The address, starting with https://", "url", most=300)]
    short: Annotated[Text | None, Rule("A short form of it for people who type.", most=60)] = None
    span: Span | None = None


class Review(Struct, frozen=True):
    """Who answers for the content. Leave `by` empty until a clinician has read it."""

    by: Annotated[Text | None, Rule("A real clinician, with the qualification.", most=120)] = None
    on: Annotated[datetime.date | None, Rule("When it was reviewed.", "date")] = None
    next: Annotated[datetime.date | None, Rule("When it must be reviewed again.", "date")] = None
    span: Span | None = None


class Stretch(Struct, frozen=True):
    """A stretch, as a file of content/stretches/ tells it."""

    name: Annotated[Text, Rule("What it is called.", most=NAME_MOST)]
    methods: Annotated[tuple[Method, ...], Rule("The ways of doing it, at least one.", most=12)]
    id: str = ""
    code: Annotated[Text | None, Rule("Printed in the footer; the id unless given.", most=20)] = (
        None
    )
    version: Annotated[Text | None, Rule("Printed in the footer.", most=12)] = None
    summary: Annotated[
        Wording | None, Rule("What it is, in one or two sentences; `short` is for cards.")
    ] = None
    regions: Annotated[tuple[str, ...], Rule("Where in the body.", choices=REGIONS)] = ()
    position: Annotated[str | None, Rule("How the client is placed.", choices=POSITIONS)] = None
    level: Annotated[str | None, Rule("Who it suits.", choices=LEVELS)] = None
    equipment: Annotated[tuple[Text, ...], Rule("What is needed.", most=12)] = ()
    muscles: Annotated[Muscles, Rule("The muscles worked.")] = Muscles()
    benefits: Annotated[tuple[Wording, ...], Rule("How it may help.", most=30)] = ()
    dose: Annotated[Dose, Rule("How much, unless a method says otherwise.")] = Dose()
    start: Annotated[tuple[StartLine, ...], Rule("The starting position.", most=20)] = ()
    figures: Annotated[dict[str, Figure], Rule("Drawn figures by name.")] = {}
    card: Annotated[Card, Rule("What a card shows.")] = Card()
    breathing: Annotated[tuple[Wording, ...], Rule("How to breathe.", most=12)] = ()
    mistakes: Annotated[tuple[Mistake, ...], Rule("What to avoid.", most=20)] = ()
    adaptations: Annotated[
        tuple[Adaptation, ...], Rule("Changes for those who need them.", most=20)
    ] = ()
    progression: Annotated[tuple[Stage, ...], Rule("From easier to harder.", most=6)] = ()
    when: Annotated[tuple[Wording, ...], Rule("When it helps.", most=20)] = ()
    see_first: Annotated[
        tuple[Warning_, ...], Rule("Talk to a professional before you start, with ...", most=30)
    ] = ()
    stop: Annotated[tuple[Warning_, ...], Rule("Stop and seek advice when ...", most=20)] = ()
    related: Annotated[tuple[Related, ...], Rule("What goes well with it.", most=12)] = ()
    used_for: Annotated[tuple[Wording, ...], Rule("What it is often given for.", most=20)] = ()
    video: Annotated[Video | None, Rule("A film of it.")] = None
    review: Annotated[Review, Rule("Who answers for it, and until when.")] = Review()
    sources: Annotated[
        tuple[Text, ...], Rule("Where the content comes from.", "prose", most=20)
    ] = ()
    language: Annotated[Text | None, Rule("Its language, as en-GB.", "language")] = None
    span: Span | None = None

    def method_named(self, name: str) -> Method | None:
        """The method of that name, whatever its capitals; None where there is none."""
        wanted = name.casefold()
        return next((m for m in self.methods if str(m.name).casefold() == wanted), None)
