"""What a figure takes over from the sentences before it: the period, the agreement, the two sides."""

from collections.abc import Sequence
from dataclasses import replace

from flows.extract import times as clock
from flows.extract.annotation import Time
from flows.extract.figures.context import Context, clauses
from flows.extract.figures.continued import this_sum
from flows.extract.figures.figure import Figure
from flows.extract.figures.measure import Meaning
from flows.extract.figures.period import Period
from flows.extract.figures.sense import GOODS, TRADE
from flows.extract.figures.window import Window
from flows.extract.tree import children

NOW = frozenset({"already", "currently", "now", "today"})
PARTS = frozenset({"include", "comprise", "consist", "cover", "involve", "contain"})
"""Verbs between a whole and its parts."""


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
        dated = [t for t in v.times if t.start_date and t.timex_type == "DATE" and not _of_the_day(t)]
        if told and dated:
            t = min(dated, key=lambda t: min(abs(i - t.tokens[0]) for i in told))
            start, end, precision = clock.period(w.parsed, t, times)
            limit = meaning.measure in ("headcount", "distance_limit", "capacity")
            return Period(start, None if limit else end, "range" if limit else precision, t.text, "relative")
    return date


def _of_the_day(time: Time) -> bool:
    """True for a day told as in the news: on Friday."""
    return time.date_precision == "day" and time.date_source == "relative"


def inherited(
    c: Context,
    w: Window,
    times: Sequence[Time],
    meaning: Meaning,
    goods: str | None,
    previous: Figure | None,
    expected: str,
    date: Period,
) -> Period:
    """The period of the figure before it, where the text goes on about the same thing without naming a time."""
    if previous and meaning.rule == "restated":
        p = previous
        return Period(p.start_date, p.end_date, p.date_precision, p.date_text, p.date_source)
    if expected == "actual" and meaning.measure in TRADE | {"military_spending", "production"} and not w.times:
        told = [t for v in w.earlier(1) for t in v.times if t.start_date and t.timex_type == "DATE"]
        around = previous is None or previous.quantity.sentence.ordinal < w.sentence.ordinal - 1
        if around and len(told) == 1 and told[0].date_precision in ("year", "quarter"):
            start, end, precision = clock.period(w.parsed, told[0], times)
            return Period(start, end, precision, told[0].text, "relative")  # Spain led in 2022. It took 5 billion
    if previous is None or previous.date_source == "none" or expected != previous.status or expected != "actual":
        return date
    verb = clauses(c.root)[0]
    if verb >= 0 and any(t.lower_ in NOW and t.dep_ == "advmod" for t in children(c.parsed.doc[verb])):
        return date  # it already accounts for a third
    if verb >= 0 and any(t.lower_ == "since" and t.dep_ in ("prep", "mark") for t in children(c.parsed.doc[verb])):
        return date  # since commissioning
    told = clauses(c.parsed.doc[previous.quantity.tokens[0]])[0]
    if (
        told not in clauses(c.root)
        and told >= 0
        and c.parsed.doc[told].dep_ == "relcl"
        and previous.quantity.sentence == w.sentence
    ):
        return date  # trade, which was 3 billion in 2001, has grown to 142 billion
    near = previous.quantity.sentence.ordinal >= c.quantity.sentence.ordinal - 1
    same = (
        previous.measure == meaning.measure
        and meaning.measure in GOODS | {"gdp", "market_share", "military_spending", "reserves", "revenue"}
    ) or {
        previous.measure,
        meaning.measure,
    } <= TRADE
    if near and ((same and previous.commodity == goods) or this_sum(c)):
        p = previous
        return Period(p.start_date, p.end_date, p.date_precision, p.date_text, "relative")
    return date


def across(figure: Figure, before: Figure | None, w: Window) -> Figure:
    """The figure with the period of the one in the sentence before, in another paragraph, if both are of the same trade."""
    if before is None or figure.date_source != "none" or any(t.start_date or t.end_date for t in w.times):
        return figure
    near = before.quantity.sentence.ordinal == w.sentence.ordinal - 1 and figure.form != "ratio"
    alike = {before.measure, figure.measure} <= TRADE and {before.status, figure.status} == {"actual"}
    sides = {figure.reporter, figure.partner}
    if not near or not alike or None in sides or sides != {before.reporter, before.partner}:
        return figure
    return replace(
        figure,
        start_date=before.start_date,
        end_date=before.end_date,
        date_precision=before.date_precision,
        date_text=before.date_text,
        date_source="none" if before.date_source == "none" else "relative",
    )


def alone(c: Context, w: Window, previous: Figure) -> bool:
    """True if no actor is named for the number, and the two sides have been told shortly before: exports were 53, imports 25."""
    q = previous.quantity
    if q.sentence.ordinal < c.quantity.sentence.ordinal - 1:
        return False
    begin = q.end if q.sentence == c.quantity.sentence else c.quantity.sentence.start
    own = clauses(c.root)[0]
    return not any(
        p.mention.start >= begin
        and p.mention.form not in ("pronoun", "nominal")
        and (p.mention.end <= c.quantity.end or clauses(w.parsed.doc[p.mention.tokens[0]])[0] == own)
        for p in w.parties
    )


def part(c: Context, previous: Figure | None) -> bool:
    """True if the number is a part of the one before, which a plan or a promise names: This includes 5 billion of aid."""
    if previous is None or previous.quantity.sentence.ordinal < c.quantity.sentence.ordinal - 1:
        return False
    verb = clauses(c.root)[0]
    return verb >= 0 and c.parsed.doc[verb].lemma_ in PARTS


def elided(c: Context, previous: Figure | None) -> bool:
    """True if the verb of the number before holds for this one too: Tokyo pledged 2 billion; Seoul, 300 million."""
    if previous is None or previous.quantity.sentence != c.quantity.sentence:
        return False
    gap = c.parsed.doc[previous.quantity.tokens[1] : c.quantity.tokens[0]]
    return len(gap) <= 12 and not any(t.pos_ in ("VERB", "AUX") for t in gap)


def led_from(c: Context, around: Sequence[Context]) -> bool:
    """True for the number that a rise or fall begins at: from 78 billion last year to 100 billion."""
    first, last = c.quantity.tokens
    if not any(t.lower_ == "from" for t in c.parsed.doc[max(first - 4, 0) : first]):
        return False
    for other in around:
        begin = other.quantity.tokens[0]
        if last < begin <= last + 8 and any(t.lower_ == "to" for t in c.parsed.doc[last:begin]):
            return True
    return False
