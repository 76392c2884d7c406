"""Notes and references at the foot of a text: by their heading, or by markers in sequence on citations."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import accumulate, pairwise

from flows.ingest.cues import is_whole
from flows.ingest.shape import MARKDOWN_HEADING, is_prose, is_short

MARKER = re.compile(
    r"(?:[-*+•]\s+(?=[(\[\d]))?(?:"
    r"\\?\[\^?(?:(?P<square>\d{1,4})|(?P<roman>[ivxlc]{1,8}))\\?\]:?|\((?P<round>\d{1,3})\)\s|(?P<dot>\d{1,3})[.)](?!\d)\s*"
    r"|\^(?P<caret>\d{1,3})\s|<sup>(?P<sup>\d{1,3})</sup>|(?P<raised>[¹²³⁰⁴-⁹]{1,3})\s?"
    r"|(?P<bare>\d{1,3})\s+(?=[^\W\d_a-z]|[“\"‘'«]))"
)
SQUARE = re.compile(r"\[\^?(\d{1,4}|[ivxlc]{1,8})\]")
RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
RUN_ON = re.compile(
    r"(?:(?<=[a-z]{3})|(?<=\b[12][09]\d\d[.,;:])|(?<=[^\W\d_][.,;:!?”\"’')\]])|(?<=[.,;:!?][”\"’')\]])|\s\()(\d{1,3})(?=[\s—–,.;:)”]|$)(?![.,]\d)"
)
"""A marker in running text."""
ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
SURE = ("square", "roman", "caret", "sup")
"""Kinds of markers that nothing but a note begins with."""
WIDEST = 12
"""Blocks from one note to the next, at most."""
CITATION = re.compile(
    r"(?<!\]\()https?://|\bwww\.|\b[Ii]bid\b|\bop\. ?cit|\bpp?\. ?\d|\bvol\. ?\d|\bno\. ?\d+[,(]|\beds?\.|\baccessed\b"
    r"|\bavailable at\b|^\W*\w{0,3}\W*(?:See|Cf\.|Quoted in|Cited in|Author['’]s interview|Interview with)\b"
    r"|\([^()]{2,80}[,:] ?(?:1[89]|20)\d\d[^()]{0,12}\)"
    r"|\((?:[A-Z][a-z]+\.? ){1,2}(?:\d{1,2}, )?(?:1[89]|20)\d\d\)|[,.]['’”\"]{1,2} [A-Z]|[»«], [A-Z]|\b[Ss]\. ?\d|\s//\s"
    r"|^[^\W\d_a-z][\w’'-]{1,30},(?: (?:[^\W\d_a-z][\w.’'-]{0,30}|and|&|et al\.?|de|la|van|von|der|eds?\.?)[,;]?){1,40} \(?(?:1[89]|20)\d\d"
    r"|^(?:(?:[^\W\d_a-z][\w.’'&-]{0,30}|of|the|and|for|on) ){0,12}[^\W\d_a-z][\w’'&-]{0,30}(?: \((?:1[89]|20)\d\d\)|\. (?:1[89]|20)\d\d\. )"
)
"""What a citation holds and running text seldom does."""
LAST_YEAR = re.compile(r",[^,]{1,40}\b(?:1[89]|20)\d\d[.,;:]?$|, (?:1[89]|20)\d\d[.,;:]?$")


def marker(text: str) -> tuple[str, int] | None:
    """The kind and number of the note marker that a block begins with."""
    match = MARKER.match(text)
    if match is None or match.lastgroup is None:
        return None
    number = match[match.lastgroup]
    return match.lastgroup, _roman(number) if match.lastgroup == "roman" else int(number.translate(RAISED))


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
            if marker(texts[j]) is None and not _citing(texts[j]) and (is_short(texts[j]) or not below):
                break
            below.append(j)
        if below and sum(_citing(texts[j]) for j in below) >= 0.4 * len(below):
            sections[i] = "heading"
            for j in below:
                sections[j] = section


def _in_sequence(texts: Sequence[str], sections: list[str | None]) -> None:
    """Runs of blocks with rising numbers of which most cite something; a single one where it goes on with the numbers before it.

    Notes at the foot of each page stand between blocks of running text, which point to the later ones.
    """
    before = [0, *accumulate(map(len, texts))]
    pointers = _pointers(texts)
    expected: dict[str, int] = {}
    i = 0
    while i < len(texts):
        here = marker(texts[i]) if sections[i] is None else None
        if here is None:
            i += 1
            continue
        kind, number = here
        run, between, last, bare = [i], [], i, 0
        numbers = [number]
        for j in range(i + 1, len(texts)):
            if sections[j] == "boilerplate":
                continue
            if sections[j] is not None:
                break
            following = marker(texts[j])
            if following and following[0] == kind and number < following[1] <= number + 2:
                run.append(j)
                number, last, bare = following[1], j, 0
                numbers.append(number)
                continue
            bare += 0 if _citing(texts[j]) else 2 if is_prose(texts[j]) else 1
            if bare > 4 or j - last > WIDEST or MARKDOWN_HEADING.match(texts[j]):
                break
            between.append(j)
        citing = sum(any(map(_citing, texts[a:b])) for a, b in pairwise([*run, last + 1]))
        most = citing >= 0.5 * len(run)
        pointed = 2 * sum(pointers.get(n, j) < j for n, j in zip(numbers, run, strict=True)) >= len(run)
        paged = any(pointers.get(n) in between for n in numbers)
        closing = before[-1] - before[last + 1] < 0.1 * before[-1] or (len(run) >= 3 and pointed)
        late = kind in SURE or before[run[0]] > 0.4 * before[-1] or (closing and citing >= 0.7 * len(run))
        chained = pointed and citing == len(run) and here[1] in (1, expected.get(kind))
        if (len(run) >= 2 and most and late) or chained:
            expected[kind] = number + 1
            for j in run + [b for b in between if b < last and not (paged and not _citing(texts[b]))]:
                sections[j] = "note"
            _tail(texts, sections, last)
        i = last + 1


def _pointers(texts: Sequence[str]) -> dict[int, int]:
    """The first block whose running text points to a number: "agreed.12", "agreed (12)"."""
    first: dict[int, int] = {}
    for i, text in enumerate(texts):
        for match in RUN_ON.finditer(text):
            first.setdefault(int(match[1]), i)
    return first


def _roman(number: str) -> int:
    """The value of a roman number in small letters."""
    values = [ROMAN[c] for c in number]
    return sum(-v if v < max(values[i:]) else v for i, v in enumerate(values))


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
