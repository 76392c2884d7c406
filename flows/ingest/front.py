"""Front matter: the lines `key: value` between two `---` at the head of a Markdown file."""

import re

from flows.ingest.known import UNKNOWN, Known, known

MATTER = re.compile(r"\s*---[ \t]*\n(?P<lines>(?:(?!---|\.\.\.)[^\n]*\n){1,80}?)(?:---|\.\.\.)[ \t]*(?:\n|$)")
LINE = re.compile(r"(?P<key>[A-Za-z][\w -]{0,30}):[ \t]*(?P<value>[^\n]*)")
ITEM = re.compile(r"[ \t]*-[ \t]+(?P<value>[^\n]+)")
KEYS = {
    "title": "title",
    "author": "authors",
    "authors": "authors",
    "date": "published",
    "published": "published",
    "publisher": "publisher",
    "source": "publisher",
    "url": "url",
    "link": "url",
    "rights": "rights",
    "license": "rights",
    "redistribute": "redistribute",
    "digest_of": "digest_of",
}
"""Keys that are read, and what they are here."""


def matter(text: str) -> tuple[Known, int, tuple[str, ...]]:
    """What the front matter tells, the offset after it (0 if there is none), and what is wrong with values left out."""
    match = MATTER.match(text[:20_000])
    if match is None:
        return UNKNOWN, 0, ()
    cells: dict[str, str] = {}
    key = None
    for line in match["lines"].split("\n"):
        if pair := LINE.match(line):
            key = KEYS.get(pair["key"].strip().lower())
            value = pair["value"].strip().strip("\"'")
            if key and value:
                cells[key] = (
                    "; ".join(p.strip(" \"'") for p in value[1:-1].split(",")) if value.startswith("[") else value
                )
        elif key == "authors" and (item := ITEM.match(line)):
            name = item["value"].strip(" \"'")
            cells[key] = f"{cells[key]}; {name}" if key in cells else name
        elif line.strip() and not line[0].isspace() and not line.startswith("#"):
            return UNKNOWN, 0, ()
    if not cells:
        return UNKNOWN, 0, ()
    told, wrong = known(cells)
    return told, match.end(), tuple(wrong)
