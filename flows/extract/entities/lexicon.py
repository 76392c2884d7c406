"""The known names: every entity of the knowledge tables, and a trie over the words of its names."""

import functools
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from flows.extract.annotation import Entity
from flows.knowledge import knowledge

TYPES = {
    "places": "place",
    "organizations": "organization",
    "infrastructure": "infrastructure",
    "agreements": "agreement",
    "named_events": "named_event",
    "weapon_systems": "weapon_system",
    "publications": "publication",
}
"""Tables that share one layout, and the type of their entities."""

SURNAME_FIRST = frozenset({"CHN", "TWN", "PRK", "KOR", "VNM"})
"""Countries where the family name is written first."""

NOT_GIVEN = frozenset(
    {"King", "Queen", "Pope", "Emperor", "Patriarch", "Sun", "Prince", "Min", "Hun", "Pol", "Than", "Thein"}
)
"""First words in the table of people that are titles, family names written first, or more often something else."""

WORD = re.compile(r"[^\W\d_]+|\d+|[^\w\s]")
END = ""
"""Key of a trie node that holds the senses of the name that ends there."""


@dataclass(frozen=True, slots=True)
class Sense:
    """One reading of a name."""

    entity: Entity
    form: str
    """Form of mention: name, demonym, metonym, acronym, surname."""
    rule: str
    """The knowledge entry."""
    use: str = "always"
    """always; prefix (before a hyphen only); capital (government or city); body (of a state that stands beside it), which
    becomes nearest where the state stands further off."""
    years: tuple[int, int] | None = None
    """Publication years for which a bare surname means this person."""


def fold(text: str) -> str:
    """The text without accents and with plain apostrophes and hyphens, character for character."""
    if text.isascii():
        return text
    return "".join(FOLDED.get(c) or _fold_character(c) for c in text)


FOLDED = {"’": "'", "‘": "'", "ʼ": "'", "`": "'", "‐": "-", "‑": "-", "–": "-", "—": "—", "ı": "i", "ł": "l", "ø": "o", "đ": "d"}  # fmt: skip


@functools.lru_cache(4096)
def _fold_character(c: str) -> str:
    base = unicodedata.normalize("NFD", c)[0]
    return base if base.isalpha() and len(base) == 1 else c


def slug(name: str) -> str:
    """A name as the tail of an id: lower case, accents gone, hyphens between words; "x" if nothing is left."""
    words = re.findall(r"\w+", fold(name).casefold().replace("'", ""))
    return "-".join(words) or "x"


def cell(text: str) -> tuple[str, ...]:
    """The items of a semicolon-separated cell."""
    return tuple(part.strip() for part in text.split(";") if part.strip())


LOOSE = frozenset({"place", "infrastructure", "agreement", "named_event"})
"""Types whose names are often written with small letters after the first word: Kuril islands, Paris agreement."""


def words_of(name: str, loose: bool = True) -> list[str]:
    """The words of a name as the trie spells them: hyphens left out; all but the first in lower case where case does not matter."""
    words = [w for w in WORD.findall(fold(name)) if w != "-"]
    return [words[0], *(w.lower() for w in words[1:])] if loose and words else words


def is_acronym(name: str) -> bool:
    """Whether a name is written in capitals like NATO, U.S. or G20."""
    bare = name.replace(".", "").replace("-", "")
    return bare.isupper() and len(bare) <= 7 and " " not in bare


def _form(name: str) -> str:
    return "acronym" if is_acronym(name) else "name"


def states() -> Iterator[tuple[str, Sense]]:
    """Each name of each state, with what it means; capitals in both their readings."""
    for row in knowledge("states"):
        aliases = cell(row["aliases"])
        demonyms = cell(row["demonyms"])
        state = Entity(
            f"state:{row['code']}", row["name"], "state", row["country"], None, row["wikidata"] or None, (*aliases, *demonyms)
        )  # fmt: skip
        for name in (row["name"], *aliases):
            yield name, Sense(state, _form(name), row["_at"])
        for name in demonyms:
            yield name, Sense(state, "demonym", row["_at"])
        for name in cell(row["prefixes"]):
            yield name, Sense(state, "demonym", row["_at"], "prefix")
        for name in cell(row["metonyms"]):
            yield name, Sense(state, "metonym", row["_at"])
        for name in cell(row["capital"]):
            yield name, Sense(state, "metonym", row["_at"], "capital")


@functools.cache
def state(country: str) -> Entity | None:
    """The state of today with that code."""
    return next((s.entity for _, s in states() if s.entity.entity_id == f"state:{country}"), None)


def capitals() -> Iterator[tuple[str, Sense]]:
    """The capitals as cities, as far as the table of places does not know them."""
    known = {name for row in knowledge("places") for name in (row["name"], *cell(row["aliases"]))}
    for row in knowledge("states"):
        for name in cell(row["capital"]):
            if name not in known:
                city = Entity(f"place:{slug(name)}", name, "place", row["country"])
                yield name, Sense(city, "name", row["_at"])


def things() -> Iterator[tuple[str, Sense]]:
    """Each name of each organisation, place and other thing."""
    for table, kind in TYPES.items():
        for row in knowledge(table):
            aliases = cell(row["aliases"])
            entity = Entity(
                f"{kind}:{slug(row['name'])}", row["name"], kind, row["country"] or None, row.get("short") or None,
                row["wikidata"] or None, aliases,
            )  # fmt: skip
            for name in (row["name"], *aliases):
                yield name, Sense(entity, _form(name), row["_at"])
            for name in cell(row.get("demonyms", "")):
                yield name, Sense(entity, "demonym", row["_at"])


def family_name(name: str, country: str | None) -> str:
    """The family name in a full name: the first word or the last, by the custom of the country."""
    words = name.split()
    return words[0] if country in SURNAME_FIRST else words[-1]


@functools.cache
def family_names() -> dict[str, tuple[str, ...]]:
    """What the known persons are called for short, by entity id."""
    return {
        f"person:{slug(row['name'])}": () if row["surname"] == "-" else cell(row["surname"]) or (family_name(row["name"], row["country"]),)
        for row in knowledge("people")
    }  # fmt: skip


@functools.cache
def given_names() -> frozenset[str]:
    """Given names written first: those of the known persons, in all spellings."""
    firsts = {
        row["name"].split()[0]
        for row in knowledge("people")
        if row["country"] not in SURNAME_FIRST and " " in row["name"]
    }
    return frozenset(n for n in firsts | set(_spellings()) if len(n) > 2 and n.isalpha() and n not in NOT_GIVEN)


def bodies() -> Iterator[tuple[str, Sense]]:
    """What the bodies that every state has are called; the entity is a mould that `bodies` fills with a state."""
    for row in knowledge("bodies"):
        mould = Entity(f"organization:{slug(row['name'])}", row["name"], "organization")
        for name in cell(row["aliases"]):
            yield name, Sense(mould, "name", row["_at"], "body")


@functools.cache
def _spellings() -> dict[str, tuple[str, ...]]:
    return {name: cell(row["variants"]) for row in knowledge("given_names") for name in cell(row["variants"])}


def spellings(name: str) -> tuple[str, ...]:
    """A person's name with the given name in all its spellings, as given first."""
    first, space, rest = name.partition(" ")
    others = _spellings().get(first, ()) if space else ()
    return (name, *(f"{other} {rest}" for other in others if other != first))


SPELT = (
    (re.compile(r"(?<=[bdfgklmnprstvxz])ya"), "ia"),
    (re.compile(r"(?<=[bdfgklmnprstvxz])yu"), "iu"),
    (re.compile(r"(?<=[a-z])sky\Z"), "skiy"),
    (re.compile(r"(?<=[a-z])sky\Z"), "skii"),
    (re.compile(r"(?<=[bdfgklmnprstvxz])yev(?=a?\Z)"), "iev"),
    (re.compile(r"(?<=[aeiou])yev(?=a?\Z)"), "ev"),
    (re.compile(r"\AYe(?=[bdfgklmnprstvxz])"), "E"),
)
"""How surnames written in Cyrillic are spelt otherwise in Latin letters."""
CYRILLIC = frozenset({"RUS", "UKR", "BLR", "KAZ", "KGZ", "UZB", "TJK", "TKM", "SUN"})


@functools.lru_cache(8192)
def transliterations(surname: str) -> tuple[str, ...]:
    """Other spellings of a surname that is written in Cyrillic: "Kasianov" for Kasyanov."""
    return tuple(dict.fromkeys(other for find, put in SPELT if (other := find.sub(put, surname)) != surname))


def people() -> Iterator[tuple[str, Sense]]:
    """Each name of each person; the family name alone where the table allows it."""
    for row in knowledge("people"):
        aliases = cell(row["aliases"])
        person = Entity(
            f"person:{slug(row['name'])}", row["name"], "person", row["country"] or None, None, row["wikidata"] or None, aliases
        )  # fmt: skip
        full = [n for n in (row["name"], *aliases) if " " in n] if row["country"] in CYRILLIC else []
        cyrillic = [
            f"{first} {other}"
            for n in full
            for first, _, last in [n.rpartition(" ")]
            for other in transliterations(last)
        ]
        for name in (row["name"], *aliases, *(n for n in cyrillic if n not in aliases)):
            for spelling in spellings(name):
                yield spelling, Sense(person, "name" if " " in name else "surname", row["_at"])
        if row["alone"]:
            years = tuple(int(y) for y in row["alone"].split("-")) if row["alone"] != "yes" else None
            for name in family_names()[person.entity_id]:
                yield name, Sense(person, "surname", row["_at"], "always", years)


def seats() -> Iterator[tuple[str, Sense]]:
    """The cities that may stand for an organisation."""
    known = {sense.entity.name: sense.entity for _, sense in things()}
    for row in knowledge("seats"):
        yield row["seat"], Sense(known[row["organization"]], "metonym", row["_at"], "capital")


def names() -> Iterator[tuple[str, Sense]]:
    """Every known name with each of its senses."""
    yield from states()
    yield from capitals()
    yield from things()
    yield from seats()
    yield from people()
    yield from bodies()


@functools.cache
def trie() -> dict:
    """The words of all names: nested dicts, at END the senses of the name that ends there."""
    root: dict = {}

    def add(words: list[str], sense: Sense) -> None:
        node = root
        for word in words:
            node = node.setdefault(word, {})
        senses = node.setdefault(END, [])
        if all((s.entity.entity_id, s.use) != (sense.entity.entity_id, sense.use) for s in senses):
            senses.append(sense)

    datelines: list[tuple[str, Sense]] = []
    for name, sense in names():
        words = words_of(name, sense.entity.type in LOOSE or len(name.split()) > 2)
        if not words:
            continue
        add(words, sense)
        if sense.form == "acronym" and name.isalpha() and len(name) <= 4:
            add(words_of(".".join(name) + ".", False), sense)
            add(words_of(".".join(name), False), sense)
        elif len(name) > 4 and not name.isupper():
            add([words[0].upper(), *(w.upper() for w in words[1:])], sense)
        elif len(name) == 4 and name.istitle() and sense.entity.type in ("state", "place"):
            datelines.append((words[0].upper(), sense))
    taken = {word for word, _ in datelines if END in root.get(word, {})}
    for word, sense in datelines:  # OSLO, but not GUAM, which is an organisation
        if word not in taken:
            add([word], sense)
    return root
