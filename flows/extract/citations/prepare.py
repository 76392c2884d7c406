"""A reference made ready to be read: marks of Markdown and HTML, addresses and days of access blanked out, offsets kept."""

import functools
import re
from dataclasses import dataclass

from flows.extract.citations.cues import alternatives

LONGEST = 3000
"""Characters of the longest reference that is read; what comes after them is left alone."""
LINK = re.compile(r"\[(?P<words>[^\[\]]{0,400})\]\(\s?(?P<url>[^()\s]{1,500}(?:\([^()\s]{0,100}\)[^()\s]{0,200})?)\)")
PLAIN_TITLE = re.compile(r"[^“”\"«»,]*[^\W\d_][^“”\"«»,]*\s[^“”\"«»,]*\s[^“”\"«»,]*")
"""Words of a link that can be a title by themselves."""
URL = re.compile(
    r"<?(?P<url>(?:https?|ftp) ?:// ?[^\s<>\"“”’‘)\]]{1,500}|www\.[^\s<>\"“”’‘)\]]{3,500}|doi:? ?10\.\d{4,9}/[^\s<>\"“”,;]{1,200}|\b10\.\d{4,9}/[^\s<>\"“”,;]{1,200}|[a-z][a-z.-]{2,60}\.(?:com|org|net|gov|edu|cn|ru|int|eu)/[^\s<>\"“”)\]]{1,300})>?",
    re.IGNORECASE,
)
TAG = re.compile(r"</?(?:em|i|b|strong|cite|span|sup|sub|a|p|u|li)\b[^<>]{0,300}>", re.IGNORECASE)
ITALIC_TAG = re.compile(r"<(?P<tag>em|i|cite)>(?P<words>[^<>]{2,400})</(?P=tag)>", re.IGNORECASE)
ITALIC = re.compile(
    r"(?<![\w*])(?P<mark>\*{1,2}|_{1,2})(?=[^\s*_]|\s[^\W\d_a-z])(?P<words>[^*_]{2,400})(?P=mark)(?![\w*])"
)
ESCAPE = re.compile(r"\\(?=[\[\]()*_.&#-])")
BROKEN = re.compile(r"(?P<a>\S{2,200})-(?P<gap>[ \t]*\n[ \t]*)(?P<b>[a-z]\S*)")
"""A word that a line break cuts in two."""
BACK = re.compile(r"↩︎?|\[?↑\]?|\^+(?=\s)")
AFTER_URL = r"\s*[:,]?\s*(?:(?:from|at|on|online|in)\b:?)?"


@dataclass(frozen=True, slots=True)
class Prepared:
    """The text, as long as it was, with what is no part of the words blanked out."""

    text: str
    italics: tuple[tuple[int, int], ...]
    """Spans set in italics, without the marks."""
    url: str | None
    url_end: int
    """Where the address ends, 0 if there is none."""


def prepare(text: str) -> Prepared:
    """Blank out marks, addresses and days of access in a reference."""
    text = re.sub(r"\s", " ", BROKEN.sub(_mended, text[:LONGEST]))
    italics = sorted(
        (m.start("words"), m.end("words")) for pattern in (ITALIC, ITALIC_TAG) for m in pattern.finditer(text)
    )
    url, url_end = None, 0
    for pattern in (LINK, URL):
        for match in pattern.finditer(text):
            if url is None or len(match["url"]) > len(url) + 12:
                url, url_end = (
                    match["url"].rstrip(".,;:").replace(" ", ""),
                    match.start() + len(match[0].rstrip(".,;:")),
                )
            if pattern is LINK and PLAIN_TITLE.fullmatch(match["words"]):
                italics = sorted({*italics, match.span("words")})
        text = pattern.sub(_unlinked if pattern is LINK else _keep_end, text)
    for start, end in italics:
        text = _blank_ends(text, start, end)
    for pattern in (TAG, ESCAPE, BACK):
        text = pattern.sub(_blank, text)
    text = _accessed().sub(_blank, text)
    return Prepared(text, tuple(italics), url, url_end)


@functools.cache
def _accessed() -> re.Pattern[str]:
    """The day of access with the words before it, in brackets or not; "available at" before a blanked address."""
    day = rf"[(\[]?\s?{alternatives('accessed')}{AFTER_URL}\s*(?:[^;()\[\]”“\"]{{0,40}}?(?:19|20)\d\d(?:\s?г\.)?(?:, at \d\d?[:.]\d\d)?)?(?:,?\s*from:?)?[)\]]?"
    address = r"(?:\b(?:also )?(?:available|online|at|accessible|found)(?: online)?(?: at| from| on)?:?|\b(?:URL|DOI|Retrieved from|Link):?)(?=\s{3,}|\s*$)"
    return re.compile(rf"(?<!\w){day}|{address}", re.IGNORECASE)


def _blank(match: re.Match[str]) -> str:
    """White space as long as the match."""
    return " " * (match.end() - match.start())


def _mended(match: re.Match[str]) -> str:
    """The word in one, as long as the match: the white space stands before it."""
    return " " * (1 + len(match["gap"])) + match["a"] + match["b"]


def _keep_end(match: re.Match[str]) -> str:
    """White space as long as the match, but for the punctuation at its end."""
    words = match[0]
    kept = words[len(words.rstrip(".,;:")) :]
    return " " * (len(words) - len(kept)) + kept


def _unlinked(match: re.Match[str]) -> str:
    """The words of a link, with white space for its brackets and address; words that are an address go, too."""
    words = match["words"]
    return " " + (" " * len(words) if URL.match(words) else words) + " " * (len(match[0]) - len(words) - 1)


def _blank_ends(text: str, start: int, end: int) -> str:
    """The text without the marks `*`, `_` around a stretch in italics."""
    before, after = start, end
    while before > 0 and text[before - 1] in "*_":
        before -= 1
    while after < len(text) and text[after] in "*_":
        after += 1
    return text[:before] + " " * (start - before) + text[start:end] + " " * (after - end) + text[after:]
