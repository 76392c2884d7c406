"""The foot of a text: who wrote it, where it comes from, and what the page added."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from flows.ingest import dates
from flows.ingest.credits import date_line, names
from flows.ingest.dates import Date
from flows.ingest.shape import MARKED, is_final, is_prose, is_short, plain

ZONE = 14
"""Blocks that the foot has at most, notes and polls aside."""
SOURCE = re.compile(r"sources?:\s*(?P<name>[^<>()\[\]\n,;:|]{2,60}?)\s*(?:[,;|(<\[]| [–—-] |\.?$)", re.I)
ADDRESS = re.compile(r"https?://[^\s<>\"')\]]+")
REPORTING = re.compile(r"[(\[]?\s*(?:reporting|written|reported) by (?P<names>[^;()\[\].]+)", re.I)
PAGE = re.compile(r"\((?P<outlet>[A-Z][\w' ]{2,40}?) (?P<date>\d\d/\d\d/\d{4})(?: page ?\w+)?\)")
AFTER_TEXT = ("note", "poll", "reference", "boilerplate")
PHONE = re.compile(r"\+?\(?\d[\d ().-]{6,}\d")
SIGNED = re.compile(r"[A-Z][A-Z.'’ -]{4,40}")


@dataclass(slots=True)
class Foot:
    """What the foot shows; None and empty where it is silent."""

    authors: tuple[str, ...] = ()
    publisher: str | None = None
    published: Date | None = None
    url: str | None = None


def mark(texts: Sequence[str], sections: list[str | None], authors: Sequence[str]) -> Foot:
    """Give sections to credits and page furniture at the foot among the blocks that have none, and say what they show."""
    foot = Foot()
    for i in range(len(texts) - 1, max(len(texts) - 1 - ZONE, 0), -1):
        if sections[i] == "reference":
            _source(texts[i], foot)
        elif sections[i] is None and is_prose(texts[i]):
            break
    zone = [i for i in range(len(texts)) if sections[i] in (None, "byline", "boilerplate")][-ZONE:]
    for i in zone:
        if sections[i] is None and i > 0 and _is_credit(texts[i], i, len(texts), authors):
            sections[i] = "byline"
        if i > len(texts) // 2:
            _credit(texts[i], sections[i], foot)
    foot.published = foot.published or _signed_on(texts, sections, zone)
    _furniture(texts, sections)
    return foot


def _signed_on(texts: Sequence[str], sections: Sequence[str | None], zone: Sequence[int]) -> Date | None:
    """The one date that closes the text. Dates under page furniture belong to other articles."""
    late = [i for i in zone if i > len(texts) // 2]
    dated = [(i, line) for i in late if sections[i] == "byline" and (line := date_line(texts[i]))]
    if len(dated) != 1 or dated[0][1].updated:
        return None
    at = dated[0][0]
    under = any(sections[i] == "boilerplate" for i in late if i < at)
    if under or any(sections[i] is None and is_prose(texts[i]) for i in late if i > at):
        return None
    return dated[0][1].date


def _source(text: str, foot: Foot) -> None:
    """Note outlet and address of a line "Source: Outlet, <address>"."""
    if match := SOURCE.match(text):
        address = ADDRESS.search(text)
        if address and "://" not in match["name"]:
            foot.publisher = foot.publisher or " ".join(match["name"].split())
            foot.url = foot.url or address[0].rstrip(".,;")
    if text[:40].lower().startswith(("originally published", "first published", "this article")):
        found_date = dates.find(text[:300])
        if found_date:
            foot.published = foot.published or found_date[0]


def _credit(text: str, section: str | None, foot: Foot) -> None:
    """Note what a credit line says."""
    if section == "byline" and (match := REPORTING.match(text)):
        foot.authors = foot.authors or names(match["names"])
    if len(text) < 200 and (match := PAGE.search(text)) and (found_date := dates.find(match["date"])):
        foot.published = foot.published or found_date[0]
        foot.publisher = foot.publisher or match["outlet"]


def _is_credit(text: str, i: int, n: int, authors: Sequence[str]) -> bool:
    """True for a line at the foot that says who wrote or brought the text, when, and how to reach them."""
    if len(text) > 600:
        return False
    line = plain(text)
    if any(line.startswith((f"{a}, ", f"{a} is ", f"{a} was ", f"({a}")) or line == a for a in authors):
        return True
    if is_prose(text):
        return False
    if (
        PAGE.search(line)
        or date_line(text)
        or (PHONE.search(line) and not ADDRESS.search(line) and not is_final(text) and len(line.split()) <= 12)
    ):
        return True
    return i >= n - 3 and SIGNED.fullmatch(line) is not None and 2 <= len(line.split()) <= 5


def _furniture(texts: Sequence[str], sections: list[str | None]) -> None:
    """Short lines between or after notes, polls and page furniture, to the end of the document, are page furniture, too."""
    run: list[int] = []
    for i in range(len(texts) - 1, 0, -1):
        if sections[i] in AFTER_TEXT:
            for j in run:
                sections[j] = "boilerplate"
            run = []
        elif sections[i] is None and is_short(texts[i]) and len(texts[i].split()) <= 6 and not MARKED.match(texts[i]):
            run.append(i)
        elif sections[i] != "byline":
            break
