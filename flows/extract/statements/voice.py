"""Who can say or hold something: the sources of one document."""

import functools
from bisect import bisect_right
from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

from flows.extract.annotation import Mention
from flows.extract.parse import Parsed
from flows.extract.statements.quotation import Quotation
from flows.knowledge import knowledge

SPEAKING = frozenset({"person", "state", "organization", "publication", "agreement"})
NAMES = frozenset({"PERSON", "ORG", "GPE", "NORP"})
PEOPLE = frozenset({"he", "she", "they", "who", "whom", "his", "her", "their", "them", "him"})
THINGS = frozenset({"it", "its", "which", "that", "this", "these", "those"})
FIRST = frozenset({"i", "we", "you", "me", "us", "my", "our", "your", "one"})
"""The author, or whoever is quoted, and the reader."""


@functools.cache
def nouns() -> dict[str, str]:
    """The nouns of the table of sources, with their kinds."""
    return {row["noun"]: row["kind"] for row in knowledge("statement_sources")}


def kind(token: Token) -> str | None:
    """Of what kind a noun is by the table; the lemma of a name in the plural ("the Ministers") is not its base form."""
    return nouns().get(token.lemma_.lower()) or (nouns().get(token.lower_[:-1]) if token.tag_ == "NNPS" else None)


@dataclass(frozen=True)
class Voices:
    """The sources of one document."""

    parsed: Parsed
    mentions: list[Mention]
    marks: list[Quotation]
    at: dict[int, list[Mention]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for m in self.mentions:
            for i in range(*m.tokens):
                self.at.setdefault(i, []).append(m)

    @property
    def doc(self) -> Doc:
        """The parse."""
        return self.parsed.doc

    def quotation_after(self, char: int) -> Quotation | None:
        """The first quotation that begins behind a code point."""
        i = bisect_right(self.marks, char, key=lambda q: q.start)
        return self.marks[i] if i < len(self.marks) else None

    def quoted(self, char: int) -> bool:
        """Whether a code point stands in a quotation."""
        i = bisect_right(self.marks, char, key=lambda q: q.start)
        return i > 0 and char < self.marks[i - 1].end

    def named(self, token: Token) -> bool:
        """Whether a token belongs to the name of somebody who can speak."""
        return any(m.entity.type in SPEAKING for m in self.at.get(token.i, ()))

    def nobody(self, token: Token) -> bool:
        """Whether a source is nobody in particular, the author or the reader."""
        return (
            (token.lower_ in FIRST and token.text != "US")
            or token.dep_ == "expl"
            or (token.lower_ in ("it", "there", "nobody", "none") and not self.named(token) and token.lower_ != "it")
        )

    def may_speak(self, token: Token) -> bool:
        """Whether the subject of a word of speech can be its speaker."""
        return token.pos_ in ("NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET", "X") and (
            token.lower_ != "it" or self.named(token) or not _expletive(token)
        )

    def able(self, token: Token) -> bool:
        """Whether a source is somebody, or a document, that can hold a view."""
        if self.named(token) or token.lower_ in PEOPLE:
            return True
        if token.lower_ in THINGS:
            return token.lower_ == "it" and not _expletive(token)
        if kind(token) is not None:
            return True
        return token.pos_ == "PROPN" and token.ent_type_ in NAMES

    def is_noun(self, token: Token) -> bool:
        """Whether a token is a noun of the table of sources."""
        return kind(token) is not None and token.pos_ in ("NOUN", "PROPN")

    def is_body(self, token: Token) -> bool:
        """Whether a token is a noun for one body, document or medium."""
        return token.tag_ in ("NN", "NNP") and kind(token) not in (None, "person")

    def is_person(self, token: Token) -> bool:
        """Whether a token is a noun for one person."""
        return token.tag_ in ("NN", "NNP") and kind(token) == "person"


def _expletive(token: Token) -> bool:
    """Whether "it" stands for a clause: "it is said that"."""
    verb = token.head
    return token.lower_ == "it" and (
        token.dep_ == "expl" or token.dep_ == "nsubjpass" or verb.lemma_ in ("seem", "appear", "turn")
    )
