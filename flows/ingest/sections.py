"""Which section each block of a text belongs to, and what its head and foot show."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from flows.document import Block
from flows.ingest import blocks, foot, front, head, notes, polls
from flows.ingest.cues import bare, found, is_caption, is_whole
from flows.ingest.known import UNKNOWN, Known
from flows.ingest.shape import (
    MARKDOWN_HEADING,
    MARKED,
    NUMBERED,
    NUMERAL,
    has_words,
    is_final,
    is_prose,
    is_short,
    plain,
)

PAGE_NUMBER = re.compile(r"(?:page |p\. ?)?[-–— ]*\d{1,4}[-–— ]*(?:(?:of|/) \d{1,4})?|\d{1,4} ?\| ?page", re.I)
TAGS = re.compile(r"<!--.*-->|(?:</?[a-zA-Z][^<>]*>\s*)+", re.S)
CAPTION = re.compile(r".{2,160}\s[-–—]\s*(?:photo|picture|image|illustration)\s*\d*", re.I)
CREDIT = re.compile(r"[(\[][^()\[\]]{0,80}\b[a-z]+(?:ed|ing|ten) by [^()\[\]]{3,120}[)\]]", re.I)
IMAGE = re.compile(r"!\[[^\]\n]*\]\([^)\n]*\)")


@dataclass(frozen=True, slots=True)
class Layout:
    """The blocks of a text and what its head and foot tell of it."""

    blocks: tuple[Block, ...]
    matter: Known
    """What its front matter says."""
    shown: Known
    """What its head and foot show."""
    wrong: tuple[str, ...] = ()
    """What is wrong with front matter that was left out."""


def layout(text: str, known: Known = UNKNOWN) -> Layout:
    """The blocks of a text, each with its section, and the metadata that the text shows.

    `known` is what is known already; it helps to recognise title and authors. A text without a visible character has no blocks.
    """
    matter, start, wrong = front.matter(text)
    spans = [(s, e) for s, e in blocks.split(text[start:])]
    texts = [text[start + s : start + e] for s, e in spans]
    told = known.over(matter)
    sections: list[str | None] = [_at_once(t) for t in texts]
    polls.mark(texts, sections)
    notes.mark(texts, sections)
    top = head.mark(texts, sections, told.title, told.authors or ())
    authors = (*(told.authors or ()), *top.authors)
    bottom = foot.mark(texts, sections, authors)
    _repeats(texts, sections, told.title or top.title)
    _headings(texts, sections)
    found_blocks = [
        Block(start + s, start + e, section or "body") for (s, e), section in zip(spans, sections, strict=True)
    ]
    if start:
        found_blocks.insert(0, Block(len(text) - len(text.lstrip()), len(text[:start].rstrip()), "boilerplate"))
    shown = Known(
        title=top.title,
        authors=(top.authors or bottom.authors) or None,
        publisher=top.publisher or bottom.publisher,
        published=top.published or bottom.published,
        url=bottom.url,
    )
    return Layout(tuple(found_blocks), matter, shown, wrong)


def _at_once(text: str) -> str | None:
    """The section that a block's own words tell, wherever it stands."""
    if len(text) > 600:
        return None
    if not has_words(text) or PAGE_NUMBER.fullmatch(text) or TAGS.fullmatch(text) or IMAGE.fullmatch(text):
        return "boilerplate"
    if CREDIT.fullmatch(text):
        return "byline"
    if CAPTION.fullmatch(text) or is_caption(text) or found("boilerplate", text):
        return "boilerplate"
    if found("reference", text) and not (text.rstrip().endswith(":") and len(text) < 12):
        return "reference"
    if found("byline", text) and len(text.split()) <= 25:
        return "byline"
    return None


def _repeats(texts: Sequence[str], sections: list[str | None], title: str | None) -> None:
    """The title told again, as a picture's caption or a page's header, and other lines that stand on every page."""
    lines = Counter(bare(t) for t in texts if len(t) < 120 and not is_final(t))
    name = bare(title) if title else ""
    first = sections.index("title") if "title" in sections else len(texts)
    for i, text in enumerate(texts):
        if sections[i] not in (None, "heading") or len(text) > 200 or is_final(text):
            continue
        line = bare(text)
        again = len(name.split()) >= 3 and name in line and len(line.split()) <= len(name.split()) + 4
        every = lines[line] >= 3 and len(line.split()) >= 3 and not MARKDOWN_HEADING.match(text)
        if (again and i > first) or every:
            sections[i] = "boilerplate"


def _headings(texts: Sequence[str], sections: list[str | None]) -> None:
    """Short lines without a full stop that stand over running text, and all that Markdown marks as headings."""
    below = None
    for i in range(len(texts) - 1, -1, -1):
        text = texts[i]
        marked = MARKDOWN_HEADING.match(text) and (text.startswith("#") or is_short(text))
        marked = marked or (below is not None and _is_number_or_generic(text))
        if sections[i] is None and (marked or (below is not None and _over(text, texts[below], sections[below]))):
            sections[i] = "heading"
        if sections[i] not in ("boilerplate", "poll", "byline", "reference"):
            below = i
    _lists(texts, sections)


def _lists(texts: Sequence[str], sections: list[str | None]) -> None:
    """Four or more plain short lines in a row are a list of names or the like, and no headings."""
    run: list[int] = []
    for i in range(len(texts) + 1):
        if i < len(texts) and sections[i] == "heading" and not MARKDOWN_HEADING.match(texts[i]):
            run.append(i)
            continue
        if len(run) >= 4:
            for j in run:
                sections[j] = "body"
        run = []


def _is_number_or_generic(text: str) -> bool:
    """True for "II.", "Article 3", "Conclusion:" and the like."""
    return len(text) <= 40 and (NUMERAL.fullmatch(plain(text)) is not None or is_whole("generic_heading", text))


def _over(text: str, below: str, section: str | None) -> bool:
    """True if the block can be the heading of the one below it."""
    number = NUMBERED.match(text)
    if not is_short(text) or (plain(text[number.end() :] if number else text) or "a")[0].islower():
        return False
    if section == "heading":
        return not MARKED.match(text)
    if MARKED.match(text):
        return number is not None and is_prose(below) and not MARKED.match(below)
    return section in (None, "body") and (is_prose(below) or bool(MARKED.match(below)))
