"""What a figure takes over from the sentences before it: the period, the agreement, the two sides."""

from collections.abc import Sequence

from flows.extract import times as clock
from flows.extract.annotation import Time
from flows.extract.figures.context import Context, clauses
from flows.extract.figures.figure import Figure
from flows.extract.figures.measure import Meaning
from flows.extract.figures.period import Period
from flows.extract.figures.sense import GOODS, TRADE
from flows.extract.figures.window import Window


def pact(w: Window) -> list[str]:
    """The sides of the agreement that the sentence before tells of, if they are two."""
    for v in w.earlier(1):
        if v.agreed:
            actors = list(dict.fromkeys(p.actor for p in v.parties))
            return actors if len(actors) == 2 else []
    return []


def of_agreement(w: Window, times: Sequence[Time], meaning: Meaning, date: Period) -> Period:
    """The time of the agreement told of in the sentence before; from then on, where it sets a limit."""
    for v in reversed(w.earlier(2)):
        told = [i for _, i, r in v.expectations if r["status"] == "agreed"]
        dated = [t for t in v.times if t.start_date and t.timex_type == "DATE"]
        if told and dated:
            t = min(dated, key=lambda t: min(abs(i - t.tokens[0]) for i in told))
            start, end, precision = clock.period(w.parsed, t, times)
            limit = meaning.measure in ("headcount", "distance_limit", "capacity")
            return Period(start, None if limit else end, "range" if limit else precision, t.text, "relative")
    return date


def inherited(
    c: Context, meaning: Meaning, goods: str | None, previous: Figure | None, expected: str, date: Period
) -> Period:
    """The period of the figure before it, where the text goes on about the same thing without naming a time."""
    if previous is None or previous.date_source == "none" or expected != previous.status or expected != "actual":
        return date
    near = previous.quantity.sentence.ordinal >= c.quantity.sentence.ordinal - 1
    same = (previous.measure == meaning.measure and meaning.measure in GOODS | {"gdp", "market_share"}) or {
        previous.measure,
        meaning.measure,
    } <= TRADE
    if near and same and previous.commodity == goods:
        p = previous
        return Period(p.start_date, p.end_date, p.date_precision, p.date_text, "relative")
    return date


def alone(c: Context, w: Window, previous: Figure) -> bool:
    """True if the clause of the number names no actor, and the sentence has told the two sides before."""
    own = clauses(c.root)[0]
    apart = own != clauses(w.parsed.doc[previous.quantity.tokens[0]])[0]
    held = any(
        clauses(w.parsed.doc[p.mention.tokens[0]])[0] == own and p.mention.form not in ("pronoun", "nominal")
        for p in w.parties
    )
    return previous.quantity.sentence == c.quantity.sentence and apart and not held
