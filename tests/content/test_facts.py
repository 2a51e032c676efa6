"""Every fact the knee-to-chest sheet must carry, looked for in the text of a freshly made PDF.

The facts are those of the practice's own page. Each is looked for in its own block of the sheet,
so that the same words in another block cannot stand in for it. A fact may be reworded: then add
the new words to its row. Never take a row away because the page no longer has it.
"""

import re
from io import BytesIO

import pytest
from pypdf import PdfReader

from handouts.build import Choices, find_target, open_press
from handouts.context import make_context

STRETCH, BRAND = "knee-to-chest", "example-andover"
# A block's name here, and the label or the method whose printed heading opens it.
BLOCKS = {
    "benefits": "benefits", "muscles-primary": "muscles-primary",
    "muscles-secondary": "muscles-secondary", "start": "start",
    "method-1": "Single knee", "method-2": "Double knee", "method-3": "Rocking",
    "breathing": "breathing", "mistakes": "mistakes-avoid", "adaptations": "adaptations",
    "progression": "progression", "when": "when", "used-for": "used-for", "related": "related",
    "stop": "stop", "see-first": "see-first", "sources": "sources",
}  # fmt: skip

# (fact id, alternative patterns): one alternative must be found. The id opens with its block.
FACTS = [
    ("what: lying on the back", [r"lie on your back", r"lying on your back"]),
    ("what: one knee or both to the chest", [r"one knee, or both, to your chest", r"one or both knees to your chest"]),
    ("what: basic exercise", [r"basic (\w+ )?exercise"]),
    ("what: used in physical therapy", [r"physiotherapy", r"physical therapy"]),
    ("what: used in rehab", [r"rehab"]),
    ("what: used in daily stretching", [r"daily stretching", r"everyday stretching"]),
    ("what: eases low-back tension", [r"ease a tense lower back", r"eases? tension in (your|the) lower back"]),
    ("what: improves hip mobility", [r"move your hips more freely", r"hips (to )?move more (freely|easily)"]),
    ("what: one of the safest", [r"one of the safest"]),
    ("what: one of the most effective", [r"most effective stretches for the lower back"]),
    ("what: may be done daily", [r"may do it every day", r"may do it daily"]),
    ("what: part of flexibility", [r"every day to stay supple", r"flexib"]),
    ("what: part of pain management", [r"manage pain"]),

    ("benefits: eases low-back pain and tension", [r"ease pain and tension in your lower back"]),
    ("benefits: by a lumbar stretch", [r"lower back by stretching it"]),
    ("benefits: eases sciatic pain", [r"ease sciatic pain", r"ease sciatica"]),
    ("benefits: decompresses the lower spine", [r"taking pressure off your lower spine"]),
    ("benefits: hip flexibility", [r"hips to bend more easily"]),
    ("benefits: hip range", [r"move further"]),
    ("benefits: stretches the glutes", [r"stretches your buttocks"]),
    ("benefits: stretches the hip rotators", [r"muscles that turn your hips"]),
    ("benefits: spinal alignment", [r"spine to line up"]),
    ("benefits: posture", [r"good posture"]),
    ("benefits: fewer low-back spasms", [r"fewer muscle spasms in your lower back"]),
    ("benefits: circulation to the low back", [r"blood to flow to your lower back"]),
    ("benefits: circulation to the hips", [r"blood to flow to your lower back and hips"]),
    ("benefits: gentle traction", [r"gentle,? .{0,30}\(traction\)", r"gentle traction"]),
    ("benefits: on the lumbar vertebrae", [r"bones of your lower spine"]),
    ("benefits: calms the nervous system", [r"calm your nervous system"]),
    ("benefits: by slow, controlled movement", [r"move slowly and with control"]),

    ("muscles-primary: erector spinae", [r"erector spinae: .{0,20}along your spine"]),
    ("muscles-primary: erector spinae, low back", [r"spine in the lower back"]),
    ("muscles-primary: gluteus maximus", [r"gluteus maximus: your largest buttock muscle"]),
    ("muscles-primary: piriformis", [r"piriformis: a deep .{0,20}turns your hip"]),
    ("muscles-primary: lumbar paraspinals", [r"lumbar paraspinals: deep .{0,20}hold your lower back steady"]),
    ("muscles-secondary: gluteus medius", [r"gluteus medius: the outside of your hip"]),
    ("muscles-secondary: gluteus minimus", [r"gluteus minimus: the outside of your hip"]),
    ("muscles-secondary: hamstrings", [r"hamstrings: the back of your thigh"]),
    ("muscles-secondary: when the leg is straight", [r"when the leg is straight"]),
    ("muscles-secondary: hip external rotators", [r"hip external rotators: deep"]),
    ("muscles-secondary: multifidus", [r"multifidus: a deep .{0,20}holds your spine steady"]),
    ("muscles-secondary: quadratus lumborum", [r"quadratus lumborum: a deep muscle in your lower back"]),

    ("start: on the back", [r"lie on your back"]),
    ("start: firm comfortable surface", [r"firm, comfortable surface"]),
    ("start: mat or carpet", [r"surface, such as a mat or carpet"]),
    ("start: both legs straight", [r"both legs out straight"]),
    ("start: or knees a little bent", [r"bend your knees a little"]),
    ("start: if that is more comfortable", [r"if that is more comfortable"]),
    ("start: head on the floor", [r"head on the floor"]),
    ("start: small pillow for the neck if wanted", [r"small pillow under your neck if you want"]),
    ("start: arms by the sides", [r"arms by your sides"]),
    ("start: palms down", [r"palms (facing )?down"]),
    ("start: a few deep breaths", [r"a few deep breaths"]),

    ("method-1: for beginners", [r"for beginners\."]),
    ("method-1: recommended for them", [r"the best way to start if you are new"]),
    ("method-1: one knee up", [r"bend one knee up towards your chest"]),
    ("method-1: both hands clasp the knee", [r"clasp it with both hands"]),
    ("method-1: or just below on the shin", [r"the shin just below"]),
    ("method-1: pull gently", [r"pull gently"]),
    ("method-1: to a comfortable stretch", [r"comfortable stretch"]),
    ("method-1: other leg flat and straight", [r"other leg flat and straight"]),
    ("method-1: slightly bent if needed", [r"bend it slightly if you need"]),
    ("method-1: low back on the floor", [r"keep your lower back on the floor"]),
    ("method-1: shoulders relaxed and down", [r"relax your shoulders, down"]),
    ("method-1: away from the ears", [r"away from your ears"]),
    ("method-1: hold 15-30 seconds", [r"hold 15-30 seconds"]),
    ("method-1: deep steady breathing", [r"deep, steady breaths"]),
    ("method-1: felt in low back, buttock, hip", [r"feel it: lower back, buttock and hip"]),
    ("method-1: lower the leg slowly", [r"lower the leg slowly"]),
    ("method-1: other side", [r"stretch the other side"]),
    ("method-1: 2-4 repetitions each side", [r"2-4 times each side"]),

    ("method-2: more intense", [r"a stronger stretch than one knee"]),
    ("method-2: both knees up at once", [r"both knees up at the same time"]),
    ("method-2: hands round both knees", [r"hands round both knees"]),
    ("method-2: or behind the thighs", [r"or behind your thighs"]),
    ("method-2: pull toward the chest", [r"pull your knees to your chest"]),
    ("method-2: slightly toward the shoulders", [r"slightly towards your shoulders"]),
    ("method-2: low back rounds gently", [r"lower back round gently"]),
    ("method-2: presses into the floor", [r"press into the floor"]),
    ("method-2: tailbone stays down", [r"keep your tailbone down"]),
    ("method-2: hips do not lift", [r"hips do not lift"]),
    ("method-2: shoulders and neck relaxed", [r"relax your shoulders and neck"]),
    ("method-2: hold 15-30 seconds", [r"hold 15-30 seconds"]),
    ("method-2: steady breathing", [r"breathe steadily"]),
    ("method-2: felt across the whole low back", [r"feel it: across the whole of your lower back"]),
    ("method-2: lower both feet slowly", [r"lower both feet slowly"]),
    ("method-2: 2-4 repetitions", [r"2-4 times"]),

    ("method-3: dynamic", [r"a moving stretch"]),
    ("method-3: both knees held as in method 2", [r"hold both knees, as in the double knee method"]),
    ("method-3: rock gently side to side", [r"rock gently from side to side"]),
    ("method-3: massaging the low back", [r"massages your lower back"]),
    ("method-3: or forward and back", [r"forward and back instead"]),
    ("method-3: a small roll", [r"small roll"]),
    ("method-3: 20-30 seconds", [r"20-30 seconds"]),
    ("method-3: works like a gentle massage", [r"works like a gentle massage"]),

    ("breathing: in before the pull", [r"breathe in before you pull"]),
    ("breathing: out slowly while pulling closer", [r"breathe out slowly as you pull closer"]),
    ("breathing: deepening it", [r"makes the stretch deeper"]),
    ("breathing: normal during the hold", [r"breathe normally while you hold"]),
    ("breathing: deep belly breaths to relax", [r"deep belly breaths to help you relax"]),
    ("breathing: each out-breath slightly further", [r"each out-breath.{0,30}stretch slightly further"]),

    ("mistakes: pulling too hard", [r"pulling too hard"]),
    ("mistakes: keep it gradual", [r"gradually"]),
    ("mistakes: lifting head or shoulders", [r"lifting head or shoulders"]),
    ("mistakes: holding the breath", [r"holding your breath"]),
    ("mistakes: lifting the other leg", [r"lifting your other leg"]),
    ("mistakes: tensing shoulders and neck", [r"tensing shoulders and neck"]),
    ("mistakes: bouncing or jerking", [r"bouncing or jerking"]),
    ("mistakes: arching the low back off the floor", [r"arching your lower back up.{0,40}down on the floor", r"arching your lower back off the floor"]),
    ("mistakes: pulling on the kneecap", [r"pulling on your kneecap"]),
    ("mistakes: hold behind the knee or on the shin", [r"hold the shin or behind the knee"]),

    ("adaptations: sore knee, behind the thigh", [r"sore knee: hold behind your thigh"]),
    ("adaptations: sore knee, towel or yoga strap", [r"loop a towel or yoga strap round your thigh"]),
    ("adaptations: tight hips, smaller range at first", [r"tight hips: .{0,20}smaller range at first"]),
    ("adaptations: tight hips, other leg bent", [r"bend your other leg"]),
    ("adaptations: tight hips, foot flat", [r"foot flat"]),
    ("adaptations: tight hips, pillows under head and knees", [r"pillows under your head and knees"]),
    ("adaptations: neck strain, pillow", [r"neck strain: .{0,10}small pillow"]),
    ("adaptations: neck strain, or folded towel under the head", [r"folded towel under your head"]),
    ("adaptations: neck strain, chin slightly tucked", [r"tuck your chin in slightly"]),
    ("adaptations: neck strain, chin not jutting", [r"not let it jut"]),
    ("adaptations: cannot lie down, seated version", [r"cannot lie down \(seated version\)"]),
    ("adaptations: seated, edge of a chair", [r"edge of a chair"]),
    ("adaptations: seated, lift one knee", [r"lift one knee"]),
    ("adaptations: seated, hold with both hands", [r"hold it with both hands"]),
    ("adaptations: seated, pull gently", [r"pull it gently"]),
    ("adaptations: seated, back straight", [r"keep your back straight"]),

    ("progression: beginner, single knee 15 s", [r"beginner: do the single knee method and hold for 15 seconds"]),
    ("progression: beginner, other knee bent", [r"other knee bent"]),
    ("progression: beginner, foot down", [r"foot down"]),
    ("progression: intermediate, single knee 30 s", [r"intermediate: do the single knee method and hold for 30 seconds"]),
    ("progression: intermediate, other leg straight", [r"other leg straight"]),
    ("progression: intermediate, add double knee", [r"add the double knee"]),
    ("progression: advanced, add gentle rocking", [r"advanced: add gentle rocking"]),
    ("progression: advanced, 45-60 s", [r"hold for 45 (to|-) 60 seconds", r"hold for 45-60 seconds"]),
    ("progression: advanced, in a sequence with others", [r"other stretches in a sequence"]),

    ("when: morning stiffness", [r"stiff in the morning"]),
    ("when: after long sitting", [r"after you have sat for a long time"]),
    ("when: before bed", [r"before bed"]),
    ("when: cool-down after exercise", [r"cool down after exercise"]),
    ("when: during low-back pain episodes", [r"during a spell of lower-back pain"]),
    ("when: after surgery when the doctor approves", [r"after surgery, once your doctor approves"]),
    ("when: pregnancy back pain", [r"back pain in pregnancy"]),
    ("when: pregnancy, with modifications", [r"pregnancy, with changes"]),
    ("when: whenever the low back feels tight", [r"any time of day when your lower back feels tight"]),

    ("used-for: low-back pain and stiffness", [r"pain and stiffness in the lower back"]),
    ("used-for: sciatica", [r"sciatica"]),
    ("used-for: piriformis syndrome", [r"piriformis syndrome"]),
    ("used-for: tight hips", [r"tight hips"]),
    ("used-for: post-surgical rehab", [r"rehab after surgery"]),
    ("used-for: pregnancy discomfort", [r"aches and pains in pregnancy", r"discomfort in pregnancy"]),
    ("used-for: general flexibility", [r"general flexibility"]),

    ("related: cat-cow is a good follow-on", [r"cat-cow stretch \(a good one to do next"]),
    ("related: cat-cow, whole-spine mobility", [r"moves your whole spine"]),
    ("related: child's pose", [r"child's pose"]),
    ("related: child's pose, deeper low-back release", [r"deeper release for your lower back"]),
    ("related: pelvic tilts", [r"pelvic tilt"]),
    ("related: pelvic tilts, core strength", [r"stronger core"]),
    ("related: pelvic tilts, pelvis mobility", [r"pelvis that moves freely"]),
    ("related: piriformis stretch", [r"piriformis stretch"]),
    ("related: piriformis, deeper hip and glute", [r"deeper stretch for hip and buttock"]),
    ("related: spinal twist, rotation", [r"spinal twist \(helps your back to turn"]),

    ("stop: at once", [r"stop at once"]),
    ("stop: sharp or shooting pain", [r"sharp or shooting pain"]),
    ("stop: never force past comfort", [r"past what is comfortable \(never force"]),
    ("stop: pain that grows", [r"pain grows"]),
    ("stop: or travels down the leg", [r"travels down your leg"]),
    ("stop: consult a professional", [r"talk to a professional"]),

    ("what: see a healthcare provider first", [r"see a health professional first", r"see a healthcare provider first"]),
    ("see-first: heading", [r"ask a professional first"]),
    ("see-first: recent abdominal surgery", [r"recent surgery on your tummy"]),
    ("see-first: recent hip surgery", [r"recent surgery on your tummy or hip"]),
    ("see-first: herniated or bulging disc", [r"(slipped|herniated) or bulging disc"]),
    ("see-first: disc, get clearance", [r"disc in your back \(get clearance"]),
    ("see-first: acute back injury", [r"(new|sudden) back injury"]),
    ("see-first: severe pain", [r"severe pain"]),
    ("see-first: osteoporosis", [r"osteoporosis"]),
    ("see-first: spinal fracture", [r"broken bone in your spine"]),
    ("see-first: hip replacement", [r"a hip replacement"]),
    ("see-first: hip injury", [r"a hip injury"]),
    ("see-first: pregnancy complications", [r"problem with a pregnancy"]),
    ("see-first: pregnancy generally safe with approval", [r"generally safe, once your midwife or doctor approves"]),
    ("see-first: abdominal aortic aneurysm", [r"abdominal aortic aneurysm"]),
    ("see-first: hip replacement, not without clearance", [r"hip replacement \(do not start without medical clearance"]),
    ("see-first: knee replacement, not without clearance", [r"knee replacement \(do not start without medical clearance"]),
    ("see-first: no sciatica flare-up without guidance", [r"flare-up of sciatica \(only with a professional's guidance"]),
]  # fmt: skip


def folded(text):
    """Case and white space folded, dashes and quotes made plain, soft hyphens taken out."""
    text = text.casefold().replace("\u00ad", "").translate({0x2013: "-", 0x2019: "'", 0xA0: " "})
    return re.sub(r"\s+", " ", text)


def blocks_of(pdf, labels):
    """The sheet's folded text by block; what stands before the first heading is `what`."""
    headings = {}
    for block, name in BLOCKS.items():
        if block.startswith("method-"):
            headings[labels["method-many"].other.format(n=block[-1], name=name)] = block
        else:
            headings[labels[name].other] = block
    opens = {folded(heading): block for heading, block in headings.items()}
    found, here = {"what": ""}, "what"
    for page in PdfReader(BytesIO(pdf)).pages:
        for line in page.extract_text().splitlines():
            plain = folded(line).strip()
            said = [
                h
                for h in opens
                if plain == h or (h.startswith(("method", "avoid")) and plain.startswith(h))
            ]
            here = opens[said[0]] if said else here
            found[here] = f"{found.get(here, '')} {plain}".strip()
    return {block: re.sub(r"(?<=\w)- ", "-", text) for block, text in found.items()}


def missing(blocks):
    """The ids of the facts that are not there."""
    return [
        fact for fact, patterns in FACTS
        if not any(re.search(p, blocks.get(fact.split(":")[0], "")) for p in patterns)
    ]  # fmt: skip


@pytest.fixture(scope="module")
def blocks(tmp_path_factory):
    workspace, cache = tmp_path_factory.mktemp("workspace"), tmp_path_factory.mktemp("cache")
    press = open_press(
        make_context({"HANDOUTS_CACHE": str(cache)}, workspace, workspace, "2026-11-22")
    )
    made = press.make(press.job(find_target(press, STRETCH), Choices(layout="sheet", brand=BRAND)))
    assert made.warnings == ()
    return blocks_of(made.pdf, press.library.labels("en-GB"))


def test_every_block_is_on_the_sheet(blocks):
    assert [b for b in BLOCKS if b not in blocks] == []


def test_no_fact_is_missing(blocks):
    assert missing(blocks) == []


def test_no_two_facts_share_an_id():
    assert len({fact for fact, _ in FACTS}) == len(FACTS) > 180


@pytest.mark.parametrize(("fact", "patterns"), FACTS, ids=[fact for fact, _ in FACTS])
def test_a_fact_taken_off_the_page_is_missed(blocks, fact, patterns):
    block = fact.split(":")[0]
    found = next(m for p in patterns if (m := re.search(p, blocks[block])))
    without = blocks[block][: found.start()] + blocks[block][found.end() :]
    assert fact in missing({**blocks, block: without})
