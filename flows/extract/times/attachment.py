"""Which time a word of the text belongs to, as the parse has it: for the dates of events and figures."""

from bisect import bisect_left
from collections.abc import Sequence

from spacy.tokens import Doc, Token

from flows.extract.annotation import Time
from flows.extract.parse import Parsed

CLAUSES = frozenset({"ROOT", "ccomp", "advcl", "relcl", "acl", "parataxis", "csubj"})
"""Where a clause of its own begins: a time above it is another verb's."""
LINKS = frozenset({"ADP", "SCONJ", "NUM", "DET", "ADV"})
"""Parts of speech between a time and the word that it modifies."""
HOPS = 12
"""No word is looked for further up the tree."""


def dated(times: Sequence[Time], start: int, end: int) -> list[Time]:
    """The times with an interval whose span lies in `text[start:end]`; `times` in order."""
    i = bisect_left(times, start, key=lambda t: t.start)
    found = []
    while i < len(times) and times[i].start < end:
        if times[i].start_date or times[i].end_date:
            found.append(times[i])
        i += 1
    return found


def _governor(doc: Doc, time: Time) -> int:
    """Index of the word that a time modifies: its head, past prepositions and other words of time."""
    first, last = time.tokens
    token = doc[first:last].root if last > first else doc[first]
    for _ in range(HOPS):
        head = token.head
        if head.i == token.i or not (head.pos_ in LINKS or head.ent_type_ in {"DATE", "TIME"}) or head.pos_ == "VERB":
            return head.i
        token = head
    return token.i


def attached(parsed: Parsed, times: Sequence[Time], token: Token | int) -> Time | None:
    """The time that a word belongs to, None if none can be told.

    First a time that modifies the word or a word over it in the same clause, the nearest first; then, if its sentence has but one
    time with an interval, that. `times` are those of `find`, in order.
    """
    doc = parsed.doc
    word = doc[token] if isinstance(token, int) else token
    sentence = parsed.sentence_of(word)
    here = dated(times, sentence.start, sentence.end)
    if not here:
        return None
    under: dict[int, list[Time]] = {}
    for time in here:
        under.setdefault(_governor(doc, time), []).append(time)
    node = word
    for _ in range(HOPS):
        if node.i in under:
            return min(under[node.i], key=lambda t: (abs(t.tokens[0] - word.i), t.start))
        if node.dep_ in CLAUSES or node.head.i == node.i:
            break
        node = node.head
    return here[0] if len(here) == 1 else None
