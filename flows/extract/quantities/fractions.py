"""Fractions in words: two-thirds, a quarter of a million, two and a half."""

from flows.extract.quantities import units
from flows.extract.quantities.lexemes import DASHES, Lexeme
from flows.extract.quantities.words import Number, words

HALVES = {
    "and a half": 0.5,
    "and one half": 0.5,
    "and a quarter": 0.25,
    "and three quarters": 0.75,
    "and a third": 1 / 3,
}
PORTIONS = frozenset(
    {"first", "second", "third", "fourth", "last", "latter", "this", "other", "next", "past", "each", "per"}
)
"""Words after which half and quarter name a stretch of time: the second half of the year."""
OWNED = frozenset({"of", "the", "its", "their", "his", "all", "our", "that", "what", "as"})
JOINTS = frozenset({"to", "and", "or"})
COUNTS = frozenset({"a", "one", "two", "three"})
GAUGED = frozenset({"than", "by", "about", "nearly", "almost", "roughly", "over", "around", "approximately", "under"})
VERBS = frozenset({"was", "were", "is", "are", "in", "to", "from", "have", "has", "had", "will", "came", "come", "comes", "went", "go", "goes", "said", "say", "live", "and"})  # fmt: skip
MOVED = frozenset({"fell", "fall", "fallen", "falls", "dropped", "drop", "rose", "risen", "rise", "grew", "grown", "shrank", "shrunk", "plunged", "declined", "decreased", "increased", "down", "up", "jumped", "surged", "slumped", "tumbled", "climbed", "slid", "sank", "soared", "contracted", "expanded"})  # fmt: skip
"""Words of change before a fraction: fell a third."""
SET = frozenset({"on", "since", "over", "this", "last", "between", "compared", "after", "during", "within", "for", "year", "against", "versus", "while", "but", "as"})  # fmt: skip
LESS = frozenset(
    {"more", "less", "higher", "lower", "larger", "smaller", "bigger", "cheaper", "fewer", "below", "above"}
)
"""Words after which a fraction in words is one: a third cheaper."""


def part(line: list[Lexeme], i: int) -> Number | None:
    """A fraction in words: one third, two-thirds, a quarter of, half of the."""
    parts, count, j = words("part"), 1.0, i
    if line[i].lower in ("a", "an", "one") or line[i].lower in words("unit"):
        count = words("unit").get(line[i].lower, 1)
        j = i + 1
        j += j < len(line) and line[j].text in DASHES
    elif line[i].lower not in ("half", "quarter") or (i and line[i - 1].lower in PORTIONS):
        return None
    if j >= len(line) or line[j].lower not in parts:
        return None
    value, last = count / parts[line[j].lower], line[j].lower
    k = j + 1 + (j + 1 < len(line) and line[j + 1].text in DASHES)
    of = k + (k < len(line) and line[k].lower == "of")
    a = of + (of < len(line) and line[of].lower in ("a", "an"))
    after = line[j + 1].lower if j + 1 < len(line) else ""
    if a < len(line) and line[a].lower in words("scale") and (a == k or last in ("half", "quarter", "quarters")):
        scale = words("scale")[line[a].lower]  # a quarter million, half a million, a quarter of a million
        return Number(value * scale, a + 1, scale, "words")
    if last == "half" and a < len(line) and line[a].lower == "dozen":
        return Number(6, a + 1, 1, "words")
    percent = units.unit(line, a) if value < 1 else None
    if percent and percent[0].code == "%":  # half a percentage point, two-tenths of a percent
        return Number(value, a, 1, "words")
    before = line[i - 1].lower if i else ""
    if last == "half" and after == "of" and a < len(line) and line[a].lower in ("it", "this", "that"):
        return None  # that is only half of it
    whole = after == "of" or (last == "half" and after in OWNED) or after in LESS or before == "by"
    if not whole and count == 1 and (k == len(line) or line[k].kind == "s" or after in VERBS):
        whole = before in GAUGED  # shrank by more than half
    moved = before in MOVED or (i > 1 and before in GAUGED and line[i - 2].lower in MOVED | {"by"})
    if moved and last != "half" and (k == len(line) or line[k].kind == "s" or after in VERBS | SET):
        whole = True  # fell a third, down by about a quarter on the year
    whole = whole or (after in JOINTS and _another(line, k + 1))
    plural = count > 1 or line[i].lower == "one"
    if not (whole or (plural and last not in ("half", "quarter", "second"))) or value > 1:
        return None
    return Number(value, j + 1, 1, "part")


def _another(line: list[Lexeme], i: int) -> bool:
    """True if a second fraction of the same whole begins at lexeme `i`: a quarter to a third of the oil."""
    said = [x.lower for x in line[i : i + 4] if x.text not in DASHES][:3]
    return len(said) == len("a/b") and said[0] in COUNTS and said[1] in words("part") and said[2] == "of"


def and_half(line: list[Lexeme], found: Number) -> Number:
    """Two and a half, two-and-a-half, two and three quarters."""
    rest = [k for k in range(found.end, min(found.end + 7, len(line))) if line[k].text not in DASHES][:3]
    said = " ".join(line[k].lower for k in rest)
    if said in HALVES:
        scaled = found.scale if found.scale > 1 else 1  # a million and a half
        return found._replace(value=found.value + HALVES[said] * scaled, end=rest[2] + 1)
    return found
