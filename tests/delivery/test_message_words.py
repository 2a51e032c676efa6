"""What of a server's words may be kept, and other small promises."""

import pytest

from handouts.delivery.message import redirected, vetted
from handouts.delivery.outcome import scrubbed
from handouts.delivery.presets import PRESETS
from handouts.delivery.wording import as_html, opening
from handouts.errors import HandoutsError
from handouts.model.email import PROVIDERS


def test_a_servers_words_are_scrubbed():
    said = "5.1.1 <Other.Person@Elsewhere.example>: Jane EXAMPLE\x1b[31m unknown; sorry jane"
    assert scrubbed(said, ("Jane Example", "Jane")) == "5.1.1 … … [31m unknown; sorry …"
    assert len(scrubbed("x " * 500)) <= 160
    assert scrubbed("queued as 4QX1z2 a\nb") == "queued as 4QX1z2 a b"


def test_every_provider_has_its_server():
    assert set(PRESETS) == set(PROVIDERS) - {"other"}
    for preset in PRESETS.values():
        assert preset.security in ("starttls", "tls") and preset.per_day > 0 and preset.hint


@pytest.mark.parametrize(
    "address", ["a@x.org, b@y.org", "a@x.org> , <e@v.org", "a@x.org\n", "J <a@x.org>", ""]
)
def test_an_address_is_read_once_more_before_it_goes_into_a_header(address):
    with pytest.raises(HandoutsError):
        vetted(address)


TWIN = """The Practice

Jane\u2019s programme
=================

- Client: Jane

Your goal
---------

I want to walk.

Stop at once
------------

- {long}
"""


def test_the_opening_is_whole_sections():
    found = opening(TWIN.format(long="x" * 900))
    assert found.startswith("Jane\u2019s programme\n====") and found.endswith("I want to walk.")
    assert opening(TWIN.format(long="pain")).endswith("- pain")
    assert opening("Short.") == "Short." and opening("word " * 900) == ""
    markup = as_html(found.split("\n\n"), "en-GB")
    assert "<h2>Jane\u2019s programme</h2>" in markup and "<h3>Your goal</h3>" in markup
    assert "===" not in markup


def test_a_trial_keeps_nothing_of_the_recipient(world):
    from world import Told

    world.server = Told()
    world.settings()
    world.prepare(1)
    data = (world.batch.folder / "001.eml").read_bytes()
    copy = b"Cc: x@canary.example\r\n"
    found = redirected(copy + data, "me@practice.example", world.account)
    head = found.split(b"\r\n\r\n")[0]
    assert b"canary" not in head.lower() and head.count(b"Message-ID:") == 1
    assert world.batch.manifest.letters[0].message_id.encode() not in head
