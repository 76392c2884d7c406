"""Numbers that leave out their unit or their noun: those of what the text has just spoken of."""

from dataclasses import dataclass, field, replace
from itertools import islice

from spacy.tokens import Doc, Span, Token

from flows.extract import tree
from flows.extract.parse import Parsed
from flows.extract.quantities.amount import Amount
from flows.extract.quantities.counts import NONE, NOUNS, nouns
from flows.extract.quantities.quantity import Quantity, quantity

REACH = frozenset({"reach", "hit", "rise", "grow", "increase", "fall", "drop", "climb", "jump", "exceed", "total", "surpass", "decline", "number", "double", "slip", "top", "raise", "cut", "reduce", "expand", "approach", "near"})  # fmt: skip
LARGE = frozenset({"arms_quantity", "headcount", "count"})
"""What is counted in dozens and thousands, without a number."""
NEAR = 50
"""So many quantities back a number without its currency may take it from."""
PEOPLE = frozenset({"population", "workforce", "electorate", "garrison", "crew", "crowd"})
"""Words for many in the singular: a population of 25 million."""
VALUED = frozenset({"value", "worth", "cost", "price", "estimate", "total"})
BESIDE = frozenset({"to", "from", "than", "with", "against", "at", "of"})
"""Words that lead to a second number of the same things: 40,500 claims compared to 32,600."""
LENGTHS = frozenset({"long", "high", "wide", "deep", "tall", "away", "above", "below", "from", "off", "north", "south", "east", "west"})  # fmt: skip
MEASURED = frozenset({"money", "mass", "volume", "energy", "power"})
LISTED = frozenset({",", ";", "and", "while", "with", "but", "or"})
"""What stands before the further members of a list without verbs: China 950,000 and India 400,000."""
ENDING = frozenset({",", ";", ".", "and", "while", "but", "(", "or", ")"})
PLACED = frozenset({"to", "from", "for", "in", "by", "with", "at", "on"})
"""Between what is listed and whose it is: 24 jets to China and 12 to Algeria."""
MANY = 1000
"""From here on a number alone may be of what the sentence before tells of."""
NUMBERS = frozenset({"number", "figure", "total", "count", "toll"})


@dataclass(slots=True)
class Spoken:
    """What the text has said so far."""

    found: list[Quantity] = field(default_factory=list)
    """The quantities, in order, but for those that only say in brackets what another says."""
    factor: float = 1.0
    """What one of the unit of the last of them is worth."""
    money: str = ""
    """The money that the text speaks of first, "" if none."""


def of(parsed: Parsed, amount: Amount, at: tuple[int, int], noun: int | Token | None, sure: float) -> Quantity | None:
    """A count of a noun that stands elsewhere."""
    i = noun.i if isinstance(noun, Token) else noun
    known = nouns().get(parsed.doc[i].lemma_.lower(), NONE) if i is not None else NONE
    if known.measure == "none" and known.rule:
        return None
    return quantity(
        parsed, amount, *at, unit="1", dimension="count", noun=i, rule=known.rule or "count", confidence=sure
    )


def understood(parsed: Parsed, amount: Amount, at: tuple[int, int], span: Span, spoken: Spoken) -> Quantity | None:
    """A number of the unit, or of the things, that the text has just spoken of: later reaching 60 billion."""
    doc, sentence, found = parsed.doc, parsed.sentence_of(span.start), spoken.found
    before = found[-1] if found and found[-1].sentence == sentence else None
    reaching = tree.root(doc, span.start, span.end).head.lemma_ in REACH and amount.number >= 10
    words = [t.lemma_.lower() for t in doc[max(span.start - 4, sentence.first) : span.start]]
    if (before is None or before.dimension == "count") and amount.scale >= 1e6 and VALUED & {*words}:
        paid = next((q.unit for q in reversed(found[-NEAR:]) if q.dimension == "money"), spoken.money)
        if paid:
            return quantity(parsed, amount, *at, unit=paid, dimension="money", rule="understood", confidence=0.5)
        return None
    if before and before.dimension in MEASURED and before.rate != "per_unit" and (amount.scale >= 1e3 or reaching):
        return _alike(parsed, amount, at, before, spoken.factor, 0.7)
    if before and gapped(doc, before, span):
        if before.dimension == "count":
            return of(parsed, amount, at, before.noun, 0.6)
        return _alike(parsed, amount, at, before, spoken.factor, 0.6)
    if amount.number < 100 and amount.scale == 1:
        return None
    if before and before.dimension == "count" and words and words[-1] in BESIDE and amount.scale <= 1e6:
        return of(parsed, amount, at, before.noun, 0.5)
    if words and words[-1] in (",", ";"):
        return None
    noun = _large(doc, max(sentence.first, span.start - 12), span.start)
    if noun is not None:
        return of(parsed, amount, at, noun, 0.6)
    return _carried(parsed, amount, at, span, spoken) if before is None else None


def _alike(
    parsed: Parsed, amount: Amount, at: tuple[int, int], before: Quantity, factor: float, sure: float
) -> Quantity | None:
    """A number of the unit of the quantity before it: after 38 bcm, 60 billion are cubic metres."""
    while factor >= MANY <= amount.scale:
        factor /= MANY
    return quantity(
        parsed, replace(amount, factor=factor), *at, unit=before.unit, dimension=before.dimension, rate=before.rate,
        commodity=before.commodity, rule="understood", confidence=sure,
    )  # fmt: skip


def _large(doc: Doc, first: int, last: int) -> Token | None:
    """The last noun of things that are counted by the thousand."""
    for token in reversed(doc[first:last]):
        known = nouns().get(token.lemma_.lower()) if token.pos_ in NOUNS else None
        several = token.tag_ in ("NNS", "NNPS") or token.lemma_ in PEOPLE
        if known and known.measure in LARGE and several:
            return token
    return None


def _carried(parsed: Parsed, amount: Amount, at: tuple[int, int], span: Span, spoken: Spoken) -> Quantity | None:
    """A number that is the subject of its verb, of what the sentence before tells of: 4.9 million are in the region."""
    doc, sentence, found = parsed.doc, parsed.sentence_of(span.start), spoken.found
    after = doc[span.end] if span.end < len(doc) else None
    if after is None or after.pos_ not in ("VERB", "AUX") or amount.number < MANY or sentence.ordinal == 0:
        return None
    earlier = parsed.sentences[sentence.ordinal - 1]
    if earlier.block != sentence.block:
        return None
    last = found[-1] if found and found[-1].sentence == earlier else None
    if last and last.dimension in MEASURED:
        scaled = amount.scale >= 1e6 and last.rate != "per_unit"
        return _alike(parsed, amount, at, last, spoken.factor, 0.5) if scaled else None
    if last and last.dimension == "count" and last.noun is not None:
        return of(parsed, amount, at, last.noun, 0.5)
    end = parsed.tokens(earlier.start, earlier.end)
    for token in doc[earlier.first : end.end if end else earlier.first]:
        known = nouns().get(token.lemma_.lower()) if token.tag_ in ("NNS", "NNPS") else None
        if known and known.measure == "headcount" and token.dep_ in ("nsubj", "nsubjpass"):
            return of(parsed, amount, at, token, 0.5)
    return None


def gapped(doc: Doc, before: Quantity, span: Span) -> bool:
    """True for a further member of a list without verbs, of the kind of the quantity before it.

    Norway supplied 21 percent, Qatar 19 and Denmark 3; 40 jets to India, 24 to China.
    """
    if before.dimension not in ("share", "count", *MEASURED) or before.tokens[1] >= span.start:
        return False
    first, end = span.start - 1, span.end
    follows = doc[end].lower_ if end < len(doc) else "."
    joint = doc[before.tokens[1]].lower_
    if joint in PLACED and follows == joint and end + 1 < len(doc) and doc[first].lower_ in LISTED:
        return _named(doc[end + 1])  # 24 to China
    led = joint in PLACED or doc[first].lower_ in PLACED
    if led and doc[first].lower_ in PLACED:
        first -= 1  # India for 20
    name = first
    while name > before.tokens[1] and _named(doc[name]) and not doc[name].is_digit:
        name -= 1
    if name == first or doc[name].lower_ not in LISTED:
        return False
    return follows in ENDING or (joint in PLACED and follows == joint)


def _named(token: Token) -> bool:
    """True for a word of a name, and for a year."""
    return token.pos_ == "PROPN" or (token.is_digit and len(token) == 4)


def millions(parsed: Parsed, amount: Amount, start: int, end: int, spoken: Spoken) -> Quantity | None:
    """What `60m` is where people or money are spoken of, and no length: refugee numbers reached 60m; None elsewhere."""
    span = parsed.tokens(start, end)
    if (
        span is None
        or amount.low is not None
        or (span.end < len(parsed.doc) and parsed.doc[span.end].lower_ in LENGTHS)
    ):
        return None
    plain = replace(amount, number=amount.number * 1e6, scale=1e6, factor=1.0)
    here = _numbered(parsed, plain, (start, end), span) or understood(parsed, plain, (start, end), span, spoken)
    if here is None or here.dimension not in ("money", "count"):
        return None
    reached = any(a.lemma_ in REACH for a in islice(tree.root(parsed.doc, span.start, span.end).ancestors, 2))
    beside = span.start > 0 and parsed.doc[span.start - 1].lower_ in BESIDE
    return here if reached or (beside if here.dimension == "money" else amount.number % 1) else None


def _numbered(parsed: Parsed, amount: Amount, at: tuple[int, int], span: Span) -> Quantity | None:
    """A count of the people whose numbers they are: refugee numbers reached 60m."""
    doc, sentence = parsed.doc, parsed.sentence_of(span.start)
    for token in doc[max(sentence.first + 1, span.start - 6) : span.start]:
        kind = doc[token.i - 1]
        if token.lemma_.lower() in NUMBERS and kind.pos_ in NOUNS and token.dep_ in ("nsubj", "nsubjpass", "pobj"):
            known = nouns().get(kind.lemma_.lower())
            if known and known.measure == "headcount":
                return of(parsed, amount, at, kind, 0.5)
    return None
