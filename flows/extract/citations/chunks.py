"""A reference cut at its commas, full stops and brackets, and what each chunk is."""

import functools
import re
from dataclasses import dataclass

from flows.extract.citations.cues import alternatives, at_start, cues, holding
from flows.extract.citations.dates import Dated, dates, months
from flows.extract.citations.registers import places, plain

ABBREVIATION = re.compile(
    r"(?:^|[\s(\[.,-])(?:[^\W\d_]|[A-Z][a-z]?|vols?|nos?|nr|pp?|ss?|eds?|trans|transl|St|Dr|Inc|Co|Ltd|Univ|ch|chap|ser|dept|cit|op|art|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|al|diss|cf|vs|mimeo|rev|Rev|approx|ca|fn|iss|Mr|Mrs|Ms|Prof|Gen|Lt|Col|Adm|Amb|U\.S|D\.C|U\.K|U\.N|Jr|Sr|red|otv|vyp|izd|tom|str|kn)$",
)
FILLER = re.compile(
    r"\b(?:of|on|at|in|dated|published|posted|updated|issued|last|released|first|date|n\.d|g|г|года?|gmt|est|edt|[ap]\.?m|monday|tuesday|wednesday|thursday|friday|saturday|sunday|\d\d?:\d\d)\b\.?",
    re.IGNORECASE,
)
NUMBERS = r"[A-Z]?\d[\dA-Z]*(?:\s?[-–—/:.]\s?[A-Z]?\d+)*(?:\s?(?:ff?|n\.?\s?\d*)\b\.?)?"
PAGE_LIST = rf"{NUMBERS}(?:\s?(?:,|and|&)\s?{NUMBERS})*"
BARE_PAGES = re.compile(rf"\s*(?P<pages>{PAGE_LIST})\s*\.?\s*")
CJK_PAGES = re.compile(r"第\s?(?P<pages>\d+(?:[-–—]\d+)?)\s?页")
EDITION = re.compile(
    r"(?:\d(?:st|nd|rd|th)|second|third|revised|new|rev\.?)\s(?:rev\.?\s)?ed(?:ition|n|\.)?\.?", re.IGNORECASE
)


ISSUE = re.compile(r"\d:\d{1,3}(?:-\d{1,2})?\s?\(")
"""Volume and issue: 39:2 (2007)."""
SYMBOL = re.compile(r"[A-Z]{1,6}(?:/[A-Z0-9.()]+)+|(?:COM|SWD|JOIN)\b.{0,20}|[A-Z]{1,4}-\d+|\d{2,}[-/]\d{2,}")
"""The number of an official document."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """A piece `text[start:end]` of a reference, without the punctuation around it."""

    start: int
    end: int
    text: str
    kind: str
    """date, day (without a year), pages, volume, editor, place, publisher, series, symbol, gloss, kind, words."""
    bracket: bool = False
    date: Dated | None = None
    """Its date, with offsets in the reference."""
    pages: str | None = None
    after: str = ""
    """The punctuation mark that ends it."""


def chunks(text: str, start: int) -> list[Chunk]:
    """The chunks of a reference from an offset on, in order."""
    found: list[Chunk] = []
    for a, b, bracket, after in _cut(text, start):
        while a < b and text[a] in " ,;:.–—-/|":
            a += 1
        while b > a and text[b - 1] in " ,;:–—-/|":
            b -= 1
        if a < b:
            found.append(_typed(text[a:b], a, bracket, after, found[-1] if found else None))
    return found


def sentence_end(text: str, start: int, end: int | None = None) -> int:
    """Where the sentence that begins at `start` ends (at its full stop, question or exclamation mark); `end` if nowhere before."""
    end = len(text) if end is None else end
    for match in re.finditer(r"[.?!…]+(?=[\s”\"»)]*\s|$)", text[start:end]):
        at = start + match.start()
        if match[0][0] != "." or not ABBREVIATION.search(text[max(start, at - 12) : at]):
            return at
    return end


def _cut(text: str, start: int) -> list[tuple[int, int, bool, str]]:
    """Spans between top-level commas, semicolons, sentence ends and brackets; a colon cuts before numbers only."""
    spans: list[tuple[int, int, bool, str]] = []
    dated = {d.start: d.end for d in dates(text[start:])}
    i = at = start
    while i < len(text):
        i = max(i, start + dated.get(i - start, 0))
        char = text[i : i + 1]
        if char and char in "([" and (close := _close(text, i)) > 0:
            spans += [(at, i, False, char), (i + 1, close, True, text[close])]
            i = at = close + 1
            continue
        if not char:
            break
        cut = char in ",;，；、|" or (char == ":" and re.match(r":\s?[A-Z]?\d", text[i : i + 4]) is not None)
        cut = cut and not ISSUE.match(text, max(i - 1, 0))
        cut = cut or (
            char in ".?!。"
            and text[i + 1 : i + 2] in ("", " ", "”", '"')
            and not (char == "." and ABBREVIATION.search(text[max(at, i - 12) : i]))
        )
        cut = cut or (char in "/–—" and text[i - 1 : i] == " " and text[i + 1 : i + 2] in (" ", "/"))
        if cut:
            spans.append((at, i, False, char))
            at = i + 1
        i += 1
    spans.append((at, len(text), False, ""))
    return spans


def _close(text: str, start: int) -> int:
    """Where the bracket that opens at `start` is closed, at most 300 characters on; -1 if nowhere."""
    depth, pair = 0, {"(": ")", "[": "]"}[text[start]]
    for i in range(start, min(len(text), start + 300)):
        depth += (text[i] == text[start]) - (text[i] == pair)
        if depth == 0:
            return i
    return -1


def _typed(text: str, start: int, bracket: bool, after: str, before: Chunk | None) -> Chunk:
    """The chunk with its kind."""
    end = start + len(text)
    inside = dates(text)
    dated = Dated(inside[-1].value, start + inside[-1].start, start + inside[-1].end) if inside else None

    def chunk(kind: str, date: Dated | None = None, pages: str | None = None) -> Chunk:
        return Chunk(start, end, text, kind, bracket, date, pages, after)

    if inside:
        rest = text
        for d in reversed(inside):
            rest = rest[: d.start] + rest[d.end :]
        if not any(map(str.isalnum, FILLER.sub("", rest))):
            return chunk("date", dated)
        if inside and _pages_after(rest):
            return chunk("date", dated, _pages_after(rest))
    if match := (_paged().fullmatch(text) or CJK_PAGES.search(text)):
        return chunk("pages", pages=match["pages"].strip())
    if match := BARE_PAGES.fullmatch(text):
        numbered = (
            not bracket
            and after != ":"
            and before is not None
            and (before.bracket or before.kind == "date" or before.after == ":" or before.kind == "volume")
        )
        return chunk("pages" if numbered else "volume", pages=match["pages"].strip() if numbered else None)
    if _day().fullmatch(text):
        return chunk("day")
    if _volume().match(text) and len(text) < 40:
        return chunk("volume", dated)
    if EDITION.fullmatch(text):
        return chunk("kind")
    low = text.lower().rstrip(".")
    if low in _bare("editor") or (at_start("editor").match(text) and text[0].islower()):
        return chunk("editor")
    if low in _bare("kind"):
        return chunk("kind")
    if bracket and after == "]":
        return chunk("gloss")
    if bracket and inside:
        return chunk("publisher", dated)
    if SYMBOL.fullmatch(text):
        return chunk("symbol")
    if holding("series").search(text) and re.search(r"\d", text):
        return chunk("words" if before is None else "series", dated)
    if plain(text) in places():
        return chunk("place")
    return chunk("words", dated)


@functools.cache
def _bare(use: str) -> frozenset[str]:
    """The cues of a use without their full stops."""
    return frozenset(cue.rstrip(".") for cue in cues(use))


@functools.cache
def _paged() -> re.Pattern[str]:
    """Page numbers with the word before them."""
    return re.compile(
        rf"(?:at\s)?{alternatives('pages')}\s?(?P<pages>{PAGE_LIST}|[ivxlc]+(?:[-–][ivxlc]+)?)\s*\.?\s*", re.IGNORECASE
    )


@functools.cache
def _volume() -> re.Pattern[str]:
    """The number of a volume or issue, with the word before it."""
    return re.compile(rf"{alternatives('volume')}\s?[\dIVXLC]", re.IGNORECASE)


@functools.cache
def _day() -> re.Pattern[str]:
    """A day and month without a year."""
    names = "|".join(sorted(map(re.escape, months()), key=lambda n: (-len(n), n)))
    return re.compile(rf"\d\d? (?P<a>{names})\.?|(?P<b>{names})\.? \d\d?", re.IGNORECASE)


def with_year(day: str, year: str) -> str:
    """The date of a day and month in a year."""
    found = dates(f"{day} {year}")
    return found[0].value if found else year


def _pages_after(rest: str) -> str | None:
    """Page numbers, where a chunk with a date holds nothing else beside it."""
    match = _paged().fullmatch(rest.strip(" ,.:"))
    return match["pages"] if match else None
