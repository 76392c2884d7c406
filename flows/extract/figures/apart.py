"""Times of a sentence that do not tell the period of a number, though they stand near it."""

from collections.abc import Sequence
from itertools import islice

from spacy.tokens import Token

from flows.extract import tree
from flows.extract.annotation import Time
from flows.extract.figures.context import Context, clauses, describes
from flows.extract.parse import Parsed
from flows.extract.tree import children

PLAIN = frozenset({"in", "the", "during", "for", "at", "a", "with", "to", "that", "of"})
"""What may stand between a word of comparison and a time."""
COMPARING = frozenset({"compared", "versus", "than", "vs"})
AGAINST = frozenset({"compared", "versus", "vs", "against"})
YEAR_BEFORE = frozenset({"the year before", "a year before", "a year earlier", "the year earlier", "a year previously", "the previous year", "the prior year"})  # fmt: skip
BASE = frozenset({"from", "over", "on", "compared", "versus", "against", "than", "relative"})
"""What leads in the time that a change is reckoned from."""
SAID = frozenset({"say", "tell", "report", "state", "note", "add", "show", "write", "explain"})
DONE = frozenset({"announce", "approve", "sign", "pledge", "agree", "promise", "unveil", "offer", "adopt"})
"""Verbs whose day, told as in the news (on Friday), is not that of the number."""
AGREEING = frozenset({"agree", "sign", "strike", "reach", "conclude", "ink", "seal", "pledge", "promise"})
OPENED = frozenset({"complete", "finish", "open", "launch", "commission", "inaugurate", "begin", "start"})
"""Verbs that tell when a plant or line was there, not when it moved or cost something."""


FOUND = frozenset({"discover", "find", "found", "establish", "create", "build", "bear"})
"""Participles that tell of the origin of what is named before them: Tamar, discovered in 2009, holds."""
SPANNING = frozenset({"in", "for", "over", "of", "since"})


def elsewhere(parsed: Parsed, contexts: Sequence[Context], context: Context, time: Time) -> bool:
    """True if a time stands in the sentence for something else than the number."""
    if _aside(parsed, context, time) or _announced(parsed, context, time) or _named(parsed, context, time):
        return True
    if _inner(parsed, contexts, context, time) or _begun(parsed, contexts, context, time):
        return True
    if _opened(parsed, context, time) or _agreed(parsed, context, time) or _under(parsed, context, time):
        return True
    return _owned(parsed, contexts, context, time) or _reached(parsed, contexts, context, time)


def _owned(parsed: Parsed, contexts: Sequence[Context], context: Context, time: Time) -> bool:
    """True if the time belongs to another number alone: `from 5 million in 2010` says nothing of the rest."""
    for c in contexts:
        first, last = c.quantity.tokens
        if c is context or not first or not 0 <= time.tokens[0] - last <= 2:
            continue
        lead = {t.lower_ for t in parsed.doc[max(first - 3, 0) : first]}
        if parsed.doc[first - 1].lower_ == "from" or lead & AGAINST:
            return not any(t.text in (",", ";") for t in parsed.doc[last : time.tokens[0]])
    return False


def _reached(parsed: Parsed, contexts: Sequence[Context], context: Context, time: Time) -> bool:
    """True if the number is what was before, and the time says when another was reached: from 1 billion to 30 million in May."""
    first, last = context.quantity.tokens
    if "from" not in {t.lower_ for t in parsed.doc[max(first - 4, 0) : first]} or time.tokens[0] < last:
        return False
    for c in contexts:
        begin = c.quantity.tokens[0]
        if last < begin <= time.tokens[0] and begin - last <= 6 and "to" in {t.lower_ for t in parsed.doc[last:begin]}:
            return True
    return False


def compared(parsed: Parsed, time: Time, contexts: Sequence[Context]) -> bool:
    """True for a time that a number is only compared with: up 24 percent from 2022, more than in 2020."""
    first = time.tokens[0]
    before = [t.lower_ for t in parsed.doc[max(first - 3, 0) : first]]
    ranged = any(t.lower_ in ("to", "through", "until") for t in parsed.doc[first : time.tokens[1] + 1])
    if not ranged and any(_measured_from(parsed, c, first) for c in contexts):
        return True  # not: by a third from January to October
    if before and before[-1] in SPANNING and time.timex_type == "DURATION" and _superlative(parsed, first - 1):
        return True  # the first fall in a decade
    if time.text.lower() in YEAR_BEFORE and before and before[-1] in ("from", "on", "over"):
        return True  # by 400,000 barrels from a year earlier
    beside = any(0 <= first - c.quantity.tokens[1] <= 1 for c in contexts)
    if time.text.lower() in YEAR_BEFORE and not beside and {"from", "than", "compared"} & set(before):
        return True  # in 32nd place, from 22nd a year earlier
    near = [i for i, word in enumerate(before) if word in COMPARING]
    if (near and all(word in PLAIN for word in before[near[-1] + 1 :])) or (
        before and before[-1] == "since" and _superlative(parsed, first - 1)
    ):
        return True
    if ranged or not before or before[-1] not in ("from", "over", "on"):
        return False
    return any(c.quantity.dimension == "share" and 0 < first - c.quantity.tokens[1] <= 1 for c in contexts)


def _aside(parsed: Parsed, context: Context, time: Time) -> bool:
    """True for a day told as in the news that belongs to another clause: by the time he leaves on Saturday."""
    if time.date_precision != "day" or time.date_source != "relative":
        return False
    clause = clauses(tree.root(parsed.doc, *time.tokens))[0]
    return clause not in clauses(context.root)


def _announced(parsed: Parsed, context: Context, time: Time) -> bool:
    """True for the day or month in which somebody announced what the number is part of: last November he said that."""
    if time.date_precision not in ("day", "month"):
        return False
    i = clauses(tree.root(parsed.doc, *time.tokens))[0]
    if i < 0 or parsed.doc[i].lemma_ not in SAID | {"announce"}:
        return False
    below = next((a for a in [context.root, *context.root.ancestors] if a.head.i == i), None)
    return below is not None and below.dep_ == "ccomp"


def _agreed(parsed: Parsed, context: Context, time: Time) -> bool:
    """True for the time at which it was agreed to move what the number tells: struck a deal in May to buy 5 bcm."""
    i = clauses(tree.root(parsed.doc, *time.tokens))[0]
    if i < 0 or parsed.doc[i].lemma_ not in AGREEING or context.quantity.dimension not in ("mass", "volume", "energy"):
        return False
    for node in [context.root, *islice(context.root.ancestors, 12)]:
        if node.i == i:
            return False
        if node.tag_ == "VB" and node.dep_ in ("acl", "xcomp", "relcl", "advcl"):
            return _within(node, parsed.doc[i]) and any(c.lower_ == "to" for c in children(node))
    return False


def _named(parsed: Parsed, context: Context, time: Time) -> bool:
    """True for the time in a clause that tells of something named: Tamar, found in 2009, holds 238 bcm."""
    at = tree.root(parsed.doc, *time.tokens)
    if any(describes(n) and not _within(at, n) for n in [context.root, *islice(context.root.ancestors, 12)]):
        return True
    for node in [at, *islice(at.ancestors, 8)]:
        if node.dep_ in ("acl", "relcl"):
            return node.head.pos_ == "PROPN" and not _within(context.root, node)
        if node.lemma_ in FOUND and node.tag_ == "VBN" and node.i and parsed.doc[node.i - 1].text == ",":
            return any(t.text == "," for t in parsed.doc[node.i : context.quantity.tokens[0]])
    return False


def _opened(parsed: Parsed, context: Context, time: Time) -> bool:
    """True for the time at which something was completed that a clause with the number describes: a line that will carry 5 bcm opened in May."""
    clause = clauses(tree.root(parsed.doc, *time.tokens))[0]
    if clause < 0 or parsed.doc[clause].lemma_ not in OPENED:
        return False
    return any(
        n.dep_ == "relcl" and n.head.head.i == clause for n in [context.root, *islice(context.root.ancestors, 12)]
    )


def _under(parsed: Parsed, context: Context, time: Time) -> bool:
    """True if the number tells of a contract under which something is done at that time: to 38 bcm by 2025 under a deal worth 400 billion."""
    for node in [context.root, *islice(context.root.ancestors, 12)]:
        if node.lower_ == "under" and node.dep_ == "prep":
            return not _within(tree.root(parsed.doc, *time.tokens), node)
    return False


def _within(token: Token, node: Token) -> bool:
    return token.i == node.i or any(a.i == node.i for a in islice(token.ancestors, 20))


def quoted(parsed: Parsed, time: Time) -> bool:
    """True for the date of a source in brackets: (Interfax, January 18)."""
    doc, first = parsed.doc, time.tokens[0]
    lead = doc[max(first - 8, 0) : first]
    opening = next((t.i for t in reversed(lead) if t.text in "()["), None)
    if opening is None or doc[opening].text == ")" or time.date_precision != "day":
        return False
    between = doc[opening + 1 : first]
    return len(between) > 1 and between[-1].text == "," and any(t.pos_ == "PROPN" for t in between)


def _inner(parsed: Parsed, contexts: Sequence[Context], context: Context, time: Time) -> bool:
    """True if the time stands in a clause of another number that is under the one of this number: which was 3 billion in 2001."""
    clause = clauses(tree.root(parsed.doc, *time.tokens))[0]
    if clause in clauses(context.root) or clause < 0 or parsed.doc[clause].dep_ != "relcl":
        return False
    return any(c is not context and clauses(c.root)[0] == clause for c in contexts)


def _begun(parsed: Parsed, contexts: Sequence[Context], context: Context, time: Time) -> bool:
    """True if the number is where a change began, and the time says when it ended: to 5 billion by 2027 from 2 billion."""
    if not begins(parsed, contexts, context) or time.tokens[0] > context.quantity.tokens[0]:
        return False
    return any(c.quantity.tokens[1] <= context.quantity.tokens[0] for c in contexts)


def begins(parsed: Parsed, contexts: Sequence[Context], context: Context) -> bool:
    """True for the number after `from` that follows the one a change ended at: to 28 bcm from 63 bcm."""
    first, doc = context.quantity.tokens[0], parsed.doc
    lead = first - 1
    while (
        lead > max(first - 5, 0)
        and doc[lead].pos_ in ("DET", "ADJ", "ADV", "SYM", "NUM", "ADP")
        and doc[lead].lower_ != "from"
    ):
        lead -= 1
    if lead < 0 or doc[lead].lower_ != "from":
        return False
    for c in contexts:
        begin, end = c.quantity.tokens
        if end <= first <= end + 10 and any(t.lower_ in ("to", "at") for t in doc[max(begin - 6, 0) : begin]):
            return c.quantity.dimension == context.quantity.dimension
    return False


def after(parsed: Parsed, context: Context, time: Time) -> bool:
    """True if the number stands in the clause that a time leads in: than the year before, when it was 3 billion."""
    last, first = time.tokens[1], context.quantity.tokens[0]
    return 0 <= first - last <= 8 and any(t.lower_ in ("when", "with", "at") for t in parsed.doc[last:first])


def _measured_from(parsed: Parsed, context: Context, first: int) -> bool:
    """True if a time says from when a change is reckoned: by 67 percent from the same period of 2021."""
    last = context.quantity.tokens[1]
    if context.quantity.dimension != "share" or not 0 < first - last <= 9 or last >= len(parsed.doc):
        return False
    if parsed.doc[first - 1].lower_ == "from" and not any(t.text in ",;" for t in parsed.doc[last : first - 1]):
        return True  # a 15 percent decrease in exports from the second quarter
    words = [t.lower_ for t in parsed.doc[last:first]]
    start = 1 if words[0] in ("more", "less", "higher", "lower") else 0
    return words[start : start + 1] != [] and words[start] in BASE and not {",", ";", "(", ")"} & set(words)


def _superlative(parsed: Parsed, i: int) -> bool:
    """True if the words before `since` say that something is the most since then."""
    return any(t.tag_ in ("JJS", "RBS") or t.lower_ == "first" for t in parsed.doc[max(i - 5, 0) : i])


def rating(parsed: Parsed, time: Time) -> bool:
    """True for a time that tells only at which prices or rates something is reckoned: at today's prices."""
    first, last = time.tokens
    led = first > 0 and parsed.doc[first - 1].lower_ in ("at", "in")
    return led and any(t.lemma_ in ("price", "rate", "dollar") for t in parsed.doc[last : last + 3])


def said(parsed: Parsed, time: Time) -> bool:
    """True for the day on which somebody says it: the government said Friday."""
    if time.date_precision != "day":
        return False
    node = tree.root(parsed.doc, *time.tokens)
    if node.dep_ == "pobj" and node.head.lower_ in ("on", "late"):
        node = node.head
    if node.dep_ not in ("npadvmod", "prep", "advmod") or node.head.dep_ == "acl":
        return False
    return node.head.lemma_ in SAID or (node.head.lemma_ in DONE and time.date_source == "relative")
