"""A claim: a content and the word that attributes it, before it is known who says so."""

from dataclasses import dataclass

from spacy.tokens import Token


@dataclass(frozen=True, slots=True)
class Claim:
    """`text[start:end]` of the document, attributed by a cue."""

    start: int
    end: int
    anchor: Token
    """The cue's main word."""
    cue: tuple[int, ...]
    """Its tokens."""
    source: tuple[Token, ...]
    """The heads of the noun phrases of those who say so; empty if the words name none."""
    frame: str
    """How the content stands to the cue."""
    kind: str
    stance: str | None
    rule: str
    direct: bool = False
    topic: Token | None = None
    """The head of what the stance is towards."""
    continued: bool = False
    """True where the speaker is carried on from the statement before."""
