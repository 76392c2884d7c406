"""Names that references are made of, as the knowledge tables list them: outlets, bodies, places, given names."""

import functools
import re
import unicodedata

from flows.extract.citations.cues import cues
from flows.extract.citations.dates import months
from flows.knowledge import knowledge

SMALL = frozenset(
    ["of", "the", "for", "and", "on", "in", "to", "de", "des", "du", "la", "di", "für", "und", "der", "at"]
)
"""Words that a name may hold in small letters."""


@functools.lru_cache(maxsize=4096)
def plain(name: str) -> str:
    """The name in small letters, without accents, punctuation and "the"."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", name.lower()) if not unicodedata.combining(c))
    words = re.sub(r"[^\w\s]", " ", bare.replace("'", "").replace("’", "")).split()
    return " ".join(words[1:] if words[:1] == ["the"] and len(words) > 1 else words)


@functools.cache
def family_first() -> frozenset[str]:
    """Family names that are written first without a comma."""
    return frozenset(row["surname"] for row in knowledge("surnames"))


@functools.cache
def given_names() -> frozenset[str]:
    """Known given names in all spellings."""
    known = (name for row in knowledge("given_names") for name in row["variants"].split(";"))
    people = (row["name"].split()[0] for row in knowledge("people") if len(row["name"].split()) > 1)
    return frozenset(known) | frozenset(name for name in people if name not in family_first())


@functools.cache
def people() -> frozenset[str]:
    """Names of known persons."""
    named = (name for row in knowledge("people") for name in (row["name"], *row["aliases"].split(";")))
    return frozenset(plain(name) for name in named if " " in name)


@functools.cache
def bodies() -> frozenset[str]:
    """Names of organisations and states."""
    named = [*knowledge("organizations"), *knowledge("states")]
    return frozenset(
        plain(name) for row in named for name in (row["name"], *row["aliases"].split(";")) if len(name) > 2
    )


@functools.cache
def outlets() -> frozenset[str]:
    """Names of newspapers, journals and wire services."""
    listed = (row["name"] for row in knowledge("citation_outlets"))
    known = (name for row in knowledge("publications") for name in (row["name"], *row["aliases"].split(";")))
    return frozenset(plain(name) for name in (*listed, *known) if name)


@functools.cache
def places() -> frozenset[str]:
    """Names of states, cities and regions, where books are printed and wires are sent from."""
    known = (n for row in knowledge("places") for n in (row["name"], *row["aliases"].split(";")))
    seats = (n for row in knowledge("states") for n in (*row["capital"].split(";"), row["name"]))
    return frozenset(plain(n) for n in (*known, *seats) if n)


@functools.cache
def no_person() -> frozenset[str]:
    """Words in no person's name: states and their people, kinds of things, months, function words."""
    states = (
        w for r in knowledge("states") for k in ("name", "demonyms", "prefixes") for w in re.split(r"[;\s]+", r[k])
    )
    kinds = (row["word"] for row in knowledge("name_heads"))
    function = [
        "the",
        "a",
        "an",
        "of",
        "for",
        "on",
        "in",
        "at",
        "to",
        "from",
        "with",
        "by",
        "and",
        "or",
        "toward",
        "towards",
    ]
    function += ["between", "how", "why", "what", "when", "is", "are", "no", "not", "new"]
    names = {"may", "august", "jordan", "chad", "jan", "mai", "china"}
    return frozenset(w.lower() for w in (*states, *kinds, *months(), *function) if w) - names


def is_outlet(text: str) -> bool:
    """True for the name of a newspaper, journal, broadcaster or wire service."""
    name = plain(text)
    if name in outlets():
        return True
    words = name.split()
    return bool(words) and words[-1] in _heads("publication") and text[:1].isupper() and len(words) <= 6


def is_body(text: str) -> bool:
    """True for the name of an institution: a known one, or one whose words say so."""
    words = plain(text).split()
    if not words or len(words) > 16 or not text[:1].isupper() or not _capitalised(text):
        return False
    if " ".join(words) in bodies():
        return True
    return any(w in _heads("organization") for w in words) and ("," not in text or " and " in text)


@functools.cache
def _heads(kind: str) -> frozenset[str]:
    """Words that tell the kind of a name, in small letters."""
    heads = frozenset(row["word"].lower() for row in knowledge("name_heads") if row["type"] == kind)
    return heads | frozenset(cues("issuer")) if kind == "organization" else heads


def _capitalised(text: str) -> bool:
    """True if all words but small ones have capitals."""
    return all(w[0].isupper() or w in SMALL for w in re.findall(r"[^\W\d_][\w'’-]*", text))
