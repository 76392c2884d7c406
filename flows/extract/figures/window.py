"""A sentence, or a stretch of a very long one, with all that figures are read from."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from flows.extract.annotation import Mention, Time
from flows.extract.figures.context import Row, cues
from flows.extract.figures.form import changes
from flows.extract.figures.roles import Party, parties
from flows.extract.parse import Parsed, Sentence
from flows.extract.quantities import Quantity

BACK = 4
"""Sentences before that tell who and what is meant."""
SHORT = 2
"""Sentences of a paragraph that does not stand for itself."""
LONGEST = 300
"""Tokens of a stretch: what stands further apart has nothing to do with each other, and long texts stay quick to read."""
NAMING = frozenset({"organization", "person", "publication", "agreement"})
"""Kinds of names in which a word for goods says nothing of goods: National Oil Corporation."""
TOGETHER = frozenset({"countries", "nations", "sides", "states", "neighbors", "neighbours", "capitals", "economies", "powers", "governments"})  # fmt: skip
"""What two states are called together."""
Cue = tuple[int, int, Row]


@dataclass
class Window:
    """Tokens `first` to `last` of a sentence."""

    parsed: Parsed
    sentence: Sentence
    index: int
    first: int
    last: int
    passage: int = 0
    """Paragraph, or run of paragraphs of a sentence or two, as in news."""
    line: "list[Window]" = field(default_factory=list, repr=False)
    """All windows of the document."""
    mentions: list[Mention] = field(default_factory=list)
    times: list[Time] = field(default_factory=list)
    quantities: list[Quantity] = field(default_factory=list)

    def earlier(self, back: int) -> "list[Window]":
        """The windows before this one in its passage, at most `back`, the nearest last."""
        return [v for v in self.line[max(self.index - back, 0) : self.index] if v.passage == self.passage]

    @cached_property
    def parties(self) -> list[Party]:
        """The actors named in it; not those inside a number (the US of US$5 million)."""
        spans = [(q.start, q.end) for q in self.quantities if q.dimension != "count"]
        found = parties(self.parsed.doc, self.mentions)
        return [p for p in found if not any(a <= p.mention.start < b for a, b in spans)]

    @cached_property
    def measures(self) -> list[Cue]:
        """Cues for what numbers measure."""
        return unmasked(cues(self.parsed.doc, "measures", self.first, self.last))

    @cached_property
    def goods(self) -> list[Cue]:
        """Words for commodities."""
        found = unmasked(cues(self.parsed.doc, "commodities", self.first, self.last))
        named = {i for m in self.mentions if m.entity.type in NAMING for i in range(*m.tokens)}
        return [c for c in found if c[2]["commodity"] != "none" and c[1] not in named]

    @cached_property
    def expectations(self) -> list[Cue]:
        """Words that tell facts from expectations."""
        return cues(self.parsed.doc, "figure_status", self.first, self.last)

    @cached_property
    def moves(self) -> dict[int, int]:
        """Words of rise and fall, with their sign."""
        return changes(self.parsed.doc, self.first, self.last)

    @cached_property
    def mutual(self) -> bool:
        """True if it speaks of `the two countries`."""
        pairs = zip(self.parsed.doc[self.first : self.last], self.parsed.doc[self.first + 1 : self.last], strict=False)
        return any(a.lower_ in ("two", "both", "their") and b.lower_ in TOGETHER for a, b in pairs)

    @property
    def agreed(self) -> bool:
        """True if it tells of an agreement."""
        return any(r["status"] == "agreed" for _, _, r in self.expectations)

    @property
    def transfer(self) -> bool:
        """True if it tells of goods that change hands."""
        if any(r["flow"] or r["measure"] == "contract_value" for _, _, r in self.measures):
            return True
        return any(p.role == "dest" and p.firm for p in self.parties)


def unmasked(found: list[Cue]) -> list[Cue]:
    """The cues that are no part of a longer one: `trade` in `trade war` is none."""
    long = [(start, i) for start, i, _ in found if start < i]
    return [c for c in found if not any(start <= c[0] and c[1] <= i and c[1] - c[0] < i - start for start, i in long)]


def windows(
    parsed: Parsed, mentions: Sequence[Mention], times: Sequence[Time], quantities: Sequence[Quantity]
) -> list[Window]:
    """The windows of a document, in order, each with the mentions, times and quantities that begin in it."""
    out: list[Window] = []
    passages = _passages(parsed)
    for s in parsed.sentences:
        for first in range(s.first, max(s.last, s.first + 1), LONGEST):
            out.append(Window(parsed, s, len(out), first, min(first + LONGEST, s.last), passages[s.block], out))
    starts = [w.first for w in out]
    for m in mentions:
        _at(out, starts, m.tokens[0]).mentions.append(m)
    for t in times:
        _at(out, starts, t.tokens[0]).times.append(t)
    for q in quantities:
        held = _at(out, starts, q.tokens[0])
        if not any(m.start <= q.start < m.end and m.entity.type not in UNNAMED for m in held.mentions):
            held.quantities.append(q)
    return out


def _passages(parsed: Parsed) -> dict[int, int]:
    """For each block the passage that it belongs to."""
    sizes = Counter(s.block for s in parsed.sentences)
    sections = {s.block: s.section for s in parsed.sentences}
    out: dict[int, int] = {}
    for block in sizes:
        short = all(sizes[b] <= SHORT and sections.get(b) == "body" for b in (block, block - 1))
        out[block] = out[block - 1] if short and block - 1 in out else block
    return out


UNNAMED = frozenset({"state", "place", "person"})
"""Kinds of names that hold no number: the `US` of `US$5 million` does not."""


def _at(out: list[Window], starts: list[int], token: int) -> Window:
    return out[max(bisect_right(starts, token) - 1, 0)]
