"""The right document to the right person: what preparing refuses, warns of and makes."""

import datetime
import email
import email.policy
import html
import io
import re
import stat

import pytest
from pypdf import PdfReader
from world import CONDITION, DOMAIN, MAILBOX, SURNAME, Told, client_name, handout, small_pdf

from handouts.delivery.addresses import is_role, slip_in
from handouts.delivery.handout import Person
from handouts.delivery.leaks import Search
from handouts.delivery.vetting import Leave
from handouts.diagnostics import ContentError
from handouts.errors import HandoutsError
from handouts.finish.identity import locked, number_of, stamped
from handouts.model.programme import Consent

DAY = datetime.date(2026, 11, 1)


@pytest.fixture
def local(world):
    """A world that sends nothing."""
    world.server = Told()
    return world.settings()


def refused(world, handouts, **how):
    with pytest.raises(ContentError) as caught:
        world.prepare(handouts, **how)
    return {d.code for d in caught.value.diagnostics if d.severity == "error"}


def message(world, number=1):
    data = (world.batch.folder / f"{number:03}.eml").read_bytes()
    return email.message_from_bytes(data, policy=email.policy.default)


# -- who -----------------------------------------------------------------------------


def test_no_address_and_no_consent(local):
    assert refused(local, [handout(1, address="")]) == {"no-email"}
    assert refused(local, [handout(1, consent=None)]) == {"consent"}
    local.prepare([handout(1, consent=None)], leave=Leave(consent_needed=False))


@pytest.mark.parametrize(
    "lists", [{"allowed_domains": "[other.example]"}, {"allowed_addresses": "[x@other.example]"}]
)
def test_only_allowed_addresses(world, lists):
    world.server = Told()
    world.settings(**lists)
    assert refused(world, [handout(1)]) == {"not-allowed"}


def test_the_list_holds_at_sending_too(world, serve):
    server = serve()
    world.prepare(1)
    world.settings(allowed_domains="[other.example]")
    world.send(expect_code=1)
    assert server.accepted == [] and server.mails == []


@pytest.mark.parametrize(
    ("address", "meant"),
    [("a@gmial.com", "gmail.com"), ("a@gmail.co", "gmail.com"), ("a@gmail.con", "gmail.com"),
     ("a@hotmial.com", "hotmail.com"), ("a@gmail.com", ""), ("a@googlemail.com", ""),
     ("a@practice.example", ""), ("a@yahoo.co.uk", ""), ("a@outlok.com", "outlook.com")],
)  # fmt: skip
def test_addresses_that_look_mistyped(address, meant):
    assert slip_in(address) == meant


def test_a_mistyped_address_stops_until_it_is_accepted(local):
    wrong = handout(1, address="alder@gmial.com")
    assert refused(local, [wrong]) == {"typo-address"}
    prepared = local.prepare([wrong], leave=Leave(accept=True))
    assert "typo-address" in {d.code for d in prepared.warnings}


def test_an_address_that_several_read_is_warned_of(local):
    assert is_role("info@x.example") and not is_role("ina@x.example")
    prepared = local.prepare([handout(1, address="info@x.example")])
    assert {d.code for d in prepared.warnings} == {"role-address"}
    prepared = local.prepare([handout(2, address="hello@practice.example")])
    assert "own-address" in {d.code for d in prepared.warnings}


def test_a_changed_address_stops_until_it_is_confirmed(world, serve):
    serve()
    world.prepare(1)
    world.send(expect_code=0)
    moved = handout(1, digest="new", address=f"moved@{DOMAIN}")
    assert refused(world, [moved]) == {"new-address"}
    world.prepare([moved], leave=Leave(new_address=frozenset({"c-1"})))
    world.send(expect_code=0)
    world.check()


# -- what -----------------------------------------------------------------------------


def test_another_clients_name_or_address_in_a_pdf(local):
    for extra in (
        client_name(2).upper(),
        client_name(2).replace(" ", "   "),
        f"{MAILBOX}2@{DOMAIN}",
    ):
        pdf = small_pdf(client_name(1), extra)
        people = [Person("c-2", client_name(2), f"{MAILBOX}2@{DOMAIN}")]
        assert refused(local, [handout(1, pdf=pdf)], people=people) == {"other-client"}


def test_another_clients_name_in_the_text_and_the_first_name(local):
    people = [Person("c-2", client_name(2), "")]
    assert refused(local, [handout(1, twin=f"For {client_name(2)}")], people=people) == {
        "other-client"
    }
    prepared = local.prepare([handout(1, typed="As Alderc said.")], people=people)
    assert {d.code for d in prepared.warnings} == {"first-name"}


def test_names_within_names():
    search = Search(
        Person("1", "Ann Lee-Smith", ""), [Person("2", "Ann Lee", ""), Person("3", "Jo Ann", "")]
    )
    assert list(search.others_in("For Ann Lee-Smith, by hand")) == []
    assert list(search.others_in("For Ann Lee-Smith and Ann Lee")) == ["2"]
    assert list(search.others_in("Joann Leeds")) == []
    same = Search(Person("1", "Jane Doe", ""), [Person("2", "jane  doe", "")])
    assert list(same.others_in("For Jane Doe")) == []


def test_ones_own_name_must_be_there(local):
    assert refused(local, [handout(1, pdf=small_pdf("Somebody"))]) == {"own-name"}


def test_a_subject_tells_nothing(local, monkeypatch):
    from world import words

    words()._own["email-subject"]
    clinic = handout(1, practice=f"{CONDITION} Clinic")
    local.prepare([clinic])  # the practice's own name may be what it is
    kept = words()._own
    spoken = {**kept, "email-subject": kept["email-attached"]}
    from handouts.document.words import Words
    from handouts.model.text import Text
    from handouts.model.words import Plural

    spoken["email-subject"] = Plural(other=Text(f"Your {CONDITION} exercises"))
    telling = handout(2, words=Words("en-GB", spoken, {}))
    assert refused(local, [telling]) == {"subject"}


def test_too_big(world):
    world.server = Told()
    world.settings(limits={"megabytes": 1})
    assert refused(world, [handout(1, pdf=small_pdf(client_name(1), "", 1100))]) == {"too-big"}


# -- once only --------------------------------------------------------------------------


def test_the_whole_line_run_twice_sends_once(world, serve):
    server = serve()
    world.prepare(3)
    world.send(expect_code=0)
    again = world.prepare(3)
    assert again.batch is None and [str(s.state) for s in again.skipped] == ["sent"] * 3
    assert world.run("send", "--really", "--expect", 0, "--hash", "0" * 12).exit_code == 1
    assert world.run("send").exit_code == 0
    assert len(server.accepted) == 3
    wanted = world.prepare(3, leave=Leave(again=True))
    assert len(wanted.batch.manifest.letters) == 3


def test_what_waits_is_not_prepared_twice_and_what_changed_replaces_it(world, serve):
    server = serve()
    first = world.prepare(2)
    again = world.prepare(2)
    assert again.batch is None and [str(s.state) for s in again.skipped] == ["planned"] * 2
    changed = world.prepare([handout(1, digest="corrected")])
    assert changed.withdrawn == 1
    world.send(expect_code=0)
    world.send(first.batch, expect_code=0)
    assert sorted(world.states()) == ["cancelled", "sent", "sent"]
    assert len(server.accepted) == 2
    world.check()


def test_what_nobody_knows_the_fate_of_is_never_prepared_again(world, serve):
    serve(lambda event, talk: "drop" if event == "dot" else None)
    world.prepare(1)
    world.send(expect_code=4)
    for leave in (Leave(), Leave(again=True)):
        again = world.prepare(1, leave=leave)
        assert again.batch is None and str(again.skipped[0].state) == "unknown"
    world.check_copies()


def test_who_was_refused_is_corrected_and_the_rest_left_alone(world, serve):
    server = serve(
        lambda event, talk: (
            b"550 5.1.1 no" if event == "rcpt" and "bird2@" in talk.recipient else None
        )
    )
    world.prepare(5)
    world.send(expect_code=3)
    asked = world.run("send").output
    assert "nothing to send" in asked and "1 message failed" in asked
    assert "c-2" in asked and "c-3" not in asked
    assert "has gone since" not in world.run("status").output
    cured = [handout(n) for n in range(1, 6)]
    cured[1] = handout(2, address=f"{MAILBOX}9@{DOMAIN}")
    prepared = world.prepare(cured)
    assert len(prepared.batch.manifest.letters) == 1 and len(prepared.skipped) == 4
    world.send(expect_code=0)
    assert len(server.accepted) == 5
    assert f"another has gone since, in batch {world.batch.name}" in world.run("status").output
    assert world.run("send").stderr.split("\n")[:2] == ["nothing to send", ""]
    world.check()


def test_an_old_batch_and_a_past_appointment_expire(world, serve):
    server = serve()
    world.prepare([handout(1), handout(2, appointment=datetime.datetime(2026, 11, 23, 9))])
    world.clock.time += 2 * 86400
    world.send(expect_code=3)
    assert world.states() == ["sent", "expired"]
    world.prepare([handout(3)])
    world.clock.time += 8 * 86400
    world.send(expect_code=3)
    assert world.states() == ["sent", "expired", "expired"] and len(server.accepted) == 1
    world.check()


# -- the message --------------------------------------------------------------------------


def words_of(text):
    return re.findall(r"\w+", text)


def test_the_message(local):
    when = datetime.datetime(2026, 12, 6, 10, 30)
    local.prepare(
        [handout(1, appointment=when, phone="01632 960 142", twin="Goal\n\nWalk <b>& run</b>")]
    )
    found = message(local)
    assert found["To"].addresses[0].addr_spec == f"{MAILBOX}1@{DOMAIN}"
    assert found["From"].addresses[0].addr_spec == "hello@practice.example"
    assert found["Message-ID"].endswith("@practice.example>")
    for header in ("Cc", "Bcc", "List-Unsubscribe", "X-Mailer", "Auto-Submitted"):
        assert found[header] is None
    plain = found.get_body(("plain",)).get_content()
    markup = found.get_body(("html",)).get_content()
    assert "Walk <b>& run</b>" in plain and "Walk &lt;b&gt;&amp; run&lt;/b&gt;" in markup
    inner = html.unescape(re.sub(r"<[^>]+>", " ", markup.partition("</head>")[2]))
    assert words_of(inner) == words_of(plain)
    assert not re.search(r"https?:|<img|<script|<link|url\(", markup)
    pdf, event = list(found.iter_attachments())
    assert pdf.get_filename() == "handout-2026-11-22.pdf"
    assert pdf.get_content_type() == "application/pdf"
    assert number_of(pdf.get_content()) == local.batch.manifest.letters[0].handout
    ics = event.get_content()
    assert "DTSTART:20261206T103000Z" in ics and SURNAME not in ics and CONDITION not in ics
    assert SURNAME not in found["Subject"] and CONDITION not in found["Subject"]


def test_the_stamp_leaves_what_was_there():
    pdf = small_pdf("A")
    number = "ab" * 16
    found = stamped(pdf, number)
    assert found.startswith(pdf) and number_of(found) == number and number_of(pdf) != number
    reader = PdfReader(io.BytesIO(found))
    assert reader.metadata["/HandoutId"] == number and len(reader.pages) == 1
    assert number_of(b"%PDF-1.7 nothing") == "" and number_of(b"") == ""


# -- passwords ------------------------------------------------------------------------------


def asked(answer):
    return Consent(DAY, None, answer)


def test_a_password_where_the_client_asks(local):
    prepared = local.prepare([handout(1, consent=asked("required")), handout(2)])
    (password,) = prepared.passwords.values()
    assert re.fullmatch(r"([a-z]{4}-){4}\d", password)
    found = message(local)
    pdf = next(found.iter_attachments()).get_content()
    reader = PdfReader(io.BytesIO(pdf))
    assert reader.is_encrypted and not reader.decrypt("wrong") and reader.decrypt(password)
    encryption = reader.trailer["/Encrypt"].get_object()
    assert (encryption["/V"], encryption["/R"]) == (5, 6)
    whole = (local.batch.folder / "001.eml").read_text()
    assert password not in whole and b"Personal programme" not in pdf
    text = found.get_body(("plain",)).get_content()
    assert CONDITION not in text, "a locked handout is not quoted beside it"
    assert "opens with a password" in text
    for path in local.root.rglob("*"):
        assert not path.is_file() or password.encode() not in path.read_bytes()
    assert number_of(pdf) == local.batch.manifest.letters[0].handout


@pytest.mark.parametrize(
    ("policy", "answer", "is_locked"),
    [("always", "declined", True), ("always", None, True), ("unless-declined", None, True),
     ("unless-declined", "declined", False), ("if-asked", None, False), ("if-asked", "declined", False),
     ("if-asked", "required", True)],
)  # fmt: skip
def test_policies(world, policy, answer, is_locked):
    world.server = Told()
    world.settings(encrypt=policy)
    prepared = world.prepare([handout(1, consent=asked(answer))])
    assert bool(prepared.passwords) == is_locked


def test_the_practices_own_password(world):
    world.server = Told()
    world.settings(encrypt="always", pdf_password_command='[sh, -c, "echo secret-$0"]')
    prepared = world.prepare(1)
    assert prepared.passwords == {"c-1": "secret-c-1"}
    world.settings(encrypt="always", pdf_password_command='[sh, -c, "echo short"]')
    with pytest.raises(HandoutsError):
        world.prepare([handout(2)])
    assert len(list(world.outbox.glob("2026*"))) == 1


@pytest.mark.parametrize(
    "password",
    ["", "short", "é" * 10, "e\u0301" * 8, "x" * 65, " leading-space", "tab\tinside", "x" * 200],
)
def test_passwords_that_some_viewer_would_not_take(password):
    with pytest.raises(HandoutsError):
        locked(stamped(small_pdf("A"), "ab" * 16), password, "owner")


def test_encrypting_is_not_done_in_a_weaker_way(monkeypatch):
    import sys

    monkeypatch.setitem(sys.modules, "cryptography", None)
    with pytest.raises(HandoutsError, match="cannot be encrypted"):
        locked(stamped(small_pdf("A"), "ab" * 16), "long-enough-1", "owner")


def test_a_locked_file_claims_to_be_no_archive():
    from handouts.finish.identity import _ARCHIVE

    xmp = (b'<rdf:Description xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" pdfaid:part="2" a="b">'
           b"<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance><x/>")  # fmt: skip
    assert _ARCHIVE.sub(b"", xmp) == b'<rdf:Description a="b"><x/>'


# -- through the command line, with true programmes -------------------------------------------

CLIENT = "name: {name}\nemail: {address}\nemail_consent: {{date: 2026-11-01, how: intake form}}\n"
PROGRAMME = "client: c-{n}\ndate: 2026-11-22\ngoal: I want to walk.\nnext_appointment: 2026-12-06 10:30\nitems: [knee-to-chest]\n"


@pytest.fixture
def clinic(world, serve):
    """Five clients with a programme each."""
    serve(settings={})
    for folder in ("clients", "programmes"):
        (world.root / "content" / folder).mkdir(parents=True)
    for n in range(1, 6):
        client = CLIENT.format(name=client_name(n), address=f"{MAILBOX}{n}@{DOMAIN}")
        (world.root / f"content/clients/c-{n}.yaml").write_text(client)
        (world.root / f"content/programmes/p-{n}.yaml").write_text(PROGRAMME.format(n=n))
    world.allowed_files |= set((world.root / "content").rglob("*.yaml"))
    return world


def prepared(clinic, *more):
    from world import as_json

    targets = [f"programme:p-{n}" for n in range(1, 6)]
    result = clinic.run("prepare", *targets, "--json", "--date", "2026-11-22", *more)
    return result, (as_json(result) if result.exit_code == 0 else {})


def test_a_batch_with_a_mistake_from_files_to_the_end(clinic):
    """Five prepared, one refused, its address corrected: four are not sent again."""
    clinic.server.on = lambda event, talk: (
        b"550 5.1.1 unknown" if event == "rcpt" and "bird3@" in talk.recipient else None
    )
    result, told = prepared(clinic)
    assert result.exit_code == 0 and told["expect"] == 5
    gates = ["--really", "--expect", told["expect"], "--hash", told["hash"]]
    assert clinic.run("send", *gates).exit_code == 3
    assert clinic.run("send", *gates).exit_code == 3 and len(clinic.server.accepted) == 4
    path = clinic.root / "content/clients/c-3.yaml"
    path.write_text(path.read_text().replace(f"{MAILBOX}3", f"{MAILBOX}33"))
    result, told = prepared(clinic)
    assert told["expect"] == 1 and len(told["skipped"]) == 4
    gates = ["--really", "--expect", 1, "--hash", told["hash"]]
    assert clinic.run("send", *gates).exit_code == 0
    assert len(clinic.server.accepted) == 5
    assert len({copy.recipient for copy in clinic.server.accepted}) == 5
    clinic.check_canaries()


def test_a_brand_that_is_not_the_practices_own_is_told(clinic):
    result, _ = prepared(clinic)
    assert "warning[brand]" in result.stderr and "handouts new brand" in result.stderr
    (clinic.root / "content/brands").mkdir()
    (clinic.root / "content/brands/mine.yaml").write_text("name: Example Practice\n")
    settings = clinic.root / "handouts.yaml"
    settings.write_text("brand: mine\n" + settings.read_text())
    result, _ = prepared(clinic, "--again")
    assert result.exit_code == 0 and "warning[brand]" not in result.stderr


def test_a_new_day_alone_is_no_new_handout(clinic):
    _, told = prepared(clinic)
    clinic.run("send", "--really", "--expect", 5, "--hash", told["hash"])
    targets = [f"programme:p-{n}" for n in range(1, 6)]
    result = clinic.run("prepare", *targets, "--json", "--date", "2026-11-23")
    from world import as_json

    assert as_json(result)["expect"] == 0


def test_problems_in_content_stop_everything(clinic):
    (clinic.root / "content/programmes/p-2.yaml").write_text("client: c-2\nitems: [nowhere]\n")
    (clinic.root / "content/clients/c-4.yaml").write_text(
        f"name: {client_name(4)}\nemail: {MAILBOX}4 @{DOMAIN}\n"
    )
    result, _ = prepared(clinic)
    assert result.exit_code == 1
    assert "p-2.yaml:2" in result.stderr and "c-4.yaml:2" in result.stderr
    assert not clinic.outbox.exists()
    clinic.check_canaries()


def test_what_is_for_nobody_cannot_be_sent(clinic):
    result = clinic.run("prepare", "knee-to-chest")
    assert result.exit_code == 2 and "programme:ID" in result.stderr
    assert clinic.run("prepare", "programme:p-9").exit_code == 2


def test_settings_that_are_wrong(clinic):
    path = clinic.root / "handouts.yaml"
    for line, hint in [
        ("password: Pa55-canaria-word", "password_command"),
        ("securty: tls", "did you mean 'security'"),
        ("security: sslv3", "starttls, tls, plain"),
        ("port: 587x", ""),
        ("transport: pigeon", "smtp, drafts, command"),
    ]:
        path.write_text(f"email:\n  from: a@practice.example\n  provider: gmail\n  {line}\n")
        result = clinic.run("status")
        assert result.exit_code == 2, line
        assert "handouts.yaml:4" in result.stderr and hint in result.stderr
    path.write_text("email: {from: a@practice.example, host: mail.x.example, security: plain}\n")
    assert "this computer alone" in clinic.run("status").stderr
    path.write_text(
        "email: {from: a@practice.example, host: mail.x.example, waits: {reply: 2 min}}\n"
    )
    assert "5 min" in clinic.run("status").stderr
    path.write_text("brand: default\n")
    assert "not set up" in clinic.run("status").stderr
    assert all("canaria" not in said.lower() for said in clinic.said)


def test_passwords_are_shown_once_or_written_for_ones_own_eyes(clinic, tmp_path):
    clinic.settings(encrypt="always")
    result, _ = prepared(clinic)
    assert result.exit_code == 2 and "--passwords" in result.stderr
    file = tmp_path / "passwords.txt"
    result, told = prepared(clinic, "--passwords", file)
    assert result.exit_code == 0 and told["messages"][0]["encrypted"]
    lines = file.read_text().splitlines()
    assert len(lines) == 5 and stat.S_IMODE(file.stat().st_mode) == 0o600
    for line in lines:
        assert line.split()[1] not in "".join(clinic.said)


def test_a_true_handout_is_numbered_locked_and_no_archive_any_more(clinic):
    import pypdfium2

    _, told = prepared(clinic)
    data = (clinic.outbox / told["batch"] / "001.eml").read_bytes()
    found = email.message_from_bytes(data, policy=email.policy.default)
    pdf = next(found.iter_attachments()).get_content()
    assert b"pdfaid:part" in PdfReader(io.BytesIO(pdf)).root_object["/Metadata"].get_data()
    whole = locked(pdf, "long-enough-7", "owner")
    reader = PdfReader(io.BytesIO(whole), password="long-enough-7")
    metadata = reader.root_object["/Metadata"].get_data()
    assert b"pdfaid" not in metadata and b"pdfuaid:part" in metadata
    assert "/StructTreeRoot" in reader.root_object
    document = pypdfium2.PdfDocument(whole, password="long-enough-7")
    assert client_name(1) in document[0].get_textpage().get_text_range()
    document.close()
    text = found.get_body(("plain",)).get_content()
    assert "Your goal" in text and "I want to walk." in text and CONDITION not in text


LIST = "client,date,time,name\n{rows}"


def from_list(clinic, rows, *more):
    from world import as_json

    place = clinic.root / "appointments.csv"
    place.write_text(LIST.format(rows=rows))
    clinic.allowed_files.add(place)
    result = clinic.run("prepare", "--from", place, "--on", "2026-11-23", "--json", *more)
    return result, (as_json(result) if result.exit_code == 0 else {})


def test_a_days_clients(clinic):
    """Tomorrow's; one comes twice, one has not agreed, one is new, one comes another day."""
    path = clinic.root / "content/clients/c-2.yaml"
    path.write_text(f"name: {client_name(2)}\nemail: {MAILBOX}2@{DOMAIN}\n")
    rows = f"c-1,2026-11-23,09:00,{client_name(1)}\nc-2,2026-11-23,10:00,\nc-9,2026-11-23,11:00,\n"
    rows += "c-1,2026-11-23,15:00,\nc-3,2026-11-24,09:00,\nc-4,2026-11-23,16:00,\n"
    result, told = from_list(clinic, rows)
    assert result.exit_code == 0, result.output
    assert [m["client"] for m in told["messages"]] == ["c-1", "c-4"]
    assert "'c-2' is left out: has not agreed" in result.stderr
    assert "'c-9' is left out: there is no programme" in result.stderr
    gates = ["--really", "--expect", 2, "--hash", told["hash"]]
    assert clinic.run("send", *gates).exit_code == 0
    _, again = from_list(clinic, rows)
    assert again["expect"] == 0 and len(clinic.server.accepted) == 2
    clinic.check_canaries()


def test_a_list_with_another_name_stops_everything(clinic):
    rows = f"c-1,2026-11-23,09:00,{client_name(2)}\nc-3,2026-11-23,10:00,\n"
    result, _ = from_list(clinic, rows)
    assert result.exit_code == 1 and "appointments.csv:2" in result.stderr
    assert not clinic.outbox.exists()
    clinic.check_canaries()


def test_targets_or_a_list(clinic):
    assert clinic.run("prepare").exit_code == 2
    assert clinic.run("prepare", "programme:p-1", "--on", "2026-11-23").exit_code == 2
    both = clinic.run("prepare", "programme:p-1", "--from", "appointments.csv")
    assert both.exit_code == 2


def test_looking(clinic):
    _, told = prepared(clinic)
    identity = told["messages"][0]["id"]
    clinic.run("send", "--really", "--expect", 5, "--hash", told["hash"])
    assert "5 messages" not in clinic.run("send").stdout
    status = clinic.run("status")
    assert status.stdout.count("accepted by the mail server") == 5
    one = clinic.run("status", identity)
    assert "sent" in one.stdout and "PDF " in one.stdout and "c-1" in one.stdout
    assert clinic.run("status", "nothing").exit_code == 2
    clinic.check_canaries()
    shown = clinic.run("status", "--reveal")
    assert SURNAME in shown.stdout
    clinic.said.clear()


def test_withdrawing_and_forgetting(clinic):
    _, told = prepared(clinic)
    assert "5 messages withdrawn" in clinic.run("status", "--withdraw").stderr
    assert clinic.run("send").exit_code == 0
    assert not list(clinic.outbox.rglob("*.eml"))
    clinic.clock.time += 400 * 86400
    assert clinic.run("status", "--forget-older", 12).exit_code == 0
    assert not list(clinic.outbox.glob("2026-*"))
    assert clinic.server.connections == 0
    _, told = prepared(clinic)
    assert told["expect"] == 5


def test_resolve_wants_a_decision(clinic):
    assert "no message of unknown fate" in clinic.run("resolve").stderr
    _, told = prepared(clinic)
    identity = told["messages"][0]["id"]
    assert clinic.run("resolve", identity).exit_code == 2
    assert clinic.run("resolve", identity, "--was-sent").exit_code == 2, "it is known: not sent"
    assert clinic.run("resolve", identity, "--was-sent", "--send-again").exit_code == 2
