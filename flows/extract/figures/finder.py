"""From quantities to figures, sentence by sentence."""

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Token

from flows.extract import quantities
from flows.extract.annotation import Mention, Time
from flows.extract.entities import discourse
from flows.extract.figures import about, carried, confidence, continued, parties, plausibility, roles, sense
from flows.extract.figures.anchors import anchors, distributed
from flows.extract.figures.apart import begins
from flows.extract.figures.context import Context, contexts
from flows.extract.figures.figure import Figure
from flows.extract.figures.form import form
from flows.extract.figures.measure import Meaning
from flows.extract.figures.period import NONE, Period, periods
from flows.extract.figures.pronouns import disjoint
from flows.extract.figures.roles import Party
from flows.extract.figures.sides import PAIRS, Scene, Sides
from flows.extract.figures.status import PROMISED, status
from flows.extract.figures.window import BACK, Window, windows
from flows.extract.parse import Parsed
from flows.extract.tree import children

AGREED = 2
"""Sentences before that may tell of the agreement under which something is promised."""
DIGITS = frozenset("0123456789")
MANY = 4
"""Actors named together beyond which a passage is not about the two of the document alone."""


class Finder:
    """Reads the figures of one document; holds what later sentences need of earlier ones."""

    def __init__(self, parsed: Parsed, mentions: Sequence[Mention], times: Sequence[Time]) -> None:
        self.parsed, self.times = parsed, times
        ranks = sorted(discourse.weights(mentions).values(), reverse=True)
        clear = len(ranks) < 3 or ranks[1] > ranks[2]
        self.dyad = discourse.dyad(mentions) if clear else None
        self.windows = windows(parsed, mentions, times, quantities.find(parsed, times, mentions))
        self.passages = {w.sentence.block: w.passage for w in self.windows}
        self.recent: tuple[str, ...] = ()
        self.usual = roles.usual(p for w in self.windows for p in w.parties)

    def figures(self) -> list[Figure]:
        """The figures of the document, in order."""
        out: list[Figure] = []
        for w in self.windows:
            if w.quantities:
                self._read(w, out)
        return out

    def _read(self, w: Window, out: list[Figure]) -> None:
        """Add the figures of a window."""
        around = contexts(self.parsed, w.quantities)
        dates = periods(self.parsed, around, w.times, self.times)
        owners = anchors(self.parsed, around, w.parties)
        held = {a.mention.start for a in owners if a is not None}
        earlier = [p for v in w.earlier(BACK) for p in v.parties]
        free = [p for p in disjoint(self.parsed.doc, w.parties, earlier, self.dyad) if p.mention.start not in held]
        agreed = w.agreed or any(v.agreed for v in w.earlier(AGREED))
        previous = out[-1] if out and self.passages.get(out[-1].quantity.sentence.block) == w.passage else None
        for k, (c, date, owner) in enumerate(zip(around, dates, owners, strict=True)):
            parallel = None
            if k and previous and owner and owners[k - 1]:
                parallel = "source" if previous.reporter == owners[k - 1].actor else "dest"
            elif k and previous and owner and previous.partner:
                leading = next((p.actor for p in free if p.role in ("part", "subject")), None)
                parallel = {previous.reporter: "source", previous.partner: "dest"}.get(leading)
            shape, sign = form(c, w.moves)
            if shape == "share" and previous and self._joined(c, previous):
                shape, sign = previous.form, 1 if previous.value > 0 else -1
            meaning = sense.meaning(c, w, previous, shape)
            if shape == "share" and meaning.measure == "price" and meaning.hub is None:
                meaning = meaning._replace(measure="other")
            goods = sense.goods(c, meaning, w, previous)
            expected = status(c, meaning, w.expectations, agreed)
            if (
                meaning.measure == "exports"
                and c.quantity.dimension == "money"
                and expected[0] == "agreed"
                and shape == "level"
            ):
                meaning = meaning._replace(measure="contract_value")  # will deliver five for $5 billion
            if expected[0] in ("target", "forecast", "agreed") and (
                sense.base(c, previous) or carried.led_from(c, around) or begins(self.parsed, around, c)
            ):
                expected = ("actual", "base")
            elif (
                expected == ("actual", "default")
                and previous
                and meaning.measure in PROMISED
                and (carried.part(c, previous) or (owner and carried.elided(c, previous)))
            ):
                expected = (previous.status, "carried")
            if date.source == "none" and expected[0] == "agreed":
                date = carried.of_agreement(w, self.times, meaning, date)
            elif date.source == "none" and begins(self.parsed, around, c):
                pass
            elif date.source == "none" or (meaning.rule == "restated" and previous and previous.date_source != "none"):
                date = carried.inherited(c, w, self.times, meaning, goods, previous, expected[0], date)
            if (
                expected[0] in ("target", "forecast")
                and (date.text or "").lower().startswith("last ")
                and len(around) > 1
            ):
                date = NONE  # a target of 30 billion, but trade last year was 5 billion
            if date.precision == "day" and not set(date.text or "") & DIGITS and meaning.measure != "price":
                date = NONE  # arrived on Monday, and spoke of a trade of 10 billion
            if expected[0] == "actual" and meaning.measure not in ("count", "length") and self._ahead(date):
                expected = ("forecast", "date")
            rivals = [x.root for x in around if x is not c]
            side = self._sides(c, meaning, w, previous, free, owner, parallel, rivals)
            found = self._figure(c, meaning, shape, sign, goods, expected, date, side, w)
            if found.reporter and found.partner and found.form != "share":
                self.recent = (found.reporter, found.partner)
            previous = found if previous else carried.across(found, out[-1] if out else None, w)
            out += [previous, *self._each(previous, c, w)]

    def _each(self, figure: Figure, c: Context, w: Window) -> list[Figure]:
        """The same figure for the others of a list, where the sentence says that it holds for each: A and B 2 percent each."""
        (first, last), doc = c.quantity.tokens, self.parsed.doc
        around = [*range(max(first - 5, 0), first), last]
        each = (i for i in around if i + 1 < len(doc) and doc[i].lower_ in ("each", "apiece"))
        if not any(i == last or doc[i + 1].pos_ in ("VERB", "AUX") for i in each):
            return []
        for side, actor in (("reporter", figure.reporter), ("partner", figure.partner)):
            others = distributed(self.parsed, w.parties, actor, c.quantity.start)
            if others:
                return [replace(figure, **{side: other}) for other in others]
        return []

    def _joined(self, c: Context, previous: Figure) -> bool:
        """True for the second of two changes under one verb: up by 67 percent from 2021, and by 52 percent from 2022."""
        doc, (first, _) = self.parsed.doc, c.quantity.tokens
        joined = [t.lower_ for t in doc[max(first - 3, 0) : first]][-2:]
        changing = previous.form == "change_relative" and previous.quantity.sentence == c.quantity.sentence
        gap = doc[previous.quantity.tokens[1] : first]
        listed = joined in (["and", "by"], [",", "by"], [",", "and"]) or joined[-1:] in ([","], ["and"])
        return changing and listed and len(gap) <= 12 and not any(t.pos_ in ("VERB", "AUX") for t in gap)

    def _ahead(self, date: Period) -> bool:
        """True if the period begins after the document was published."""
        published = self.parsed.document.published
        if not published or not date.start:
            return False
        if self.parsed.document.published_precision == "day":
            return date.start > published
        return date.start.year > published.year

    def _sides(
        self, c: Context, meaning: Meaning, w: Window, previous: Figure | None, named: list[Party], anchor: Party | None,
        parallel: str | None, rivals: Sequence[Token],
    ) -> Sides:  # fmt: skip
        before = [p for v in w.earlier(BACK) for p in v.parties]
        mutual = w.mutual
        dyad = self.dyad if mutual or meaning.measure in PAIRS or self._about(w, named) else None
        last = Sides(previous.reporter, previous.partner, previous.flow) if previous else None
        if last and (meaning.rule == "restated" or self._led(c, meaning, w, previous)):
            return last
        if (
            last
            and previous.form == "share"
            and c.quantity.dimension != "share"
            and previous.quantity.sentence != w.sentence
        ):
            last = last._replace(partner=None)  # what goes to one buyer is not all that is sold
        if (
            previous
            and previous.partner
            and {previous.measure, meaning.measure} == {"exports", "imports"}
            and carried.alone(c, w, previous)
        ):
            return Sides(previous.partner, previous.reporter, "export")  # exports to Vietnam were 53, imports 25
        return parties.sides(
            Scene(
                c,
                meaning,
                named,
                before,
                last,
                dyad,
                self.usual,
                anchor,
                parallel,
                rivals,
                carried.pact(w),
                previous.measure if previous else None,
                mutual,
                self.recent,
            )
        )

    def _led(self, c: Context, meaning: Meaning, w: Window, previous: Figure) -> bool:
        """True for the level that a change leads to, where nobody is named between: imports rose 20 percent to 21 billion."""
        if previous.measure != meaning.measure or not continued.arrived(c, previous):
            return False
        return not any(previous.quantity.end <= p.mention.start < c.quantity.start for p in w.parties)

    def _about(self, w: Window, named: Sequence[Party]) -> bool:
        """True if the two actors that the document is about are named in the sentence or shortly before it."""
        near = [*named, *(p for v in self.windows[max(w.index - BACK, 0) : w.index] for p in v.parties)]
        actors = {p.actor for p in near}
        return self.dyad is not None and set(self.dyad) <= actors and len(actors) <= MANY

    def _figure(
        self, c: Context, meaning: Meaning, shape: str, sign: int, goods: str | None, expected: tuple[str, str], date: Period,
        side: Sides, w: Window,
    ) -> Figure:  # fmt: skip
        q = c.quantity
        named = w.mentions
        speaker = about.source(c, named)
        value, low, high = q.value, q.low, q.high
        if sign < 0 and value > 0:
            value, low, high = -value, None if high is None else -high, None if low is None else -low
        domain = self._domain(meaning, goods, w)
        rate = "per_unit" if meaning.measure == "price" and meaning.rule == "continued" else self._rate(c)
        sure = confidence.confidence(confidence.sources(c, meaning, shape, goods, date, expected, side, w))
        return Figure(
            q, meaning.measure, shape, value, low, high, q.approx, goods, expected[0],
            date.start, date.end, date.precision, date.text, date.source, side.reporter, side.partner, side.flow,
            rate, domain, about.subject(c, named, speaker), True, None,
            f"{q.rule} {meaning.rule} {expected[1]}", sure,
        )  # fmt: skip

    def _domain(self, meaning: Meaning, goods: str | None, w: Window) -> str:
        """The field of a figure: that of its measure, unless the goods tell it better."""
        if meaning.measure in ("count", "length", "distance_limit", "headcount", "survey_share"):
            return meaning.domain if meaning.domain != "arms" else "other"
        if meaning.measure == "arms_quantity":
            return "arms" if w.transfer else "other"
        if goods == "arms":
            return "arms"
        if goods in sense.ENERGY and meaning.measure not in ("investment", "loan", "aid"):
            return "energy"
        if meaning.domain == "energy" and meaning.measure in ("price", "production", "consumption"):
            return "trade" if goods else "other"  # wheat; drugs, wages
        return meaning.domain

    def _rate(self, c: Context) -> str:
        """The rate, also where an adjective gives it: an annual capacity of, a daily output of."""
        if c.quantity.rate != "total" or c.quantity.dimension in (
            "count",
            "multiple",
            "survey",
            "share",
            "points",
            "length",
        ):
            return c.quantity.rate
        node = c.root
        for _ in range(4):
            beside = (
                [g for x in children(node) if x.dep_ in ("dobj", "nsubj") and x.i < c.root.i for g in children(x)]
                if node.pos_ in ("VERB", "AUX")
                else []
            )
            for child in [*children(node), *beside]:
                if child.dep_ == "amod" and child.lower_ in ("annual", "yearly", "daily", "monthly"):
                    return {"daily": "per_day", "monthly": "per_month"}.get(child.lower_, "per_year")
            if node.dep_ not in ("pobj", "prep", "compound", "nummod", "dobj", "nmod", "attr"):
                break
            node = node.head
        return "total"


def find(parsed: Parsed, mentions: Sequence[Mention], times: Sequence[Time]) -> list[Figure]:
    """The figures of a document, sorted by start."""
    return plausibility.judged([_bounded(f) for f in Finder(parsed, mentions, times).figures()])


def _bounded(figure: Figure) -> Figure:
    """The figure with bounds that hold its value."""
    low, high = figure.low, figure.high
    if low is not None and low > figure.value:
        low = figure.value
    if high is not None and high < figure.value:
        high = figure.value
    return figure if (low, high) == (figure.low, figure.high) else replace(figure, low=low, high=high)
