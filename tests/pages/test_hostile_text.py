"""Text that looks like code is printed as it was typed; what cannot be printed is an error."""

import os
import subprocess
import sys
import threading

import pypdfium2
import pytest
from handout_pages import ROOT, folded, one_stretch

from handouts.diagnostics import ContentError

TYPED = (
    '< & > " %',
    "a & b < 3, 5<6>4",
    "angle <3 and <b>bold",
    '<img src="http://127.0.0.1:9/x">',
    '<img src="/etc/hostname"/>',
    '<a href="javascript:alert(1)">x</a>',
    '<font color="[x for x in ()]">y</font>',
    '<onDraw name="os.system"/>',
    "<unichar code=\"__import__('os')\"/>",
    "<script>alert(1)</script> <!-- x --> &bogus; &#65;",
    "{{other}} {x.__class__} {page} {n} %s %(x)s $HOME",
    "`ls` $(ls) ; rm -rf / | cat",
    "(paren) \\n \\101 /Name << >> endobj",
    "Łukasz zażółć gęślą jaźń",
    "Ελληνικά ένα δύο",
    "Русский Ёлка",
    "中文拉伸练习",
    "mixed Ł ж λ 中",
)


def everywhere(text, ident="plain-stretch"):
    """A stretch that says the text wherever a stretch can."""
    return one_stretch(
        ident, name=text, summary={"text": text, "short": text}, benefits=[text],
        methods=[{"name": text, "feel": text, "steps": [text, {"text": f"Then {text}", "short": text}]}],
        mistakes=[{"avoid": text, "instead": text}], stop=[text], see_first=[text],
        adaptations=[{"for": text, "do": [text]}], sources=[text], dose={"note": text, "effort": "mild"},
    )  # fmt: skip


@pytest.mark.parametrize("text", TYPED)
def test_text_prints_as_typed(workspace, text):
    made = workspace(everywhere(text))
    for layout, least in (("card", 7), ("sheet", 11)):
        handout = made.make("plain-stretch", layout, "a4")
        assert folded(handout.text).count(text) >= least
        assert handout.reader.metadata.title == text
        assert text in [item.title for item in handout.reader.outline if not isinstance(item, list)]
        assert b"/URI" not in handout.pdf
    seen = pypdfium2.PdfDocument(handout.pdf)[0].get_textpage().get_text_bounded()
    assert folded(seen).count(text) >= 3


def test_a_clients_own_words_print_as_typed(workspace):
    text = "<b>{{x}} & %s Łж"
    files = everywhere("Plain")
    files["content/programmes/p.yaml"] = (
        f"client: {{name: '{text}', id: cc}}\ndate: 2026-11-22\ngoal: '{text}'\nnote: '{text}'\n"
        f"therapist: '{text}'\nitems:\n- {{stretch: plain-stretch, note: '{text}'}}\n"
    )
    heard = folded(workspace(files).make("programme:p").text)
    assert heard.count(text) >= 6


@pytest.mark.parametrize("char", ["😀", "م", "ש", "न", "ก", "\U00020000", "\ue000"])
@pytest.mark.parametrize("layout", ["card", "sheet"])
def test_what_no_face_has_is_an_error_with_its_place(workspace, char, layout):
    made = workspace(one_stretch(methods=[{"name": "One", "steps": ["Lie down.", f"Say {char}"]}]))
    job = made.job("plain-stretch", layout, "a5")
    with pytest.raises(ContentError) as caught:
        made.press.make(job)
    (found,) = caught.value.diagnostics
    assert (found.severity, found.code) == ("error", "glyph")
    assert char in found.message
    assert f"U+{ord(char):04X}" in found.message
    assert found.span.file.endswith("plain-stretch.yaml")
    assert found.span.line == 6
    assert found.hint


@pytest.mark.parametrize("layout", ["card", "sheet"])
def test_a_name_that_no_face_has_is_told_where_it_stands(workspace, layout):
    made = workspace(everywhere("Say 😀"))
    with pytest.raises(ContentError) as caught:
        made.press.make(made.job("plain-stretch", layout, "a4"))
    places = [(d.span.line, d.span.column) for d in caught.value.diagnostics]
    assert (1, 7) in places
    assert {d.code for d in caught.value.diagnostics} == {"glyph"}
    assert len(set(places)) == len(places) > 5


def test_unseen_marks_are_taken_out(workspace):
    made = workspace(one_stretch(name="Jane\u202efdp.exe \u200bx"))
    assert "Janefdp.exe x" in folded(made.make("plain-stretch", "card").text)


RUN = """
import sys
from pathlib import Path
from handouts.build import Choices, find_target, open_press
from handouts.context import make_context
here = Path(sys.argv[1])
press = open_press(make_context({"HANDOUTS_CACHE": sys.argv[2]}, here, here, "2026-11-22"))
made = press.make(press.job(find_target(press, "plain-stretch"), Choices(layout="sheet")))
Path(sys.argv[3]).write_bytes(made.pdf)
"""


def test_reportlab_obeys_nobody_but_us(tmp_path, server):
    """No settings file runs, no host is trusted, nothing is fetched: whatever stands about."""
    port, hits = server
    trap = f"open({str(tmp_path / 'ran')!r}, 'w').close()\nraise SystemExit('settings were run')\n"
    for name in ("reportlab_settings.py", "local_rl_settings.py", "home/.reportlab_settings"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(trap)
    text = f'<img src="http://127.0.0.1:{port}/x.png"/>'
    for name, content in everywhere(text).items():
        (tmp_path / name).parent.mkdir(parents=True)
        (tmp_path / name).write_text(content)
    environment = {
        **os.environ, "RL_trustedHosts": "127.0.0.1", "RL_trustedSchemes": "http,https,file",
        "RL_invariant": "0", "HOME": str(tmp_path / "home"), "PYTHONPATH": f"{tmp_path}:{ROOT}",
    }  # fmt: skip
    arguments = [
        sys.executable,
        "-c",
        RUN,
        str(tmp_path),
        str(tmp_path / "c"),
        str(tmp_path / "o.pdf"),
    ]
    done = subprocess.run(
        arguments, cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=60
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert not (tmp_path / "ran").exists()
    bare = [sys.executable, "-c", "from reportlab import rl_config"]
    assert subprocess.run(bare, cwd=tmp_path, env=environment, capture_output=True).returncode
    assert (tmp_path / "ran").exists(), "the trap does not work"
    assert (tmp_path / "o.pdf").read_bytes().startswith(b"%PDF")
    assert hits == []


@pytest.fixture
def server():
    """A listener on the loopback; what connects to it is noted."""
    import socket

    hits = []
    listener = socket.create_server(("127.0.0.1", 0))

    def listen():
        while True:
            try:
                taken, address = listener.accept()
            except OSError:
                return
            hits.append(address)
            taken.close()

    threading.Thread(target=listen, daemon=True).start()
    yield listener.getsockname()[1], hits
    listener.close()
