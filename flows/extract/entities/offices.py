"""Persons meant by their office: "the Chinese premier", "the president of Russia", "his Russian counterpart"."""

import functools
from dataclasses import dataclass

from spacy.tokens import Token

from flows.extract.annotation import Entity, Mention
from flows.extract.entities.lexicon import cell, people
from flows.extract.entities.page import Page
from flows.knowledge import knowledge

OTHER = frozenset(
    {"former", "ex", "then", "late", "future", "next", "new", "previous", "last", "first", "deputy", "vice", "acting", "elected", "outgoing", "incoming"}
)  # fmt: skip
"""Words before an office that say that somebody else is meant than who holds it now."""
CONFIDENCE = 0.8
GOVERNING = frozenset({"prime minister", "premier", "chancellor"})
"""Offices that are each other's counterpart."""
HEADS = frozenset({"chief", "boss", "leader", "incumbent", "occupant"})
"""What the head of a seat of power is called: "the Kremlin chief"."""
LOOSE = frozenset({"leader", "head of state"})
"""Offices that two persons share only if no narrower one fits."""


@dataclass(frozen=True, slots=True)
class Term:
    """Somebody's time in an office: `words` of the office in small letters, ISO dates."""

    words: str
    country: str
    begin: str
    end: str
    holder: Entity
    rule: str


@functools.cache
def _terms() -> tuple[Term, ...]:
    persons = {s.entity.name: s.entity for _, s in people()}
    return tuple(
        Term(office, row["country"], row["from"], row["to"] or "9999", persons[row["holder"]], row["_at"])
        for row in knowledge("offices")
        for office in cell(row["office"])
    )


@functools.cache
def _by_word() -> dict[str, tuple[Term, ...]]:
    """Terms by the first word of the office, the longest offices first."""
    found: dict[str, list[Term]] = {}
    for term in _terms():
        found.setdefault(term.words.split()[0], []).append(term)
    return {w: tuple(sorted(ts, key=lambda t: (-len(t.words), t.country, t.begin))) for w, ts in found.items()}


@functools.cache
def _by_holder() -> dict[str, tuple[Term, ...]]:
    found: dict[str, list[Term]] = {}
    for term in _terms():
        found.setdefault(term.holder.entity_id, []).append(term)
    return {i: tuple(ts) for i, ts in found.items()}


def posts(person: str, days: tuple[str, str]) -> list[str]:
    """The countries and organisations that a person, by entity id, held an office of through all these days."""
    return [t.country for t in _by_holder().get(person, ()) if t.begin <= days[0] and days[1] <= t.end]


def holders(page: Page) -> list[Mention]:
    """Nominal mentions of the persons who held an office when the document was published."""
    days = days_of(page)
    if not days:
        return []
    named = sorted(page.mentions, key=lambda m: m.start)
    opening = {m.tokens[0] for m in named if m.entity.type == "person"}
    found: list[Mention] = []
    for m in named:
        if _body(m.entity):
            hit = (
                _after(page, m, days, opening)
                or _of(page, m, days, opening)
                or _counterpart(page, m, days, named, found)
            )
            if hit:
                found.append(hit)
    return found


def _body(entity: Entity) -> str | None:
    """The code under which the table lists the offices of a state, or of an organisation of many states."""
    return entity.country if entity.type in ("state", "place") else entity.short


def days_of(page: Page) -> tuple[str, str] | None:
    """First and last day that a document may have been published on, as ISO dates."""
    document = page.parsed.document
    if not document.published:
        return None
    first = document.published.isoformat()
    return first, {"year": first[:4] + "-12-31", "month": first[:7] + "-28"}.get(document.published_precision, first)


def _dated(page: Page, token: Token, days: tuple[str, str]) -> tuple[str, str]:
    """The days that a sentence is about: those of the year it names, else those of the publication."""
    years = {t.text for t in token.sent if len(t.text) == 4 and t.is_digit and "1900" < t.text < "2100"}
    years.discard(days[0][:4])
    if not years:
        return days
    return min(years) + "-01-01", max(years) + "-12-31"


def term_at(first: Token, country: str, days: tuple[str, str]) -> tuple[Term, int] | None:
    """The term of who held the office named from a token on, through all these days, and the number of its words."""
    for term in _by_word().get(first.lower_, ()):
        n = len(term.words.split())
        if (
            term.country == country
            and term.begin <= days[0]
            and days[1] <= term.end
            and " ".join(t.lower_ for t in first.doc[first.i : first.i + n]) == term.words
        ):
            return term, n
    return None


def _of_part(part: Token, first: Token, body: str, days: tuple[str, str]) -> tuple[Term, int] | None:
    """The term of an office whose first word ends the body's name: "the European Commission | president"."""
    hit = term_at(part, body, days)
    return (hit[0], hit[1] - 1) if hit and hit[1] > 1 and part.i + 1 == first.i else None


def _after(page: Page, m: Mention, days: tuple[str, str], opening: set[int]) -> Mention | None:
    """ "the Chinese premier", "Japan's prime minister"."""
    doc, first = page.parsed.doc, m.tokens[1]
    if first < len(doc) and doc[first].text in ("'s", "’s"):
        first += 1
    if first >= len(doc) or (doc[first].lower_ not in _by_word() and doc[first].lower_ not in HEADS):
        return None
    if _other(page, m.tokens[0]):
        return None
    body, dated = _body(m.entity) or "", _dated(page, doc[first], days)
    hit = _of_part(doc[first - 1], doc[first], body, dated) or term_at(doc[first], body, dated)
    if not hit and m.form == "metonym" and doc[first].lower_ in HEADS and m.entity.country:
        hit = _head(m.entity.country, _dated(page, doc[first], days))
    return _mention(page, hit, first, m, opening) if hit else None


def _head(country: str, days: tuple[str, str]) -> tuple[Term, int] | None:
    """Who leads a country, for "the Kremlin chief"."""
    fit = (
        t for t in _terms() if t.country == country and t.words == "leader" and t.begin <= days[0] and days[1] <= t.end
    )
    return next(((t, 1) for t in fit), None)


def _of(page: Page, m: Mention, days: tuple[str, str], opening: set[int]) -> Mention | None:
    """ "the president of Russia"."""
    doc, i = page.parsed.doc, m.tokens[0] - 1
    if i > 0 and doc[i].lower_ == "the":
        i -= 1
    if i < 1 or doc[i].lower_ != "of" or doc[i - 1].pos_ not in ("NOUN", "PROPN"):
        return None
    for first in (i - 1, i - 2, i - 3):
        if first < 0 or _other(page, first):
            return None
        if doc[first].lower_ not in _by_word():
            continue
        hit = term_at(doc[first], _body(m.entity) or "", _dated(page, doc[first], days))
        if hit and first + hit[1] == i:
            return _mention(page, hit, first, m, opening)
    return None


def _counterpart(
    page: Page, m: Mention, days: tuple[str, str], named: list[Mention], found: list[Mention]
) -> Mention | None:
    """ "his Russian counterpart": who holds the office that the person named last in the sentence holds."""
    doc, first = page.parsed.doc, m.tokens[1]
    if first < len(doc) and doc[first].text in ("'s", "’s"):
        first += 1
    if first >= len(doc) or doc[first].lower_ not in ("counterpart", "opposite"):
        return None
    days = _dated(page, doc[first], days)
    if _name_follows(page, first + 1, {n.tokens[0] for n in named if n.entity.type == "person"}):
        return None
    before = [n for n in (*named, *found) if n.sentence == m.sentence and n.end < m.start and n.entity.type == "person"]
    if not before:
        return None
    other = max(before, key=lambda n: n.start).entity.entity_id
    offices = {t.words for t in _by_holder().get(other, ()) if t.begin <= days[0] and days[1] <= t.end}
    offices |= GOVERNING if offices & GOVERNING else set()
    for words in sorted(offices, key=lambda o: (o in LOOSE, o)):
        for term in _terms():
            if (
                term.country == _body(m.entity)
                and term.words == words
                and term.begin <= days[0]
                and days[1] <= term.end
            ):
                return _mention(page, (term, 1), first, m, set())
    return None


def _other(page: Page, first: int) -> bool:
    """Whether the words before a phrase say that it means somebody else than who holds the office now."""
    before = [t.lower_ for t in page.parsed.doc[max(0, first - 2) : first]]
    return bool(OTHER & set(before[-1:])) or (before[-1:] == ["-"] and bool(OTHER & set(before)))


def _name_follows(page: Page, i: int, opening: set[int]) -> bool:
    """Whether the person's name comes next: "the Russian president, Ivan Petrov"."""
    doc = page.parsed.doc
    while i < len(doc) and doc[i].text in (",", "-", "—", "–", "(", "of", "state"):
        i += 1
    return i in opening or (i < len(doc) and doc[i].ent_type_ == "PERSON")


def _mention(page: Page, hit: tuple[Term, int], first: int, m: Mention, opening: set[int]) -> Mention | None:
    """The nominal mention on the words of the office; none if the name follows, or the office is but part of a longer word."""
    doc, (term, n) = page.parsed.doc, hit
    last = first + n
    if _name_follows(page, last, opening) or not page.free(doc[first].idx, doc[last - 1].idx + 1):
        return None
    if last < len(doc) and (doc[last].text in ("-", "–") or doc[last].lower_ in ("elect", "designate")):
        return None
    start, end = doc[first].idx, doc[last - 1].idx + len(doc[last - 1])
    if end > m.sentence.end or start < m.sentence.start:
        return None
    return Mention(
        term.holder, m.sentence, start, end, page.text[start:end], "nominal", term.rule, CONFIDENCE, (first, last)
    )
