"""Whose a cue is that the parse has joined to a clause of what somebody else says."""

from spacy.tokens import Token

from flows.extract.statements import subject
from flows.extract.statements.cue import match
from flows.extract.statements.voice import Voices

_DEPTH = 4


def voices_of(token: Token, voices: Voices) -> list[Token]:
    """The heads of the noun phrases of those who speak by an active cue."""
    source = subject.sources(token)
    astray = token.dep_ == "conj" and source and not all(voices.able(s) for s in source)
    return (_outer(token, voices) or source) if astray or _added(token) else source


def _added(token: Token) -> bool:
    """Whether a cue adds to what another says: "said it was late, adding that …"."""
    return token.tag_ == "VBG" and token.dep_ == "advcl" and token.i > 0 and token.nbor(-1).text == ","


def _outer(token: Token, voices: Voices) -> list[Token]:
    """The speaker of the cue over the clause: "said it was late and urged …"."""
    head = token.head
    for _ in range(_DEPTH):
        if head.dep_ == "ccomp" and match(head.head) is not None:
            found = subject.sources(head.head)
            return found if all(voices.able(s) for s in found) else []
        if head.dep_ != "conj":
            break
        head = head.head
    return []
