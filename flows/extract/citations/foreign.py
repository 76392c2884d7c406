"""References as Russian and East Asian works write them."""

import re

from flows.extract.citations.citation import Work
from flows.extract.citations.heads import Head, head
from flows.extract.citations.names import authors
from flows.extract.citations.prepare import Prepared
from flows.extract.citations.publication import publication

GOST = re.compile(r"\s//\s?|\s/\s/\s")
CJK_TITLE = re.compile(
    r"(?P<author>[\u3040-\u30ff\u4e00-\u9fff·]{2,8})[:：]\s?[《〈「『“]?(?P<title>[^《》〈〉「」『』”。，,]{2,80}?[?？]?)[》〉」』”]?(?=[。，,.\s]|(?:19|20)\d\d|$)"
)


def chinese(prepared: Prepared, start: int) -> tuple[Work, int] | None:
    """A reference in Chinese or Japanese: author, colon, title."""
    match = CJK_TITLE.match(prepared.text, start)
    if match is None:
        return None
    held = publication(prepared, match.end(), authors_wanted=False)
    work = Work((match["author"],), match["title"], held.container, held.date, held.pages, prepared.url, "chinese", 0.8)
    return work, max(match.end(), held.end)


def russian(prepared: Prepared, start: int) -> tuple[Work, int] | None:
    """A reference after the Russian standard: author, title // container."""
    text = prepared.text
    cut = GOST.search(text, start)
    if cut is None or cut.start() - start < 5:
        return None
    before = text[: cut.start()]
    found = head(before + ". ", start)
    title_from = found.end
    if not found.authors and (
        match := re.match(r"(?:[^\W\d_][\w’'-]+ (?:[^\W\d_]{1,2}\.\s?){1,2},?\s?)+", before[start:])
    ):
        names = authors(match[0])
        found, title_from = (Head(names, start + match.end()), start + match.end()) if names else (found, title_from)
    held = publication(prepared, cut.end(), authors_wanted=False)
    title = before[title_from:].strip(" .,")
    if not title or not (held.container or held.date):
        return None
    work = Work(found.authors, title, held.container, held.date, held.pages, prepared.url, "gost", 0.9)
    return work, max(cut.end(), held.end)
