"""A text cut into the words that the grammar of time knows, each with its kind; the rest is `other`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from flows.extract.times.vocabulary import Entry, Phrases, compounds, words

SHAPES = re.compile(
    r"(?P<break>\t|\n[ \t]*\n)"
    r"|(?P<iso>\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d)?Z?)?(?![\w-]))"
    r"|(?P<slash>\d{1,2}/\d{1,2}/(?:\d{4}|\d\d)(?![\w/]))"
    r"|(?P<dotted>\d{1,2}\.\d{1,2}\.\d{4}(?![\w.]))"
    r"|(?P<clock>\d{1,2}:\d\d(?::\d\d)?(?![\w:]))"
    r"|(?P<decade>(?:\d{3}0['’]?s|['’`]?\d0['’]?s)\b)"
    r"|(?P<th>\d{1,2}(?:st|nd|rd|th)\b)"
    r"|(?P<mixed>\d{1,3} \d/\d(?![\w/])|\d{0,3} ?½)"
    r"|(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![\w])|\d+(?:\.\d+)?(?![\w]))"
    r"|(?P<quarter>Q[1-4]\b)|(?P<halfyear>H[12]\b)|(?P<fiscalyear>FY ?\d{2,4}\b)"
    r"|(?P<ampm>[ap]\.m\b\.?)"
    r"|(?P<possessive>['’]s\b|['’](?=\s))"
    r"|(?P<word>[^\W\d_][\w]*)"
    r"|(?P<junk>[\w$€£¥%#/\\@&+*=<>]+)"
    r"|(?P<dash>[-‐‑‒–—−]+)"
    r"|(?P<comma>,)"
    r"|(?P<stop>[^\s\w])"
)  # fmt: skip
ABBREVIATED = re.compile(r"\.(?!\w)")
GLUED = re.compile(r"[-‐‑–/.]")
LARGE = 10**9
NUMBER_WORDS = 12
"""No number in letters has more words."""


@dataclass(slots=True)
class Word:
    """`text[start:end]`, what the grammar takes it for, and what it stands for there."""

    start: int
    end: int
    low: str
    kind: str
    value: str = ""
    rule: str = ""
    timex_type: str = ""
    """Of a fixed expression."""


def made(start: int, end: int, low: str, entry: Entry) -> Word:
    """The word that an entry of the tables describes."""
    return Word(start, end, low, entry.kind, entry.value, entry.rule, entry.timex_type)


def _number(text: str) -> tuple[str, str]:
    """Kind and value of digits."""
    plain = text.replace(",", "")
    if len(plain) > 12:
        return "other", ""
    if "." in plain or "," in text:
        return "number", plain
    size = int(plain)
    if len(plain) == 4 and 1000 <= size <= 2199:
        return "year", plain
    return ("small", str(size)) if 1 <= size <= 31 and len(plain) <= 2 else ("number", plain)


def _scan(text: str) -> Iterator[Word]:
    """Every word and mark of the text, in order."""
    known, done = words(), 0
    for match in SHAPES.finditer(text):
        shape, found = match.lastgroup or "stop", match.group()
        start, end, low = match.start(), match.end(), found.lower()
        if start < done:
            continue
        if shape == "word":
            if text[end : end + 1] == "." and (entry := known.get(low + ".")):
                done = end + 1
                yield made(start, done, low, entry)
                continue
            entry = known.get(low)
            yield made(start, end, low, entry) if entry else Word(start, end, low, "other")
        elif shape == "number":
            # a number glued to letters, money or a dash after letters (Su-35, $12, No. 5) is the name's or the amount's
            before = text[start - 1 : start]
            glued = before in {"$", "€", "£", "¥", "#", "%", "."} or (
                before in {"-", "–", "/"} and text[start - 2 : start - 1].isalpha() and text[start - 2 : start - 1].isupper()
            )
            percent = text[end : end + 1] == "%"
            kind, value = ("other", "") if glued or percent else _number(found)
            yield Word(start, end, low, kind, value)
        elif shape == "mixed":
            whole = re.match(r"\d*", found).group() or "0"
            top, _, under = found[-3:].partition("/")
            part = int(top) / int(under) if under and int(under) else 0.5
            yield Word(start, end, low, "number", str(int(whole) + part))
        elif shape == "ampm":
            yield Word(start, end, low, "ampm", "12" if low[0] == "p" else "0")
        elif shape == "th":
            yield Word(start, end, low, "ordinal", str(int(re.sub(r"\D", "", found))))
        elif shape in {"iso", "slash", "dotted", "clock", "decade", "dash", "comma", "break", "possessive"}:
            yield Word(start, end, low, shape, found)
        elif shape in {"quarter", "halfyear"}:
            yield Word(start, end, low, shape, found)
        elif shape == "fiscalyear":
            yield Word(start, end, low, shape, re.sub(r"\D", "", found))
        elif shape == "junk":
            yield Word(start, end, low, "other")
        else:
            yield Word(start, end, low, "stop")


def phrase(found: list[Word], at: int, known: Phrases) -> tuple[int, Entry] | None:
    """How many words from there on are an expression of the table, and which; the longest."""
    for spelled, entry in known.get(found[at].low, ()):
        here = found[at : at + len(spelled)]
        if len(here) == len(spelled) and all(w.low == s for w, s in zip(here, spelled, strict=True)):
            return len(spelled), entry
    return None


def _spelled(found: list[Word], at: int) -> tuple[int, str, str] | None:
    """How many words from there on are one number in letters, its kind and its value."""
    total, part, last, end = 0, 0, at, at
    parts: list[int] = []
    while end < min(len(found), at + NUMBER_WORDS):
        word = found[end]
        if word.kind == "dash" and end > at and end + 1 < len(found) and found[end + 1].kind == "numeral":
            if found[end + 1].start != word.end or part % 100 < 20:
                break
            end += 1
            continue
        if word.low == "and" and part and part % 100 == 0 and end + 1 < len(found) and found[end + 1].kind == "numeral":
            end += 1
            continue
        if word.kind != "numeral":
            break
        size = int(word.value)
        if size == 100:
            part = (part or 1) * 100
        elif size >= 1000:
            total, part = total + (part or 1) * size, 0
        elif part and (part % 100 if size >= 10 else part % 10 or 10 <= part % 100 < 20):
            if 13 <= part <= 20 and size >= 10 and not total:
                parts.append(part)
                part = size
            else:
                break
        else:
            part += size
        last = end = end + 1
    if last == at:
        return None
    if len(parts) == 1:
        return last - at, "year", str(parts[0] * 100 + part)
    whole = total + part
    if total >= 1000 and 1900 <= whole <= 2100 and last - at > 1:
        return last - at, "bigyear", str(whole)
    if whole > LARGE:
        return None
    return last - at, ("small" if 1 <= whole <= 31 else "number"), str(whole)


def read(text: str) -> list[Word]:
    """The words of a text, numbers in letters each as one word. Linear in its length."""
    single = list(_scan(text))
    joined: list[Word] = []
    i = 0
    while i < len(single):
        word = single[i]
        if compound := phrase(single, i, compounds()):
            count, entry = compound
            low = " ".join(w.low for w in single[i : i + count])
            joined.append(made(word.start, single[i + count - 1].end, low, entry))
        elif word.kind == "numeral" and (number := _spelled(single, i)):
            count, kind, value = number
            joined.append(Word(word.start, single[i + count - 1].end, "spelled", kind, value, word.rule))
        else:
            count = 1
            if word.kind == "numeral":
                word.kind = "other"
            joined.append(word)
        i += count
    return joined
