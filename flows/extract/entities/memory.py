"""What a document says once and shortens later: surnames of persons, acronyms and short forms of organisations."""

import functools
import re
from collections import Counter

from flows.extract.annotation import Entity, Mention
from flows.extract.entities.kinds import is_head, not_names
from flows.extract.entities.lexicon import family_names, fold, things, transliterations
from flows.extract.entities.page import Page
from flows.extract.entities.persons import known_alone, surname_of

DEFINED = re.compile(
    r"\s?[(\[][\"“‘']?(?:the |or |hereafter |henceforth )?[\"“‘']?([A-Z][A-Za-z&./-]{0,9}[A-Z])[\"”’']?[)\],;]"
)
OPENING = frozenset({"Treaty", "Agreement", "Declaration", "Joint", "Pact", "Convention", "Memorandum", "Protocol"})
"""First words of agreements that the names of the parties may stand before."""
HIGH = frozenset({"president", "premier", "chancellor", "minister"})
"""Titles before a known leader's surname that none of the family bears."""
DISPUTE = re.compile(
    r" (?:territorial |island |islands )?(?:dispute|crisis|issue|conflict|row|question|standoff)(?!\w)"
)
WORD = re.compile(r"\w[\w'’-]*")


def acronyms(page: Page) -> None:
    """Adds mentions by an acronym that the document defines after a name: "Levada Analytical Center (LAC)"."""
    defined: dict[str, Entity] = {}
    for m in sorted(page.mentions, key=lambda m: m.start):
        found = DEFINED.match(page.text, m.end)
        if found and m.entity.type not in ("person", "state") and _initials(found.group(1), m.text):
            defined.setdefault(found.group(1), m.entity)
    for short, entity in defined.items():
        for found in re.finditer(rf"(?<![\w&]){re.escape(short)}(?![\w&])", page.text):
            inside = page.within(*found.span())
            if any(
                m.entity.entity_id == entity.entity_id or m.start < found.start() or m.end > found.end() for m in inside
            ):
                continue
            page.drop(inside)
            page.add(*found.span(), entity, "acronym", "defined in the document", 0.9)


def _initials(short: str, name: str) -> bool:
    """Whether an acronym may stand for a name: its letters open words of the name, at least the first and one more."""
    opening = [w[0].upper() for w in re.split(r"[\s/–-]+", name) if w and w[0].isalpha()]
    letters = [c for c in short.upper() if c.isalpha()]
    return bool(letters) and letters[0] in opening and sum(c in opening for c in letters) * 2 >= len(letters)


def surnames(page: Page) -> None:
    """Adds mentions of persons by the surname alone, after the document gave the full name; corrects guesses that the document settles."""
    full: dict[str, list[Mention]] = {}
    common = {t.lower_ for t in page.parsed.doc if t.is_lower}
    for m in sorted(page.mentions, key=lambda m: m.start):
        if m.entity.type == "person" and m.form == "name":
            short = family_names().get(m.entity.entity_id) or (surname_of(m.entity),)
            for name in (*short, *(s for n in short for s in transliterations(n) if m.text.endswith(s))):
                if name != m.text and not (m.entity.origin == "discovered" and name.lower() in common):
                    full.setdefault(fold(name), []).append(m)
    if not full:
        return
    flat = fold(page.text)
    for found in WORD.finditer(flat):
        word = re.sub(r"['’]s?\Z", "", found.group())
        for part in {word, *word.split("-")} if word not in full else (word,):
            if part in full:
                start = found.start() + found.group().index(part)
                _surname(page, full[part], start, start + len(part))
    known = [(name, ms) for name, ms in sorted(full.items()) if " " in name]
    for name, ms in known:
        for found in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", flat):
            _surname(page, ms, *found.span())


def _surname(page: Page, full: list[Mention], start: int, end: int) -> None:
    earlier = [m for m in full if m.start < start]
    if not earlier:
        return
    inside = page.within(start, end)
    if any(m.start < start or m.end > end or not (m.form == "surname" or m.rule.startswith("model:")) for m in inside):
        return
    token = page.parsed.doc[page.tokens(start, end)[0]]
    if token.ent_type_ in ("DATE", "TIME") or token.pos_ not in ("PROPN", "NOUN", "ADJ", "X", "ADV", "INTJ", "VERB"):
        return
    if token.is_sent_start and token.pos_ not in ("PROPN", "NOUN"):
        return
    meant = _bearer(page, earlier, inside)
    if meant:
        page.drop(inside)
        page.add(start, end, meant, "surname", "named in full before", 0.85)


def _bearer(page: Page, earlier: list[Mention], inside: list[Mention]) -> Entity | None:
    """Of several who bear a surname, the one named in full most, then one whom the surname alone may mean, then the last; None if the known one without a full name is meant."""
    counts = Counter(m.entity.entity_id for m in earlier)
    for m in inside:
        if m.rule.startswith("people:") and m.entity.entity_id not in counts:
            before = page.parsed.doc[m.tokens[0] - 1].lower_ if m.tokens[0] else ""
            if before in HIGH:
                return None
    best = max((counts[m.entity.entity_id], m.entity.entity_id in known_alone(), m.start) for m in earlier)
    return next(m.entity for m in earlier if m.start == best[2])


def shortenings(page: Page) -> None:
    """Adds mentions of a discovered organisation by its first word alone, where that is a name of its own ("Levada Center", "Levada")."""
    short: dict[str, Mention] = {}
    for m in sorted(page.mentions, key=lambda m: m.start):
        words = m.text.split()
        if (
            m.entity.origin == "discovered"
            and m.entity.type == "organization"
            and len(words) in (2, 3)
            and is_head(words[-1])
        ):
            first = words[0]
            if len(first) > 3 and first[0].isupper() and not is_head(first) and first not in not_names():
                short.setdefault(first, m)
    common = {t.lower_ for t in page.parsed.doc if t.is_lower} if short else set()
    for found in WORD.finditer(page.text) if short else ():
        m = short.get(found.group())
        if m and m.start < found.start() and page.free(*found.span()) and found.group().lower() not in common:
            token = page.parsed.doc[page.tokens(*found.span())[0]]
            following = token.nbor(1) if token.i + 1 < len(token.doc) else token
            if token.pos_ == "PROPN" and not token.is_sent_start and (following is token or following.pos_ != "PROPN"):
                page.add(*found.span(), m.entity, "name", "named in full before", 0.7)


@functools.cache
def _disputes() -> dict[str, Entity]:
    """The disputes, conflicts and crises that the table of events knows, by the name of their place."""
    events = {s.entity.name: s.entity for _, s in things() if s.entity.type == "named_event"}
    return {
        name.removesuffix(ending): entity
        for ending in (" crisis", " conflict", " dispute")
        for name, entity in events.items()
        if name.endswith(ending)
    }


def disputes(page: Page) -> None:
    """Turns "<place> dispute" into the dispute about the place, however the place is named."""
    for m in [m for m in page.mentions if m.entity.type == "place" and m.entity.name in _disputes()]:
        if found := DISPUTE.match(page.text, m.end):
            page.drop([m])
            page.add(m.start, found.end(), _disputes()[m.entity.name], "name", m.rule, 0.8)


def parties(page: Page) -> None:
    """Draws the states before an agreement into its name: "Sino-Russian Treaty of ...", "US-Japan Treaty of ..."."""
    ends = {m.end: m for m in page.mentions if m.entity.type == "state"}
    for m in [
        m
        for m in page.mentions
        if m.entity.type == "agreement" and m.text[0].isupper() and m.text.split()[0] in OPENING
    ]:
        sides: list[Mention] = []
        while before := ends.get((sides[-1] if sides else m).start - 1):
            if page.text[before.end] not in ("-–" if sides else " "):
                break
            sides.append(before)
        if len(sides) == 2:
            page.drop([m, *sides])
            page.add(sides[-1].start, m.end, m.entity, "name", m.rule, m.confidence)
