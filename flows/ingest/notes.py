"""Notes and references at the foot of a text: by their heading, or by markers in sequence on citations."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import accumulate

from flows.ingest.cues import is_whole
from flows.ingest.shape import MARKDOWN_HEADING, is_short

MARKER = re.compile(
    r"\[\^?(?P<square>\d{1,4})\]:?|\((?P<round>\d{1,3})\)\s|(?P<dot>\d{1,3})[.)](?!\d)\s*|\^(?P<caret>\d{1,3})\s"
    r"|<sup>(?P<sup>\d{1,3})</sup>|(?P<raised>[¹²³⁰⁴-⁹]{1,3})\s?|(?P<bare>\d{1,3})\s+(?=[A-Z“\"‘'])"
)
SQUARE = re.compile(r"\[\^?(\d{1,4})\]")
RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
CITATION = re.compile(
    r"(?<!\]\()https?://|\bwww\.|\b[Ii]bid\b|\bop\. ?cit|\bpp?\. ?\d|\bvol\. ?\d|\bno\. ?\d+[,(]|\beds?\.|\baccessed\b"
    r"|\bavailable at\b|^\W*\w{0,3}\W*(?:See|Cf\.|Quoted in|Cited in|Author['’]s interview|Interview with)\b"
    r"|\([^()]{2,80}[,:] ?(?:1[89]|20)\d\d[^()]{0,12}\)"
    r"|\((?:[A-Z][a-z]+\.? ){1,2}(?:\d{1,2}, )?(?:1[89]|20)\d\d\)|[,.]['’”\"]{1,2} [A-Z]"
)
"""What a citation holds and running text seldom does."""
LAST_YEAR = re.compile(r",[^,]{1,40}\b(?:1[89]|20)\d\d[.,;:]?$|, (?:1[89]|20)\d\d[.,;:]?$")


def marker(text: str) -> tuple[str, int] | None:
    """The kind and number of the note marker that a block begins with."""
    match = MARKER.match(text)
    if match is None or match.lastgroup is None:
        return None
    return match.lastgroup, int(match[match.lastgroup].translate(RAISED))


def mark(texts: Sequence[str], sections: list[str | None]) -> None:
    """Give the sections `note` and `reference` to blocks that have no section yet, and `heading` to the headings over them."""
    _under_headings(texts, sections)
    _in_sequence(texts, sections)
    _referred_to(texts, sections)


def _under_headings(texts: Sequence[str], sections: list[str | None]) -> None:
    """Notes and references that a heading announces, to the next heading or the end."""
    for i, text in enumerate(texts):
        if sections[i] is not None or len(text) > 60:
            continue
        section = (
            "note" if is_whole("notes_heading", text) else "reference" if is_whole("references_heading", text) else None
        )
        if section is None:
            continue
        below = []
        for j in range(i + 1, len(texts)):
            if sections[j] is not None:
                continue
            if marker(texts[j]) is None and not CITATION.search(texts[j]) and (is_short(texts[j]) or not below):
                break
            below.append(j)
        if below and sum(_citing(texts[j]) for j in below) >= 0.4 * len(below):
            sections[i] = "heading"
            for j in below:
                sections[j] = section


def _in_sequence(texts: Sequence[str], sections: list[str | None]) -> None:
    """Runs of blocks with rising numbers of which most cite something."""
    before = [0, *accumulate(map(len, texts))]
    i = 0
    while i < len(texts):
        here = marker(texts[i]) if sections[i] is None else None
        if here is None:
            i += 1
            continue
        kind, number = here
        run, between, last = [i], [], i
        for j in range(i + 1, len(texts)):
            if sections[j] is not None:
                break
            following = marker(texts[j])
            if following and following[0] == kind and number < following[1] <= number + 2:
                run.append(j)
                number, last = following[1], j
            elif j - last > 2 or (MARKDOWN_HEADING.match(texts[j])):
                break
            else:
                between.append(j)
        most = sum(_citing(texts[j]) for j in run) >= 0.5 * len(run)
        late = kind in ("square", "caret", "sup") or before[run[0]] > 0.4 * before[-1]
        if len(run) >= 2 and most and late:
            for j in run + [b for b in between if b < last]:
                sections[j] = "note"
            _tail(texts, sections, last)
        i = last + 1


def _tail(texts: Sequence[str], sections: list[str | None], last: int) -> None:
    """The rest of the last note, where it runs over a blank line: a block that cites, directly after it."""
    after = last + 1
    if after < len(texts) and sections[after] is None and len(texts[after]) < 400 and _citing(texts[after]):
        sections[after] = "note"


def _referred_to(texts: Sequence[str], sections: list[str | None]) -> None:
    """Single notes in square brackets whose marker stands in the running text, too."""
    if not any(section is None and SQUARE.match(text) for text, section in zip(texts, sections, strict=True)):
        return
    markers = Counter(m[1] for text in texts for m in SQUARE.finditer(text))
    for i, text in enumerate(texts):
        here = SQUARE.match(text) if sections[i] is None else None
        if here and (markers[here[1]] > 1 or text[here.end() :].startswith(":")):
            sections[i] = "note"


def _citing(text: str) -> bool:
    """True if the text cites a work."""
    return CITATION.search(text[:2000]) is not None or LAST_YEAR.search(text[-200:]) is not None
