"""Whose money is meant where several currencies are written alike: pesos, kroner, ¥ and the dollar sign."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence

from spacy.tokens import Span

from flows.extract import tree
from flows.extract.annotation import Mention
from flows.extract.parse import Parsed
from flows.extract.quantities.currencies import tables
from flows.extract.quantities.lexemes import lexemes
from flows.extract.quantities.territories import names, own, territory

_DECLARED = re.compile(
    r"\b(?i:figures|amounts|values|prices|sums|currency)\b[^.\n]{0,60}?"
    r"\b(?:in|as|to|are|is|means?|refers? to) ((?:[A-Z][a-z]+ ){1,3})dollars\b"
)
_FOREIGN = re.compile(r"\bUS ?\$|\bU\.S\. ?\$|\bUSD\b")
_BARE = re.compile(r"(?<![A-Za-z.])\$ ?\d")
_CONVERTED = re.compile(
    r"(?<![A-Za-z.])\$ ?\d[\d.,]* ?[a-z]{0,8} ?\((?:about |around |some |roughly |or )?(?:US|U\.S\.) ?\$"
)
"""A sum with a bare sign that is given in American dollars beside it: $20 billion (US$13 billion)."""
_MARKED = re.compile(r"\b(?:A|AU|Aus|C|CA|Can|Cdn|NZ|S|SG)\$")
BARE = frozenset({"AUD", "CAD", "NZD", "SGD", "JMD", "TTD", "FJD", "BBD", "BZD", "BSD", "GYD", "XCD"})
"""Dollars that English texts of their own states write with a bare sign; those of Hong Kong and Taiwan are always marked."""
ABOUT = 3
"""A text is about a state that it names at least so often, and so many times as often as any other."""


class Tender:
    """The states that a document names, and the currencies that they decide for."""

    def __init__(self, parsed: Parsed, mentions: Sequence[Mention]) -> None:
        self.parsed = parsed
        placed = [(m, _territory(m)) for m in mentions]
        self.placed = [(m, t) for m, t in placed if t]
        self.named = Counter(t for m, t in self.placed if m.form not in ("pronoun", "nominal"))
        self._families: dict[tuple[str, ...], list[tuple[Mention, str]]] = {}
        self._dollar: str | None = None

    def code(self, among: tuple[str, ...], usual: str, span: Span) -> tuple[str, bool]:
        """The currency meant at `span`, empty if nothing tells, and whether the text tells it."""
        if among[0] == "USD":
            return self.dollar(among), True
        family = self._family(among)
        sentence = self.parsed.sentence_of(span.start)
        first = bisect_left(family, sentence.start, key=lambda f: f[0].start)
        last = bisect_left(family, sentence.end, key=lambda f: f[0].start)
        here = family[first:last]
        before = [(m, c) for m, c in here if m.tokens[0] < span.start]
        subject = self._subject(span, here)
        if subject and not (before and self._gapped(before[-1][0], span)):
            return subject, True
        if here:
            return (before or here)[-1 if before else 0][1], True
        leading = self._leading(among)
        return (leading, True) if leading else (usual, False)

    def _family(self, among: tuple[str, ...]) -> list[tuple[Mention, str]]:
        """The mentions of states that have one of the currencies, in order, each with its currency."""
        if among not in self._families:
            found = [(m, c) for m, t in self.placed if (c := own(t, among))]
            self._families[among] = sorted(found, key=lambda f: f[0].start)
        return self._families[among]

    def _leading(self, among: tuple[str, ...]) -> str | None:
        """The currency of the states that the document names most, None if there are several such."""
        counts = Counter({c: 0 for _, c in self._family(among)})
        for t, n in self.named.items():
            if c := own(t, among):
                counts[c] += n
        most = max(counts.values(), default=0)
        leading = [c for c in counts if counts[c] == most]
        return leading[0] if len(leading) == 1 else None

    def _gapped(self, mention: Mention, span: Span) -> bool:
        """True if a clause without its verb stands between: Norway gave 3 billion kroner, Denmark 2 billion kroner."""
        first = mention.tokens[0] - 1
        while first > 0 and self.parsed.doc[first].lower_ in ("the", "and", "while"):
            first -= 1
        gap = self.parsed.doc[mention.tokens[1] : span.start]
        return (
            first > 0
            and self.parsed.doc[first].text in (";", ",")
            and all(t.pos_ in ("ADV", "ADP", "SYM") for t in gap)
        )

    def _subject(self, span: Span, here: list[tuple[Mention, str]]) -> str | None:
        """The currency of the state that is, or is in, the subject of the verb that governs the number."""
        token = tree.root(self.parsed.doc, span.start, span.end)
        for _ in range(8):
            if token.pos_ in ("VERB", "AUX"):
                subjects = [c for c in tree.children(token) if c.dep_ in ("nsubj", "nsubjpass")]
                under = {t.i for s in subjects for t in tree.below(s)}
                found = [c for m, c in here if under & set(range(*m.tokens))]
                if found:
                    return found[0]
            if token.head.i == token.i:
                return None
            token = token.head
        return None

    def dollar(self, among: tuple[str, ...]) -> str:
        """What a bare dollar is in this document.

        The dollar that the text declares for its figures; that of the publisher's state; that of the state the text is about,
        where it marks the United States' dollars as such or never names them. Else USD.
        """
        if self._dollar is None:
            self._dollar = self._declared() or self._published(among) or self._domestic(among) or "USD"
        return self._dollar

    def _declared(self) -> str | None:
        found = _DECLARED.search(self.parsed.text)
        hit = tables().after.match(lexemes(f"{found.group(1)}dollars"), 0) if found else None
        return hit[0].code if hit and not hit[0].among else None

    def _published(self, among: tuple[str, ...]) -> str | None:
        """The publisher's dollar, where its state is one of the two that the text names most."""
        publisher = self.parsed.document.publisher or ""
        leading = {t for t, _ in self.named.most_common(2)}
        said = [t for name, t in names() if t in leading and re.search(rf"\b{re.escape(name)}\b", publisher)]
        return next((c for t in said if (c := own(t, among))), None)

    def _domestic(self, among: tuple[str, ...]) -> str | None:
        """The dollar of the state that the text is about, where that state writes its own with a bare sign and the text does."""
        text = self.parsed.text
        ranked = [(t, n) for t, n in self.named.most_common() if own(t, among) in BARE]
        if not ranked or _MARKED.search(text):
            return None
        (state, times), others = (
            ranked[0],
            max((n for t, n in self.named.items() if t not in (ranked[0][0], "USA")), default=0),
        )
        if _CONVERTED.search(text) and times > max((n for _, n in ranked[1:]), default=0):
            return own(state, among)
        foreign = len(_FOREIGN.findall(text))
        if foreign:
            sole = times > max((n for _, n in ranked[1:]), default=0)
            return own(state, among) if sole and times >= ABOUT and len(_BARE.findall(text)) > foreign else None
        alone = times >= ABOUT and times >= ABOUT * others and not self.named["USA"]
        return own(state, among) if alone else None


def _territory(mention: Mention) -> str | None:
    """The state or territory that a mention of a state or place stands for."""
    entity = mention.entity
    if entity.type not in ("state", "place", "organization"):
        return None
    return (territory(entity.name) if entity.type == "place" else None) or entity.country
