"""From quantities to figures, sentence by sentence."""

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Token

from flows.extract import quantities
from flows.extract import times as clock
from flows.extract.annotation import Mention, Time
from flows.extract.entities import discourse
from flows.extract.figures import about, parties, plausibility, roles
from flows.extract.figures.anchors import anchors
from flows.extract.figures.commodity import commodity
from flows.extract.figures.context import Context, clauses, context
from flows.extract.figures.figure import Figure
from flows.extract.figures.form import form
from flows.extract.figures.measure import Meaning, default, measure
from flows.extract.figures.parties import FLOWS, Sides
from flows.extract.figures.period import Period, periods
from flows.extract.figures.roles import Party
from flows.extract.figures.status import status
from flows.extract.figures.window import Window, windows
from flows.extract.parse import Parsed
from flows.extract.quantities.tree import children
from flows.extract.quantities.units import canonical

ENERGY = frozenset({"crude_oil", "natural_gas", "lng", "oil_products", "coal", "electricity", "nuclear"})
CARRIED = {"imports": "import", "exports": "export", "delivery_volume": "export"}
"""The flow of a measure that is carried on from the figure before."""
GOODS = FLOWS - {"contract_value", "loan", "aid"} | {"production", "consumption"}
"""Measures that are of some goods, though a sentence may not say again which."""
TRADE = frozenset({"trade_turnover", "exports", "imports", "trade_balance"})
ARMED = 4.5
"""A weapon system no farther than this says that the goods are arms."""
REACHED = frozenset({"reach", "total", "hit", "leave", "bring", "make", "amount", "stand"})
"""Verbs that lead from a change to the level it ends at."""
BACK = 4
"""Sentences before that tell who is meant."""


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

    def _before(self, w: Window, back: int) -> list[Window]:
        """The windows before one in its paragraph, the nearest last."""
        return [v for v in self.windows[max(w.index - back, 0) : w.index] if v.passage == w.passage]

    def _read(self, w: Window, out: list[Figure]) -> None:
        """Add the figures of a window."""
        contexts = [context(self.parsed, q) for q in w.quantities]
        dates = periods(self.parsed, contexts, w.times, self.times)
        owners = anchors(self.parsed, contexts, w.parties)
        held = {a.mention.start for a in owners if a is not None}
        free = [p for p in w.parties if p.mention.start not in held]
        agreed = w.agreed or any(v.agreed for v in self._before(w, 1))
        previous = out[-1] if out and self.passages.get(out[-1].quantity.sentence.block) == w.passage else None
        for k, (c, date, owner) in enumerate(zip(contexts, dates, owners, strict=True)):
            parallel = None
            if k and previous and owner and owners[k - 1]:
                parallel = "source" if previous.reporter == owners[k - 1].actor else "dest"
            elif k and previous and owner and previous.partner:
                leading = next((p.actor for p in free if p.role in ("part", "subject")), None)
                parallel = {previous.reporter: "source", previous.partner: "dest"}.get(leading)
            shape, sign = form(c, w.moves)
            meaning = self._meaning(c, w, previous, shape)
            if shape == "share" and meaning.measure == "price" and meaning.hub is None:
                meaning = meaning._replace(measure="other")
            goods = self._commodity(c, meaning, w, previous)
            expected = status(c, meaning, w.expectations, agreed)
            if (
                meaning.measure == "exports"
                and c.quantity.dimension == "money"
                and expected[0] == "agreed"
                and shape == "level"
            ):
                meaning = meaning._replace(measure="contract_value")  # will deliver five for $5 billion
            if date.source == "none" and expected[0] == "agreed":
                date = self._of_agreement(w, meaning, date)
            elif date.source == "none":
                date = self._inherited(c, meaning, goods, previous, expected[0], date)
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

    def _meaning(self, c: Context, w: Window, previous: Figure | None, shape: str) -> Meaning:
        tallied = previous is not None and previous.quantity.dimension == "survey"
        if c.quantity.dimension == "share" and tallied and c.quantity.start - previous.quantity.end <= 2:
            return Meaning("survey_share", "other", None, "tally", None, 0.0)
        found = measure(c, w.measures)
        if found and previous and self._outside(c, found, previous):
            found = None  # while the United States had 42 percent
        if c.quantity.dimension == "count" and found and found.measure == "count" and self._designated(c, w):
            found = found._replace(measure="arms_quantity", domain="arms")
        if (
            found
            and found.hub is not None
            and self.parsed.doc[found.hub].lemma_ == "pump"
            and found.measure == "production"
        ):
            found = (
                found._replace(measure="delivery_volume", flow="export")
                if any(p.role == "dest" for p in w.parties)
                else found
            )
        if (
            found
            and found.measure == "delivery_volume"
            and c.quantity.dimension == "power"
            and c.root.dep_ in ("compound", "nummod", "amod")
        ):
            found = None  # a 1,100-megawatt reactor supplies
        if found and found.measure == "arms_quantity" and w.transfer:
            return found._replace(flow="export")
        if found is None and previous and c.quantity.dimension not in ("length", "area"):
            same = (
                previous.quantity.dimension == c.quantity.dimension
                or self._arrived(c, previous)
                or (
                    shape == "change_relative"
                    and previous.form == "level"
                    and previous.quantity.sentence == c.quantity.sentence
                )
            )
            close = previous.quantity.sentence.ordinal >= c.quantity.sentence.ordinal - 1
            if same and close and previous.measure not in ("other", "survey_share"):
                found = Meaning(
                    previous.measure, previous.domain, CARRIED.get(previous.measure), "continued", None, 8.0
                )
        return found or default(c.quantity.dimension)

    def _outside(self, c: Context, found: Meaning, previous: Figure) -> bool:
        """True if the cue stands in the clause of the number before, which measures something else in the same unit."""
        q, doc = previous.quantity, self.parsed.doc
        if found.hub is None or previous.measure == found.measure or (q.sentence, q.dimension) != (c.quantity.sentence, c.quantity.dimension):  # fmt: skip
            return False
        own = clauses(c.root)[0]
        return clauses(doc[found.hub])[0] == clauses(doc[q.tokens[0]])[0] != own and found.hub < q.tokens[1]

    def _arrived(self, c: Context, previous: Figure) -> bool:
        """True for the level that a change leads to: fell by 28 percent, to $68 billion."""
        q = previous.quantity
        if not previous.form.startswith("change") or q.sentence != c.quantity.sentence:
            return False
        gap = self.parsed.doc[q.tokens[1] : c.quantity.tokens[0]]
        return len(gap) <= 12 and any(t.lower_ in ("to", "at") or t.lemma_ in REACHED for t in gap)

    def _pact(self, w: Window) -> list[str]:
        """The sides of the agreement that the sentence before tells of, if they are two."""
        for v in self._before(w, 1):
            if v.agreed:
                actors = list(dict.fromkeys(p.actor for p in v.parties))
                return actors if len(actors) == 2 else []
        return []

    def _of_agreement(self, w: Window, meaning: Meaning, date: Period) -> Period:
        """The time of the agreement told of in the sentence before; from then on, where it sets a limit."""
        for v in reversed(self._before(w, 2)):
            told = [i for _, i, r in v.expectations if r["status"] == "agreed"]
            dated = [t for t in v.times if t.start_date and t.timex_type == "DATE"]
            if told and dated:
                t = min(dated, key=lambda t: min(abs(i - t.tokens[0]) for i in told))
                start, end, precision = clock.period(self.parsed, t, self.times)
                limit = meaning.measure in ("headcount", "distance_limit", "capacity")
                return Period(start, None if limit else end, "range" if limit else precision, t.text, "relative")
        return date

    def _commodity(self, c: Context, meaning: Meaning, w: Window, previous: Figure | None) -> str | None:
        found = commodity(c, meaning, w.goods)
        near = previous is not None and previous.quantity.sentence.ordinal >= w.sentence.ordinal - 2
        known = previous.commodity if previous and near else None
        physical = c.quantity.dimension in ("mass", "volume")
        if found is None and meaning.measure in FLOWS and self._armed(c, w):
            return "arms"
        if found and not (found == "other" and physical and known in ENERGY):
            return found
        if known and (meaning.rule == "continued" or physical or meaning.measure == "price"):
            return known
        if meaning.measure == "contract_value" and previous and previous.quantity.sentence == w.sentence:
            return previous.commodity
        if known and meaning.measure in GOODS and (previous.measure == meaning.measure or _energetic(previous)):
            return known
        if physical or meaning.measure == "price":
            for v in reversed([*self._before(w, BACK), w]):
                if v.goods:
                    return v.goods[-1][2]["commodity"]
        if found is None and meaning.measure == "market_share":
            told = {r["commodity"] for v in [*self._before(w, 1), w] for _, _, r in v.goods}
            return told.pop() if len(told) == 1 else None
        return "crude_oil" if c.quantity.unit == "bbl" else found

    def _designated(self, c: Context, w: Window) -> bool:
        """True if what is counted is a weapon system by name: 19 F-16s."""
        first, last = c.quantity.tokens
        return any(first < m.tokens[1] <= last for m in w.mentions if m.entity.type == "weapon_system")

    def _armed(self, c: Context, w: Window) -> bool:
        """True if a weapon system is named near the number."""
        near = [c.near(*m.tokens) for m in w.mentions if m.entity.type == "weapon_system"]
        return any(cost is not None and cost <= ARMED for cost in near)

    def _inherited(
        self, c: Context, meaning: Meaning, goods: str | None, previous: Figure | None, expected: str, date: Period
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

    def _sides(
        self, c: Context, meaning: Meaning, w: Window, previous: Figure | None, named: list[Party], anchor: Party | None,
        parallel: str | None, rivals: Sequence[Token],
    ) -> Sides:  # fmt: skip
        before = [p for v in self._before(w, BACK) for p in v.parties]
        last = Sides(previous.reporter, previous.partner, previous.flow) if previous else None
        if (
            previous
            and previous.partner
            and {previous.measure, meaning.measure} == {"exports", "imports"}
            and self._alone(c, w, previous)
        ):
            return Sides(previous.partner, previous.reporter, "export")  # exports to Vietnam were 53, imports 25
        return parties.sides(
            c, meaning, named, before, last, self.dyad, self.usual, anchor, parallel, rivals, self._pact(w)
        )

    def _alone(self, c: Context, w: Window, previous: Figure) -> bool:
        """True if the clause of the number names no actor, and the sentence has told the two sides before."""
        own = clauses(c.root)[0]
        apart = own != clauses(self.parsed.doc[previous.quantity.tokens[0]])[0]
        held = any(
            clauses(self.parsed.doc[p.mention.tokens[0]])[0] == own and p.mention.form not in ("pronoun", "nominal")
            for p in w.parties
        )
        return previous.quantity.sentence == c.quantity.sentence and apart and not held

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
        domain = meaning.domain
        if meaning.measure in ("count", "length", "distance_limit", "headcount", "survey_share"):
            domain = meaning.domain if meaning.domain != "arms" else "other"
        elif meaning.measure == "arms_quantity":
            domain = "arms" if w.transfer else "other"
        elif goods == "arms":
            domain = "arms"
        elif goods in ENERGY and meaning.measure not in ("investment", "loan", "aid"):
            domain = "energy"
        canon, unit = canonical(value, q.unit, q.dimension, goods)
        note = plausibility.note(meaning.measure, shape, goods, q.dimension, q.unit, self._rate(c), value, canon, unit)
        return Figure(
            q, meaning.measure, shape, value, low, high, q.approx, goods, expected[0],
            date.start, date.end, date.precision, date.text, date.source, side.reporter, side.partner, side.flow,
            self._rate(c), domain, about.subject(c, named, speaker), speaker, note is None, note,
            f"{q.rule} {meaning.rule} {expected[1]}", round(q.confidence * (0.95 if meaning.cost < 3 else 0.8 if meaning.cost < 6 else 0.6), 3),
        )  # fmt: skip

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


def _energetic(figure: Figure) -> bool:
    """True if a figure tells of energy that is made or moved."""
    return figure.measure in GOODS and figure.commodity in ENERGY


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
