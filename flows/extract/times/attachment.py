"""Which time a word of the text belongs to, as the parse has it: for the dates of events and figures."""

from bisect import bisect_left
from collections.abc import Sequence

from spacy.tokens import Doc, Token

from flows.extract.annotation import Time
from flows.extract.parse import Parsed, Sentence
from flows.extract.times.anniversary import TOLD
from flows.extract.times.calendar import granularity
from flows.extract.times.meaning import FORCE, OPENING

CLAUSES = frozenset({"ROOT", "ccomp", "advcl", "relcl", "acl", "parataxis", "csubj"})
"""Where a clause of its own may begin: a time above a finite one is another verb's."""
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
LINKS = frozenset({"ADP", "SCONJ", "NUM", "DET", "ADV"})
"""Parts of speech between a time and the word that it modifies."""
COARSE = frozenset("EC")
"""A decade or century, or a part of one, is taken for a word's only if it modifies it."""
REACH = 1000
"""No time is looked for further off, in characters."""
HOPS = 12
"""No word is looked for further up the tree."""


def _dated(times: Sequence[Time], start: int, end: int) -> list[Time]:
    """The times with an interval that begin in `text[start:end]`."""
    i = bisect_left(times, start, key=lambda t: t.start)
    found = []
    while i < len(times) and times[i].start < end:
        if (times[i].start_date or times[i].end_date) and not times[i].rule.endswith(TOLD):
            found.append(times[i])
        i += 1
    return found


def _governor(doc: Doc, time: Time, within: dict[int, Time]) -> int:
    """Index of the word that a time modifies: its head, past prepositions and words of time that are no time of their own."""
    first, last = time.tokens
    token = doc[first:last].root if last > first else doc[first]
    for _ in range(HOPS):
        head = token.head
        if within.get(head.i, time) is not time:
            return head.i
        if (
            head.i == token.i
            or (head.pos_ not in LINKS and head.ent_type_ not in {"DATE", "TIME"})
            or head.pos_ == "VERB"
        ):
            return head.i
        token = head
    return token.i


def _finite(verb: Token) -> bool:
    """Whether a verb has a tense of its own."""
    return verb.tag_ in FINITE or any(c.tag_ in FINITE and c.dep_ in {"aux", "auxpass"} for c in verb.children)


def _named_by(verb: Token, within: dict[int, Time]) -> Time | None:
    """The time that a relative clause is about: "April 1996, when she visited"."""
    if verb.head.i in within and verb.dep_ != "ROOT":
        return within[verb.head.i]
    first = verb.left_edge
    if first.lower_ != "when" or first.i == 0:
        return None
    before = first.nbor(-1)
    return within.get(before.i - 1 if before.is_punct else before.i)


def _scene(parsed: Parsed, times: Sequence[Time], sentence: Sentence) -> Time | None:
    """The date that set the scene: it opened one of the sentences before, in the same paragraph, and no other came since."""
    for before in range(sentence.ordinal - 1, max(sentence.ordinal - FORCE - 1, -1), -1):
        earlier = parsed.sentences[before]
        if earlier.block != sentence.block:
            return None
        if dates := _dates(_dated(times, earlier.start, earlier.end)):
            return dates[0] if dates[0].tokens[0] - earlier.first <= OPENING else None
    return None


def _dates(times: list[Time]) -> list[Time]:
    """Those that are precise enough to hold for what they do not modify."""
    dates = (t for t in times if t.timex_type != "DURATION" and t.date_precision != "none")
    return [t for t in dates if granularity(t.value) not in COARSE]


def attached(parsed: Parsed, times: Sequence[Time], token: Token | int) -> Time | None:
    """The time that a word belongs to, None if none can be told.

    First a time that modifies the word or a word over it in the same clause, or that clause's subject, the nearest first;
    then, if its sentence has but one date, that; if it has none, the date that opened one of the sentences before it in the
    paragraph. `times` are those of `find`, in order.
    """
    if not times:
        return None
    doc = parsed.doc
    word = doc[token] if isinstance(token, int) else token
    sentence = parsed.sentence_of(word)
    here = _dated(times, max(sentence.start, word.idx - REACH), min(sentence.end, word.idx + REACH))
    if not here:
        return _scene(parsed, times, sentence)
    within = {i: t for t in here for i in range(*t.tokens)}
    under: dict[int, list[Time]] = {}
    for time in here:
        governor = _governor(doc, time, within)
        # a time inside another's phrase (the first half of 2013) has its say through that
        if within.get(governor, time) is time:
            under.setdefault(governor, []).append(time)
    node = word
    for _ in range(HOPS):
        for place in (
            node.i,
            *(c.i for c in node.children if c.dep_ in {"nsubj", "nsubjpass"} and node.pos_ in {"VERB", "AUX"}),
        ):
            if place in under:
                return min(under[place], key=lambda t: (abs(t.tokens[0] - word.i), t.start))
        if node.dep_ in CLAUSES and (named := _named_by(node, within)):
            return named
        if node.head.i == node.i or (node.dep_ in CLAUSES and _finite(node)):
            break
        node = node.head
    dates = _dates(here)
    return dates[0] if len(here) == len(dates) == 1 else None
