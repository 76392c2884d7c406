"""From quantities to figures, sentence by sentence."""

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Token

from flows.extract import quantities
from flows.extract.annotation import Mention, Time
from flows.extract.entities import discourse
from flows.extract.figures import about, carried, parties, plausibility, roles, sense
from flows.extract.figures.anchors import anchors
from flows.extract.figures.context import Context, context
from flows.extract.figures.figure import Figure
from flows.extract.figures.form import form
from flows.extract.figures.measure import Meaning
from flows.extract.figures.parties import Sides
from flows.extract.figures.period import Period, periods
from flows.extract.figures.roles import Party
from flows.extract.figures.status import status
from flows.extract.figures.window import BACK, Window, windows
from flows.extract.parse import Parsed
from flows.extract.quantities.tree import children
from flows.extract.quantities.units import canonical


class Finder:
    """Reads the figures of one document; holds what later sentences need of earlier ones."""

    def __init__(self, parsed: Parsed, mentions: Sequence[Mention], times: Sequence[Time]) -> None:
        self.parsed, self.times = parsed, times
        self.dyad = discourse.dyad(mentions)
        self.windows = windows(parsed, mentions, times, quantities.find(parsed, list(times)))
        self.passages = {w.sentence.block: w.passage for w in self.windows}
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
        contexts = [context(self.parsed, q) for q in w.quantities]
        dates = periods(self.parsed, contexts, w.times, self.times)
        owners = anchors(self.parsed, contexts, w.parties)
        held = {a.mention.start for a in owners if a is not None}
        free = [p for p in w.parties if p.mention.start not in held]
        agreed = w.agreed or any(v.agreed for v in w.earlier(1))
        previous = out[-1] if out and self.passages.get(out[-1].quantity.sentence.block) == w.passage else None
        for k, (c, date, owner) in enumerate(zip(contexts, dates, owners, strict=True)):
            parallel = None
            if k and previous and owner and owners[k - 1]:
                parallel = "source" if previous.reporter == owners[k - 1].actor else "dest"
            elif k and previous and owner and previous.partner:
                leading = next((p.actor for p in free if p.role in ("part", "subject")), None)
                parallel = {previous.reporter: "source", previous.partner: "dest"}.get(leading)
            shape, sign = form(c, w.moves)
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
            if expected[0] in ("target", "forecast") and sense.base(c, previous):
                expected = ("actual", "base")
            if date.source == "none" and expected[0] == "agreed":
                date = carried.of_agreement(w, self.times, meaning, date)
            elif date.source == "none":
                date = carried.inherited(c, meaning, goods, previous, expected[0], date)
            if expected[0] == "actual" and meaning.measure not in ("count", "length") and self._ahead(date):
                expected = ("forecast", "date")
            rivals = [x.root for x in contexts if x is not c]
            side = self._sides(c, meaning, w, previous, free, owner, parallel, rivals)
            previous = self._figure(c, meaning, shape, sign, goods, expected, date, side, w)
            out.append(previous)

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
        dyad = self.dyad if meaning.measure in parties.PAIRS or self._about(w, named) else None
        last = Sides(previous.reporter, previous.partner, previous.flow) if previous else None
        if (
            previous
            and previous.partner
            and {previous.measure, meaning.measure} == {"exports", "imports"}
            and carried.alone(c, w, previous)
        ):
            return Sides(previous.partner, previous.reporter, "export")  # exports to Vietnam were 53, imports 25
        return parties.sides(
            c, meaning, named, before, last, dyad, self.usual, anchor, parallel, rivals, carried.pact(w)
        )

    def _about(self, w: Window, named: Sequence[Party]) -> bool:
        """True if the two actors that the document is about are named in the sentence or shortly before it."""
        near = [*named, *(p for v in self.windows[max(w.index - BACK, 0) : w.index] for p in v.parties)]
        return self.dyad is not None and set(self.dyad) <= {p.actor for p in near}

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
        canon, unit = canonical(value, q.unit, q.dimension, goods)
        rate = "per_unit" if meaning.measure == "price" and meaning.rule == "continued" else self._rate(c)
        bilateral = side.flow == "two_way" and side.partner is not None
        note = plausibility.note(
            meaning.measure, shape, goods, q.dimension, q.unit, rate, value, canon, unit, bilateral
        )
        return Figure(
            q, meaning.measure, shape, value, low, high, q.approx, goods, expected[0],
            date.start, date.end, date.precision, date.text, date.source, side.reporter, side.partner, side.flow,
            rate, domain, about.subject(c, named, speaker), speaker, note is None, note,
            f"{q.rule} {meaning.rule} {expected[1]}", self._confidence(c, meaning, side, w),
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

    def _confidence(self, c: Context, meaning: Meaning, side: Sides, w: Window) -> float:
        """How sure a figure is: by how near its cue stands, and how plainly the sentence tells whose it is."""
        sure = c.quantity.confidence * (0.95 if meaning.cost < 3 else 0.8 if meaning.cost < 6 else 0.6)
        here = {p.actor for p in w.parties}
        told = {side.reporter, side.partner} - {None}
        if meaning.measure in parties.FLOWS and len(told) < 2 and len(here) > 1:
            sure *= 0.85  # somebody more is named
        if not told <= here:
            sure *= 0.9  # taken from an earlier sentence
        sides = 2 if meaning.measure in parties.FLOWS | parties.PAIRS else 1
        if len(told) < sides or len(here) > 2 or len(w.quantities) > 1:
            sure *= 0.92  # more than one way to read it
        if len(w.quantities) > 2:
            sure *= 0.95
        return round(sure, 3)

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
                [g for x in children(node) if x.dep_ in ("dobj", "nsubj") for g in children(x)]
                if node.pos_ == "VERB"
                else []
            )
            for child in [*children(node), *beside]:
                if child.dep_ == "amod" and child.lower_ in ("annual", "yearly", "daily", "monthly"):
                    return {"daily": "per_day", "monthly": "per_month"}.get(child.lower_, "per_year")
            if node.dep_ not in ("pobj", "prep", "compound", "nummod", "dobj", "nmod"):
                break
            node = node.head
        return "total"


def find(parsed: Parsed, mentions: Sequence[Mention], times: Sequence[Time]) -> list[Figure]:
    """The figures of a document, sorted by start."""
    return [_bounded(f) for f in Finder(parsed, mentions, times).figures()]


def _bounded(figure: Figure) -> Figure:
    """The figure with bounds that hold its value."""
    low, high = figure.low, figure.high
    if low is not None and low > figure.value:
        low = figure.value
    if high is not None and high < figure.value:
        high = figure.value
    return figure if (low, high) == (figure.low, figure.high) else replace(figure, low=low, high=high)
