"""Where a text uses a pronoun or a noun phrase of the tables for an actor named elsewhere: "it", "both sides", "the Baltic states"."""

import functools
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from flows.extract.entities.antecedent import SUBJECTS
from flows.extract.entities.lexicon import cell
from flows.extract.parse import Sentence
from flows.knowledge import knowledge

LONGEST = 4
"""Most tokens in a noun phrase of the table."""
BETWEEN = 3
"""Most words between "the two" and their noun: "the two South American powers"."""
MINDED = frozenset({"ready", "willing", "unwilling", "able", "unable", "prepared", "committed", "determined", "eager", "keen", "open", "opposed", "obliged", "obligated", "concerned", "worried", "disappointed", "confident", "aware", "reluctant"})  # fmt: skip
"""What a party is, and nothing else: "it was ready to sign"."""
MODIFIERS = frozenset({"amod", "compound", "nmod", "punct"})


@dataclass(frozen=True, slots=True)
class Phrase:
    """Tokens `doc[first:last]`, the meaning that the table gives them, its entry, and the states that it can mean (any, if empty)."""

    first: int
    last: int
    meaning: str
    rule: str
    among: tuple[str, ...] = ()


@functools.cache
def _phrases() -> dict[tuple[str, ...], tuple[str, str, tuple[str, ...]]]:
    found = {
        tuple(row["phrase"].split()): (row["meaning"], row["_at"], cell(row["among"])) for row in knowledge("nominals")
    }
    groups = {tuple(row["phrase"].split()): (row["members"], row["_at"], ()) for row in knowledge("state_groups")}
    return found | groups


@functools.cache
def _openings() -> frozenset[str]:
    """First words of the phrases."""
    return frozenset(words[0] for words in _phrases())


def occurrences(doc: Doc, sentence: Sentence) -> Iterator[Phrase]:
    """The phrases in a sentence, the longest ones, in order."""
    i = sentence.first
    while i < sentence.last:
        found = _at(doc, i, sentence.last) if doc[i].lower_ in _openings() else None
        if found:
            yield found
        i = found.last if found else i + 1


def _at(doc: Doc, i: int, end: int) -> Phrase | None:
    for n in range(min(LONGEST, end - i), 0, -1):
        hit = _phrases().get(tuple(t.lower_ for t in doc[i : i + n]))
        if not hit or (n == 1 and doc[i].pos_ != "PRON") or (hit[0] == "two" and not _stands_alone(doc[i + n - 1])):
            continue
        return Phrase(i, i + n, *hit)
    return _spread(doc, i, end)


def _spread(doc: Doc, i: int, end: int) -> Phrase | None:
    """A phrase of the table with words before its noun: "the two South American powers", "both Asian countries"."""
    opening = 1 if doc[i].lower_ == "both" else 2
    if opening == 2 and (i + 1 >= end or doc[i + 1].lower_ != "two"):
        return None
    last = i + opening
    while last < end and last - i - opening < BETWEEN and doc[last].dep_ in MODIFIERS:
        last += 1
    if not i + opening < last < end:
        return None
    words = (*(t.lower_ for t in doc[i : i + opening]), doc[last].lower_)
    hit = _phrases().get(words)
    return Phrase(i, last + 1, *hit) if hit and doc[i].head.i == last else None


def _stands_alone(token: Token) -> bool:
    """Whether a numeral is the whole of a phrase and acts in its sentence: "the two agreed", not "the two roads"."""
    return token.dep_ in SUBJECTS or (token.dep_ == "pobj" and token.head.lower_ in ("between", "by"))


def pleonastic(token: Token) -> bool:
    """Whether "it" only fills the place of the subject: "it is likely that", "it seems"; or of the object: "find it hard to"."""
    clause = token.head
    if token.lower_ != "it" or token.dep_ not in SUBJECTS:
        return False
    if clause.lemma_ in ("rain", "snow") or clause.pos_ == "ADJ":
        return True
    if any(c.dep_ == "acomp" and c.lower_ in MINDED for c in clause.children):
        return False
    return clause.lemma_ in ("be", "seem", "appear", "remain", "become", "take") and any(
        c.dep_ in ("ccomp", "xcomp", "acomp", "csubj", "advcl") for c in clause.children
    )
