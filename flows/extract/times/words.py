"""A text cut into the words that the grammar of time knows, each with its kind; the rest is `other`."""

import re
from collections.abc import Iterator

from flows.extract.times.numerals import spelled
from flows.extract.times.vocabulary import Entry, Phrases, compounds, words
from flows.extract.times.word import Word, made

SHAPES = re.compile(
    r"(?P<break>\t|\n[ \t]*\n)"
    r"|(?P<address>(?:https?://|www\.)\S+)"
    r"|(?P<iso>\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d)?Z?)?(?![\w-]))"
    r"|(?P<slash>\d{1,2}/\d{1,2}/(?:\d{4}|\d\d)(?![\w/]))"
    r"|(?P<dotted>\d{1,2}\.\d{1,2}\.\d{4}(?!\w|\.\d))"
    r"|(?P<clock>\d{1,2}:\d\d(?::\d\d)?(?![\w:]))"
    r"|(?P<decade>(?:\d{3}0['’]?s|['’`]?\d0['’]?s)\b)"
    r"|(?P<ordinal>\d{1,3}(?:st|nd|rd|th)(?![a-z0-9]))"
    r"|(?P<mixed>\d{1,3} \d/\d(?![\w/])|\d{0,3} ?½)"
    r"|(?P<stroke>/)|(?P<quarteryear>(?:Q[1-4]|H[12])['’]\d\d\b|(?:[1-4]Q|[12]H)['’]?(?:\d{4}|\d\d)\b)"
    r"|(?P<quarter>Q[1-4]\b|[1-4]Q\b)|(?P<halfyear>H[12]\b|[12]H\b)|(?P<fiscalyear>FY ?['’]?(?:\d{4}|\d\d)\b)"
    r"|(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\w)|\d+(?:\.\d+)?(?!\w))"
    r"|(?P<ampm>(?i:[ap]\.m\b\.?))"
    r"|(?P<shortyear>['’]\d\d(?!\w))"
    r"|(?P<possessive>['’]s\b|['’](?=\s))"
    r"|(?P<word>[^\W\d_]\w*)"
    r"|(?P<dash>[-‐‑‒–—−]+)"
    r"|(?P<comma>,)"
    r"|(?P<junk>\w+)"
    r"|(?P<stop>[^\s\w])"
)
"""Every word and mark, by its looks; a shape is also the kind of word, but for words, digits and what no rule uses."""
AS_THEY_ARE = frozenset(
    {
        "break",
        "iso",
        "slash",
        "dotted",
        "clock",
        "decade",
        "possessive",
        "dash",
        "stroke",
        "comma",
        "stop",
    }
)
BEFORE_AMOUNTS = frozenset("$€£¥₽₹#№%._")
"""Right before digits, these make them something else than a day or a year."""
SIDES = frozenset({"pre", "post"})
"""A year glued to one of these is a year: pre-2014."""
YEARS = range(1000, 2200)
LONGEST_NUMBER = 12
"""Longer rows of digits are no numbers."""


def _digits(text: str, start: int, found: str) -> tuple[str, str]:
    """Kind and value of a number in digits."""
    plain = found.replace(",", "")
    if (
        (text[start - 1 : start] in BEFORE_AMOUNTS and start)
        or text.startswith("%", start + len(found))
        or len(plain) > LONGEST_NUMBER
    ):
        return "other", ""
    if "." in plain or "," in found:
        return "number", plain
    size = int(plain)
    if len(plain) == 4 and size in YEARS:
        return "year", plain
    return ("small", str(size)) if 1 <= size <= 31 and len(plain) <= 2 else ("number", str(size))


def _mixed(found: str) -> str:
    """The decimal value of 2 1/2 or 2½."""
    whole, _, fraction = found.replace("½", " 1/2").strip().rpartition(" ")
    top, _, under = fraction.partition("/")
    return str(int(whole or 0) + (int(top) / int(under) if int(under) else 0))


def _scan(text: str) -> Iterator[Word]:
    """Every word and mark of the text, in order."""
    known, done = words(), 0
    for match in SHAPES.finditer(text):
        shape, found = match.lastgroup or "stop", match.group()
        start, end, low = match.start(), match.end(), found.lower()
        if start < done:
            continue
        if shape == "word":
            entry = known.get(low + ".") if text.startswith(".", end) else None
            done = end + 1 if entry else end
            entry = entry or known.get(low)
            proper = found[0].isupper()
            yield made(start, done, low, entry, proper) if entry else Word(start, end, low, "other", proper=proper)
        elif shape == "digits":
            yield Word(start, end, low, *_digits(text, start, found))
        elif shape in AS_THEY_ARE:
            yield Word(start, end, low.replace("’", "'") if shape == "possessive" else low, shape, found)
        elif shape == "ordinal":
            yield Word(start, end, low, shape, found[:-2])
        elif shape == "shortyear":
            yield Word(start, end, low, shape, ("19" if found[1] > "4" else "20") + found[1:])
        elif shape == "ampm":
            yield Word(start, end, low, shape, "12" if low[0] == "p" else "0")
        elif shape == "fiscalyear":
            yield Word(start, end, low, shape, found[2:].strip(" '’"))
        elif shape in {"quarter", "halfyear", "quarteryear"}:
            first = found[:2] if found[1].isdigit() else found[1] + found[0]
            yield Word(start, end, low, shape, first + found[2:].strip("'’"))
        elif shape == "mixed":
            yield Word(start, end, low, "number", _mixed(found))
        else:
            yield Word(start, end, low, "other")


def phrase(found: list[Word], at: int, known: Phrases) -> tuple[int, Entry] | None:
    """How many words from there on are an expression of the table, and which; the longest."""
    for expression, entry in known.get(found[at].low, ()):
        here = found[at : at + len(expression)]
        if len(here) == len(expression) and all(w.low == e for w, e in zip(here, expression, strict=True)):
            return len(expression), entry
    return None


def _settle(found: list[Word]) -> None:
    """Numbers that belong to a name (Su-35), a label (Resolution 1929) or an amount (2000 million) are no days or years."""
    for i, word in enumerate(found):
        if word.kind not in {"small", "year", "number"} or not word.low[0].isdigit():
            continue
        one, two = found[i - 1] if i else None, found[i - 2] if i > 1 else None
        glued = (
            one
            and two
            and one.kind == "dash"
            and one.end == word.start
            and two.end == one.start
            and two.kind == "other"
            and two.low not in SIDES
        )
        named = one and one.kind == "label"
        stroked = (
            one and two and one.kind == "stroke" and one.end == word.start and two.low.isdigit() and two.kind != "year"
        )
        follows = found[i + 1] if i + 1 < len(found) else None
        counted = (
            word.kind == "year"
            and follows
            and (follows.kind == "magnitude" or (follows.kind == "numeral" and int(follows.value) >= 100))
        )
        long = follows and follows.kind in {"unit", "units"}
        if glued or (named and not long) or counted or stroked:
            word.kind = "other"


def read(text: str) -> list[Word]:
    """The words of a text, compounds of the tables and numbers in letters each as one word. Linear in its length."""
    single = list(_scan(text))
    _settle(single)
    joined: list[Word] = []
    i = 0
    while i < len(single):
        word, count = single[i], 1
        if compound := phrase(single, i, compounds()):
            count, entry = compound
            low = " ".join(w.low for w in single[i : i + count])
            joined.append(made(word.start, single[i + count - 1].end, low, entry, word.proper))
        elif word.kind == "numeral" and (number := spelled(single, i)):
            count, kind, value = number
            joined.append(Word(word.start, single[i + count - 1].end, word.low, kind, value, word.rule))
        else:
            joined.append(word)
        i += count
    return joined
