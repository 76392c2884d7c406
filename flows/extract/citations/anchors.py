"""Where the running text points to notes and to entries of reference lists."""

import re
from bisect import bisect_right
from collections.abc import Sequence

from flows.extract.citations.notes import RAISED
from flows.extract.parse import Parsed

STYLES = {
    "square": re.compile(r"\\?\[\^?(?P<n>\d{1,4}(?:\s?[,;–-]\s?\d{1,4}){0,9}|[ivxlc]{1,8})\\?\]"),
    "raised": re.compile(r"(?P<n>[¹²³⁰⁴-⁹]{1,3})"),
    "sup": re.compile(r"<sup>\[?(?P<n>\d{1,3})\]?</sup>|\^(?P<m>\d{1,3})\^?(?!\w)"),
    "run on": re.compile(
        r"(?:(?<=[a-z]{3})|(?<=\b[12][09]\d\d[.,;:])|(?<=[^\W\d_][.,;:!?”\"’')\]»])|(?<=[.,;:!?][”\"’')\]»]))(?P<n>\d{1,3})(?=[\s—–,.;:)”]|$)(?![.,]\d)"
    ),
    "round": re.compile(r"(?<=\S)\s?\((?P<n>\d{1,3})\)"),
}
"""How markers are written in running text, the surest first."""
SURE = frozenset(["square", "raised", "sup"])
NAME = r"(?<![\w’'-])[^\W\d_a-z][\w’'-]{1,30}"
PEOPLE = rf"(?P<name>{NAME})(?:\s(?:and|&|und)\s{NAME}|,?\set\sal\.?|(?:,\s{NAME}){{1,4}},?\s(?:and|&)\s{NAME})?"
TELLING = re.compile(PEOPLE + r"(?:’s|'s|’|')?\s\((?P<year>(?:19|20)\d\d)[a-z]?(?:[,:;]\s?(?:pp?\.\s?)?[\d–-]+)?[);]")
BRACKET = re.compile(r"\([^()]{0,300}(?:19|20)\d\d[^()]{0,100}\)|\[[^\[\]]{3,200}(?:19|20)\d\d[^\[\]]{0,60}\]")
IN_BRACKET = re.compile(
    r"(?:(?<=[(\[;])|(?<=see )|(?<=e\.g\. )|(?<=also )|(?<=cf\. ))\s?"
    + PEOPLE
    + r",?\s\(?(?P<year>(?:19|20)\d\d)[a-z]?(?!\w)"
)


def running(parsed: Parsed) -> list[tuple[int, str]]:
    """Offset and text of the blocks of running text."""
    sections = ("body", "heading", "title")
    return [(b.start, parsed.text[b.start : b.end]) for b in parsed.document.blocks if b.section in sections]


def numbered(texts: Sequence[tuple[int, str]], markers: Sequence[str]) -> list[int | None]:
    """For each note marker, in order, where it stands in the text; None where it does not."""
    wanted = set(markers)
    best: list[int | None] = [None] * len(markers)
    for style, pattern in STYLES.items():
        at = _candidates(texts, pattern, wanted)
        chain = _in_order(at, markers)
        count = sum(a is not None for a in chain)
        enough = count > 0 if style in SURE else 2 * count >= len(markers)
        if enough and count > sum(a is not None for a in best):
            best = chain
    return best


def by_author(texts: Sequence[tuple[int, str]]) -> dict[tuple[str, str], tuple[int, int]]:
    """The first place where the text points to a work by its first author and year: by these, the span of the words."""
    found: dict[tuple[str, str], tuple[int, int]] = {}
    for start, text in texts:
        if "(" not in text and "[" not in text:
            continue
        places = [(m, 0) for m in TELLING.finditer(text)]
        places += [(m, b.start()) for b in BRACKET.finditer(text) for m in IN_BRACKET.finditer(b[0])]
        for match, offset in places:
            key = match["name"].lower(), match["year"]
            span = start + offset + match.start("name"), start + offset + match.end()
            if key not in found or span < found[key]:
                found[key] = span
    return found


def _candidates(texts: Sequence[tuple[int, str]], pattern: re.Pattern[str], wanted: set[str]) -> dict[str, list[int]]:
    """The offsets of each wanted marker in a style, in order."""
    at: dict[str, list[int]] = {}
    for start, text in texts:
        for match in pattern.finditer(text):
            group = "n" if match["n"] else "m"
            for number in _numbers(match[group].translate(RAISED)):
                if number in wanted:
                    at.setdefault(number, []).append(start + match.start() + len(match[0]) - len(match[0].lstrip()))
    return at


def _numbers(text: str) -> list[str]:
    """The numbers of a marker: 3, "3, 5", "3-5"."""
    if text.isalpha():
        return [text]
    found: list[str] = []
    for part in re.split(r"\s?[,;]\s?", text):
        ends = [int(n) for n in re.split(r"\s?[–-]\s?", part) if n]
        found += map(str, range(ends[0], ends[-1] + 1) if ends and 0 <= ends[-1] - ends[0] < 20 else ends)
    return found


def _in_order(at: dict[str, list[int]], markers: Sequence[str]) -> list[int | None]:
    """For each marker its first place after that of the one before it, else its first place at all."""
    chain: list[int | None] = []
    last = -1
    for marker in markers:
        places = at.get(marker, [])
        at_or_after = bisect_right(places, last)
        after = places[at_or_after] if at_or_after < len(places) else None
        chain.append(after if after is not None else places[0] if places else None)
        last = after if after is not None else last
    return chain
