"""Claims attributed by a phrase put into them: "according to the ministry", "in Moscow's view"."""

import functools
from collections.abc import Iterator

from spacy.tokens import Doc, Token

from flows.extract.statements import extent, subject
from flows.extract.statements.claim import Claim
from flows.extract.statements.voice import Voices
from flows.knowledge import knowledge

SOURCE = "{}"
WIDEST = 12
"""Most tokens between the words around the source."""
EDGES = frozenset({".", "!", "?", ";", "”", '"', ")", ":"})
JOINTS = frozenset({",", "—", "–", "-", "--", "("})
NOMINAL = ("NOUN", "PROPN", "PRON", "NUM", "ADJ")
Phrase = tuple[tuple[str, ...], tuple[str, ...], str, str]
"""Words before and behind the source, kind and rule."""


@functools.cache
def _index() -> dict[str, tuple[Phrase, ...]]:
    out: dict[str, list[Phrase]] = {}
    for row in knowledge("statement_phrases"):
        before, _, behind = row["words"].partition(SOURCE)
        phrase = (tuple(before.split()), tuple(behind.replace("'s", "'s ").split()), row["kind"], row["_at"])
        out.setdefault(phrase[0][0], []).append(phrase)
    return {k: tuple(sorted(v, key=lambda p: (-len(p[0]), -len(p[1])))) for k, v in out.items()}


def claims(first: int, last: int, voices: Voices) -> Iterator[Claim]:
    """The claims that phrases among tokens `first` to `last`, those of a sentence, attribute."""
    doc, index = voices.doc, _index()
    for i in range(first, last):
        for before, behind, kind, rule in index.get(doc[i].lower_, ()):
            if [t.lower_ for t in doc[i : i + len(before)]] != list(before):
                continue
            found = _source(doc, i, i + len(before), behind, last)
            if found is None:
                continue
            source, until = found
            if not all(voices.may_speak(s) and not voices.nobody(s) for s in source) or (
                before[0] in ("citing", "quoting", "in", "from", "by") and not all(voices.able(s) for s in source)
            ):
                break
            span = _content(doc, i, until, first, last)
            if span is not None:
                start, end = extent.chars(doc, *span)
                cue = tuple(range(i, i + len(before))) + tuple(range(until - len(behind), until))
                yield Claim(start, end, doc[i], cue, tuple(source), "phrase", kind, None, rule)
            break


def _source(doc: Doc, start: int, at: int, behind: tuple[str, ...], last: int) -> tuple[list[Token], int] | None:
    """The heads of the source, and the token behind the phrase."""
    if at >= last:
        return None
    if behind:
        for j in range(at, min(at + WIDEST, last)):
            if doc[j].lower_ in behind[:1] or (doc[j].lower_ in ("’s", "'") and behind[0] == "'s"):
                if [t.lower_ for t in doc[j + 1 : j + len(behind)]] == list(behind[1:]) and j > at:
                    return subject.conjuncts(doc[j - 1]), j + len(behind)
                return None
            if doc[j].lower_ == behind[-1] and doc[j - 1].tag_ == "PRP$" and j > at:  # "in his view"
                return [doc[j - 1]], j + 1
            if doc[j].pos_ in ("VERB", "AUX"):
                return None
        return None
    governor = doc[at - 1]
    for node in (governor, doc[start]):
        heads = [c for c in node.children if c.dep_ in ("pobj", "dobj") and c.i >= at and c.pos_ in NOMINAL]
        if heads:
            until = max(extent.reach(heads[0])[1], at + 1)
            return subject.conjuncts(heads[0]), min(until, last)
    return None


def _content(doc: Doc, start: int, until: int, first: int, last: int) -> tuple[int, int] | None:
    """The clause into which tokens `start` to `until` are put."""
    before = doc[start - 1].lower_ if start > first else ""
    opens = start == first or before in EDGES or (doc[start].head.i > start and not _clausal(doc, first, start))
    after = doc[until].lower_ if until < last else ""
    if opens:
        left = until
        head = _verb(doc[start])
        right = extent.reach(head)[1] if head is not None and head.i > until else last
        return extent.trimmed(doc, left, min(max(right, left), len(doc)))
    if until >= last - 1 or after in EDGES:
        return extent.trimmed(doc, _clause_start(doc, start, first), start)
    head = _verb(doc[start])
    if head is None:
        return extent.trimmed(doc, first, start)
    low, high = extent.reach(head)
    if low >= start:
        low = until
    if high <= until:
        return extent.trimmed(doc, low, start)
    return extent.trimmed(doc, low, high)


def _clausal(doc: Doc, first: int, last: int) -> bool:
    """Whether there is a verb with a subject before the phrase."""
    return any(t.dep_ in subject.SUBJECTS for t in doc[first:last])


def _verb(token: Token) -> Token | None:
    """The verb of the clause that a word stands in."""
    node = token.head if token.head.i != token.i else token
    for _ in range(8):
        if node.pos_ in ("VERB", "AUX") and node.dep_ not in ("prep", "amod"):
            return node
        if node.head.i == node.i:
            return node
        node = node.head
    return None


def _clause_start(doc: Doc, start: int, first: int) -> int:
    """Where the last part of the sentence before the phrase begins: behind a semicolon or an opened bracket."""
    for i in range(start - 1, first - 1, -1):
        if doc[i].text in (";", "("):
            return i + 1
    return first
