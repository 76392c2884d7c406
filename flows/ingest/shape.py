"""What a block looks like: a sentence, a short line, a name, a mark of a list."""

import re

MARKDOWN_HEADING = re.compile(r"#{1,6}\s+\S|(\*\*|__)[^*_]+\1:?$")
NUMERAL = re.compile(r"(?:(?:article|section|chapter|part) )?(?:[IVXLC]{1,6}|\d{1,3}\.|(?<= )\d{1,3})\.?", re.I)
"""A line that is only the number of an article or chapter."""
NUMBERED = re.compile(r"\\?\(?(?:\d{1,3}|[ivxIVX]{1,5}|[A-Za-z])\\?[.)]\s+")
MARKED = re.compile(r"[-*+•·▪◦‣●■]\s|\\?\(?\d{1,3}\\?[.)]\s|\\?\(?[ivx]{1,5}\\?\)\s|\\?\(?[A-Za-z]\\?\)\s|>")
NAME = re.compile(
    r"(?:[A-Z][\w'’.-]*|de|da|del|van|von|der|den|bin|al|el|la|le|du)(?: (?:[A-Z][\w'’.-]*|de|da|del|van|von|der|den|bin|al|el|la|le|du)){1,4}"
)
SPEAKER = re.compile(r"[A-Z][A-Z .'’-]{2,50}:\s")
NOTE_MARK = re.compile(r"(?:\[\^?(?:\d{1,4}|[ivxlc]{1,8})\]|[¹²³⁰⁴-⁹]{1,3}|(?<=[.!?”\"’])\d{1,3})$")
SMALL = frozenset(
    [
        "a",
        "an",
        "and",
        "as",
        "at",
        "but",
        "by",
        "for",
        "from",
        "in",
        "into",
        "is",
        "its",
        "nor",
        "of",
        "on",
        "or",
        "over",
        "per",
        "the",
        "to",
        "up",
        "via",
        "vs",
        "with",
    ]
)


def plain(text: str) -> str:
    """The text with single spaces and without Markdown's marks around it."""
    return " ".join(text.split()).strip("#*_ ").strip()


def has_words(text: str) -> bool:
    """True if the text holds a letter or digit."""
    return any(map(str.isalnum, text))


def is_final(text: str) -> bool:
    """True if the text ends as a sentence does."""
    return NOTE_MARK.sub("", text.rstrip("* _")).rstrip("\"'”’)]*_ ")[-1:] in (".", "!", "?", "…", ":", ";", ",")


def is_prose(text: str) -> bool:
    """True for running text: sentences, not a line that only names something."""
    words = len(text.split(None, 30))
    return words > 30 or (words >= 9 and is_final(text))


def is_short(text: str) -> bool:
    """True for a line that could be a heading: few words, no sentence's end, no list mark, something to read."""
    line = plain(text)
    if not line or len(line) > 140 or len(line.split()) > 18 or text.count("\n") > 2:
        return False
    if not has_words(line) or line[0] in "|<(" or SPEAKER.match(line):
        return False
    if (
        line[-1] in "-–—"
        or line.endswith((" and", " or", " the", " of", " to"))
        or re.search(r"[-–—] ?[(\[][^()\[\]]*[)\]]$", line)
    ):
        return False
    return not is_final(line) or (line[-1] == "?" and is_title_case(line))


def is_title_case(text: str) -> bool:
    """True if nearly all words that titles capitalise are capitalised, and there is more than one."""
    words = [w.lstrip("\"'“‘([") for w in plain(text).split()]
    words = [w for w in words if w[:1].isalpha() and w.lower() not in SMALL]
    return len(words) >= 2 and sum(w[0].isupper() for w in words) >= 0.85 * len(words)


def is_name(text: str) -> bool:
    """True if the text could be a person's name: two to five capitalised words."""
    return NAME.fullmatch(text) is not None and not any(c.isdigit() for c in text)
