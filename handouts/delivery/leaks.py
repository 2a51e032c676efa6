"""Does one client's handout hold another's name? The last look before a message is made."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from handouts.delivery.handout import Person

_FIRST_LEAST: Final = 3
_SPACES: Final = re.compile(r"\s+")


def folded(text: str) -> str:
    """Text as it is compared: composed, lower case, one space between words."""
    text = unicodedata.normalize("NFKC", text).replace("\u00ad", "").replace("\u2019", "'")
    return _SPACES.sub(" ", text).strip().casefold()


def _pattern(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(words)}(?!\w)")


class Search:
    """Looks for everybody else in one client's texts."""

    def __init__(self, own: Person, others: Iterable[Person]) -> None:
        self._own = folded(own.name)
        self._others = [
            (person.client, words)
            for person in others
            if person.client != own.client
            for words in (folded(person.name), folded(person.address))
            if words and words != self._own and words != folded(own.address)
        ]
        self._firsts = {
            person.name.split()[0]: person.client
            for person in others
            if person.client != own.client and person.name.split()
        }

    def others_in(self, text: str) -> Iterator[str]:
        """The ids of other clients whose name or address stands in `text`."""
        kept = _pattern(self._own).sub("\n", folded(text)) if self._own else folded(text)
        for client, words in self._others:
            if words in kept and _pattern(words).search(kept):
                yield client

    def named_in(self, texts: Sequence[str]) -> bool:
        """Whether the client's own name stands somewhere in the texts."""
        return any(_pattern(self._own).search(folded(text)) for text in texts)

    def first_names_in(self, text: str) -> Iterator[str]:
        """The ids of other clients whose first name stands in `text`; often it is chance."""
        own = {folded(word) for word in self._own.split()}
        for first, client in self._firsts.items():
            another = len(first) >= _FIRST_LEAST and folded(first) not in own
            if another and _pattern(first).search(text):
                yield client
