"""Names of authors as references write them: given name first, inverted, initials only; persons and bodies."""

import re

from flows.extract.citations.cues import anywhere
from flows.extract.citations.registers import (
    bodies,
    family_first,
    given_names,
    is_body,
    is_outlet,
    no_person,
    places,
    plain,
)

WORD = re.compile(r"[^\W\d_][\w'’‘`ʹ-]*\.?")
INITIALS = re.compile(
    r"(?:[^\W\d_a-zа-я][’']?|[A-Z][a-z]|Yu|Ia|Iu|Ya|Zh|Sh|Ch|Kh|Ts)\.(?:[ -]?(?:[^\W\d_a-zа-я]|[A-Z][a-z])\.)*|[A-Z]{1,3}"
)
PARTICLES = frozenset(
    [
        "al",
        "bin",
        "ibn",
        "da",
        "de",
        "del",
        "della",
        "den",
        "der",
        "di",
        "dos",
        "du",
        "el",
        "la",
        "le",
        "ten",
        "ter",
        "van",
        "von",
        "zu",
        "y",
        "e",
    ]
)
SUFFIXES = frozenset(["jr", "jr.", "sr", "sr.", "ii", "iii", "iv"])
TITLES = re.compile(
    r"(?:(?:Dr|Prof|Professor|Gen|Lt|Col|Adm|Amb|Ambassador|President|Senator|Sen|Rep|Sir|Mr|Mrs|Ms|PhD|Maj|Capt)\.? )+"
)
BETWEEN = re.compile(
    r"\s*(?:,\s*(?:and|&|with)\s+|\s(?:and|und|et|with|i|y)\s|\s?&\s?|\s?;\s?(?:and\s)?|,\s*|\s/\s|\s?•\s?)"
)
ET_AL = re.compile(r"[,\s]*\b(?:et\.? ?al\b\.?|and others|i dr\.|и др\.|u\.\s?a\.)", re.IGNORECASE)
BRACKETS = re.compile(r"[(\[][^()\[\]]{0,60}[)\]]")
INVERTED = re.compile(r"(?<![^\W_])[^\W\d_]{2,}, (?:[A-Z]\.[ -]?)+(?=,|;|$|&|\s?and\b)")
"""A family name with initials after it."""
CJK = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af·]{2,8}")
LONGEST = 400


def authors(text: str) -> tuple[str, ...] | None:
    """The authors that a text names and nothing else, given name first; None if it is no list of authors."""
    text = TITLES.sub("", ET_AL.sub("", BRACKETS.sub(_bracket, text[:LONGEST])))
    text = " ".join(text.split()).strip(" ,;:.–—-*_/") + _dot(text)
    if not text or any(c.isdigit() for c in text):
        return None
    if CJK.fullmatch(text):
        return (text,)
    if is_body(text) and not INVERTED.search(text):
        return _bodies(text)
    if is_outlet(text):
        return None
    parts = _parts(anywhere("editor").sub("", text))
    return _people(parts) if parts and len(parts) <= 40 else None


def _parts(text: str) -> list[tuple[str, bool]]:
    """The names and parts of names in a list, each with whether a mere comma stands after it."""
    parts: list[tuple[str, bool]] = []
    at = 0
    for match in BETWEEN.finditer(text):
        if text[at : match.start()].strip(" ."):
            parts.append((" ".join(text[at : match.start()].split()), match[0].strip() == ","))
        at = match.end()
    if text[at:].strip(" ."):
        parts.append((" ".join(text[at:].split()), False))
    return parts


def surnames(names: tuple[str, ...]) -> frozenset[str]:
    """The words by which a short form may name the authors: family names, or all words of a body."""
    words = set()
    for name in names:
        parts = plain(name).split()
        words.update([parts[0]] if name.split()[0] in family_first() else parts[-1:])
    return frozenset(words)


def _bracket(match: re.Match[str]) -> str:
    """What a bracket in a list of names leaves: a given name stays, "(ed.)" and "(inter’viu)" go."""
    inside = match[0][1:-1].strip()
    return f" {inside} " if inside[:1].isupper() and not inside.isupper() and WORD.fullmatch(inside) else " "


def _dot(text: str) -> str:
    """The full stop of a last initial, which stripping took away."""
    return "." if re.search(r"(?<![^\W_])[^\W\d_]\.[\s,;:]*$", text) else ""


def _bodies(text: str) -> tuple[str, ...]:
    """One body, or several where each part is one by itself."""
    parts = [p.strip() for p in re.split(r"\s*;\s*|\s+and\s+", text)]
    if len(parts) > 1 and all(plain(p) in bodies() or plain(p.removeprefix("the ")) in bodies() for p in parts):
        return tuple(parts)
    return (text,)


def _people(parts: list[tuple[str, bool]]) -> tuple[str, ...] | None:
    """The persons of a list whose parts are full names, or a family name and then the given names."""
    people: list[str] = []
    paired = sum(" " not in part for part, _ in parts) % 2 == 0
    i = 0
    while i < len(parts):
        part, comma = parts[i]
        after = parts[i + 1][0] if comma and i + 1 < len(parts) else ""
        if part.lower() in SUFFIXES and people:
            people[-1] += f" {part}"
            i += 1
            continue
        if after and _is_family(part, INITIALS.fullmatch(after) is not None) and _is_given(after, part, paired):
            people.append(
                f"{part} {after}" if part in family_first() and not INITIALS.fullmatch(after) else f"{after} {part}"
            )
            i += 2
            continue
        name = _natural(part)
        if name is None or (
            len(parts) > 1 and " " not in name and not INITIALS.search(name) and not _all_family(parts)
        ):
            return None
        people.append(name)
        i += 1
    if len(people) == 1 and " " not in people[0] and not people[0][:1].isupper():
        return None
    return tuple(people)


def _all_family(parts: list[tuple[str, bool]]) -> bool:
    """True for a list of family names only, as short forms have it: "Lo and Hill"."""
    return all(" " not in part and _is_family(part) for part, _ in parts)


def _is_family(part: str, sure: bool = False) -> bool:
    """True if the part could be a family name alone; `sure` if initials stand after it."""
    words = part.split()
    if not words or INITIALS.fullmatch(part) or (not sure and is_outlet(part)):
        return False
    own = [w for w in words if w.lower() not in PARTICLES]
    if sure and len(own) == 1 and WORD.fullmatch(own[0]) and own[0][0].isupper():
        return True
    return len(own) <= (2 if "-" in part else 1) and _is_name(words)


def _is_given(part: str, family: str, paired: bool) -> bool:
    """True if the part could be given names that stand after a family name and a comma."""
    words = part.split()
    if INITIALS.fullmatch(part):
        return True
    if len(words) > 3 or not _is_name(words) or plain(part) in places():
        return False
    if len(words) == 1:
        return words[0] in given_names() or family in family_first() or paired
    return True


def _natural(part: str) -> str | None:
    """The name of a part that holds a whole one; initials after the family name go before it."""
    words = part.split()
    if not 1 <= len(words) <= 6 or not _is_name(words):
        return None
    if all(INITIALS.fullmatch(w) and "." in w for w in words):
        return None
    last = len(words)
    while last > 1 and INITIALS.fullmatch(words[last - 1]) and not words[last - 1].isalpha():
        last -= 1
    if last == len(words) and len(words) == 2 and INITIALS.fullmatch(words[1]) and len(words[1]) <= 2:
        last = 1
    if last < len(words) and not INITIALS.fullmatch(words[0]):
        return " ".join(words[last:] + words[:last])
    return part


def _is_name(words: list[str]) -> bool:
    """True if all words can stand in a person's name: capitals, initials and particles."""
    named = 0
    for word in words:
        if word.lower() in PARTICLES:
            continue
        named_so = WORD.fullmatch(word) and word[0].isupper() and word.lower().rstrip(".") not in no_person()
        if not named_so and not INITIALS.fullmatch(word):
            return False
        named += 1
    return named > 0
