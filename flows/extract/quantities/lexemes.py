"""Words, numbers and signs of a text, and tables of phrases to look up in them."""

import re
from collections.abc import Iterable
from typing import Generic, NamedTuple, TypeVar

_LEXEME = re.compile(
    r"(?P<n>\d{1,2}(?:,\d\d){1,5},\d{3}(?![\d,])(?:\.\d+)?"  # 12,34,567: South Asia
    r"|\d{1,3}(?:[,\u00a0\u2009\u202f'’]\d{3}){1,8}(?!\d)(?:\.\d+)?"
    r"|\d{1,3}(?:\.\d{3}){2,8}(?![\d.])"
    r"|\d{1,3}(?: \d{3}){0,2}(?:,? 000){1,4}(?! ?\d)"  # thousands set off by a space
    r"|\d+(?:\.\d+)?"
    r"|(?<![\w.,)\]])\.\d+(?![\d.]))"  # .5 percent
    r"|(?P<w>[^\W\d_]+)"
    r"|(?P<s>\S)"
)
T = TypeVar("T")
_WORD = re.compile(r"\S+")
_ADDRESS = re.compile(r"[a-z]{0,8}://|www\.")
_ESCAPE = re.compile(r"%[0-9A-F]{2}(?=[\w%])")
DASHES = frozenset("-‐‑‒–—−")


class Lexeme(NamedTuple):
    """A word (w), number (n) or sign (s): `text[start:end]`."""

    text: str
    lower: str
    kind: str
    start: int
    end: int


def lexemes(text: str, start: int = 0, end: int | None = None) -> list[Lexeme]:
    """The lexemes of `text[start:end]`, in order; white space and web addresses are left out."""
    stop = len(text) if end is None else end
    line, at = [], start
    for first, last in [*_addresses(text, start, stop), (stop, stop)]:
        found = _LEXEME.finditer(text, at, first)
        line += [Lexeme(m.group(), m.group().lower(), m.lastgroup or "s", m.start(), m.end()) for m in found]
        at = last
    return line


def _addresses(text: str, start: int, stop: int) -> list[tuple[int, int]]:
    """The spans of web addresses, and of words with escapes as in one: of a link `[$5 million](https://…` only what follows."""
    if "://" not in text and "www." not in text and not _ESCAPE.search(text, start, stop):
        return []
    words = _WORD.finditer(text, start, stop)
    out = []
    for m in words:
        address = _ADDRESS.search(m.group())
        if address or _ESCAPE.search(m.group()):
            out.append((m.start() + (address.start() if address else 0), m.end()))
    return out


def glued(a: Lexeme, b: Lexeme) -> bool:
    """True if nothing stands between two lexemes."""
    return a.end == b.start


class Phrases(Generic[T]):
    """Phrases with what they mean, found in lexemes by longest match. A hyphen may stand between the words of a text."""

    def __init__(self) -> None:
        self._exact: dict[str, list[tuple[tuple[str, ...], T]]] = {}
        self._lower: dict[str, list[tuple[tuple[str, ...], T]]] = {}

    def add(self, phrase: str, meaning: T, exact: bool = False) -> None:
        """Add a phrase; `exact` makes capitals count. The first meaning of a phrase stays."""
        words = tuple(x.text if exact else x.lower for x in lexemes(phrase))
        if not words:
            return
        entries = (self._exact if exact else self._lower).setdefault(words[0], [])
        if all(e[0] != words for e in entries):
            entries.append((words, meaning))
            entries.sort(key=lambda e: -len(e[0]))

    def match(self, line: list[Lexeme], i: int) -> tuple[T, int] | None:
        """What the longest phrase that begins at lexeme `i` means, and the lexeme after it."""
        if i >= len(line):
            return None
        best: tuple[T, int] | None = None
        for words, meaning in (*self._exact.get(line[i].text, ()), *self._lower.get(line[i].lower, ())):
            end = self._reach(line, i, words)
            if end and (best is None or end > best[1]):
                best = (meaning, end)
        return best

    def ending(self, line: list[Lexeme], end: int, longest: int = 6) -> tuple[T, int] | None:
        """What the longest phrase that ends right before lexeme `end` means, and its first lexeme."""
        for i in range(max(0, end - longest), end):
            hit = self.match(line, i)
            if hit and hit[1] == end:
                return hit[0], i
        return None

    @staticmethod
    def _reach(line: list[Lexeme], i: int, words: Iterable[str]) -> int:
        """The lexeme after the words, which begin at lexeme `i`; 0 if they do not."""
        first = True
        for word in words:
            if not first and word.isdecimal() and i < len(line) and not glued(line[i - 1], line[i]):
                return 0  # 12 m 2 dm holds no m2
            if not first and i < len(line) and line[i].text in DASHES and word not in DASHES:
                i += 1
            if i >= len(line) or (line[i].text != word and line[i].lower != word):
                return 0
            i += 1
            first = False
        return i
