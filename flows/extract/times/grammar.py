"""How expressions of time are put together: patterns over kinds of words, tried in this order, the longest match wins.

A pattern is a row of atoms `name:kind|kind?`: the words there, any of these kinds, may be missing. Kinds are those of
`words.py` and of the knowledge table `times_words`; in capitals, the sets of kinds below.
"""

import re
from dataclasses import dataclass

SETS = {
    "DAY": "small|ordinal",
    "NUMBER": "small|number|year|bigyear",
    "YEAR": "year|bigyear",
    "DEICTIC": "this|last|next|latest",
    "UNIT": "unit|units",
    "MOD": "mod|earlier|later",
    "EDGE": "mod|part",
    "QUARTER": "quarter|halfyear",
    "TO": "dash|to",
    "AND": "dash|to|and|or",
}

PATTERNS: tuple[tuple[str, str], ...] = (
    # --- calendar dates
    ("written", "date:iso|slash|dotted ( comma? clock:clock ampm:ampm? zone? )?"),
    ("day", "( weekday:weekday comma? )? MOD? month:month day:DAY ( comma? year:YEAR )? ( comma? clock:clock ampm:ampm? zone? )?"),
    ("day", "( weekday:weekday comma? )? the? day:DAY of? month:month ( comma? year:YEAR )? ( comma? clock:clock ampm:ampm? zone? )?"),
    ("day", "the? day:DAY unit of month:month ( comma? year:YEAR )?"),
    ("day", "approx month:month day:DAY ( comma? year:YEAR )?"),
    ("day", "this next? weekday:weekday comma? month:month day:DAY"),
    ("days", "month:month day:DAY AND day2:DAY ( comma? year:YEAR )?"),
    ("days", "month:month day:DAY TO month2:month day2:DAY ( comma? year:YEAR )?"),
    ("days", "day:DAY AND day2:DAY of? month:month ( comma? year:YEAR )?"),
    ("days", "day:DAY month:month TO day2:DAY month2:month ( comma? year:YEAR )?"),
    ("months", "month:month dash month2:month ( of|comma? year:YEAR )?"),
    ("month", "( the mod dash? | MOD dash? )? month:month ( comma|of? year:YEAR )?"),
    ("month", "the word:unit of month:month ( comma|of? year:YEAR )?"),
    ("month", "the? EDGE of month:month ( comma|of? year:YEAR )?"),
    ("month_of", "deictic:DEICTIC MOD? month:month"),
    ("month_of", "MOD? month:month of? the? deictic:DEICTIC unit:unit"),
    ("day_of", "the? day:DAY of the? deictic:DEICTIC unit:unit"),
    ("named_day", "feast:feast ( comma|of? year:YEAR )?"),
    # --- years and longer
    ("years", "( the? fiscal unit? | the )? year:YEAR dash|stroke year2:YEAR|small|number ( fiscal unit )?"),
    ("years", "year:fiscalyear dash|stroke year2:YEAR|small|number"),
    ("year", "( the unit )? year:YEAR"),
    ("year", "( the mod | mod ) dash? year:YEAR"),
    ("year", "the? EDGE of year:YEAR"),
    ("fiscal", "the? fiscal unit? year:YEAR"),
    ("fiscal", "year:fiscalyear"),
    ("decade", "the? ( mod dash? to|and|or )? ( mod dash? )? decade:decade"),
    ("decade", "the EDGE|DEICTIC|ordinal half? of the decade:decade"),
    ("century", "the? ( mod dash? )? number:ordinal dash? unit:unit"),
    ("century", "the? EDGE of the number:ordinal dash? unit:unit"),
    # --- quarters, halves, seasons
    ("quarter", "quarter:QUARTER ( of|comma? year:YEAR )?"),
    ("quarter", "year:YEAR dash? quarter:QUARTER"),
    ("quarter", "the? fiscal? nth:ordinal unit:unit|half ( of? year:YEAR )?"),
    ("quarter", "( the fiscal dash )? nth:ordinal dash unit:unit ( of? year:YEAR )?"),
    ("quarter", "fiscal nth:ordinal dash unit:unit"),
    ("quarter", "the? nth:ordinal unit:unit|half of deictic:DEICTIC unit2:unit"),
    ("quarter", "the year:YEAR fiscal? nth:ordinal unit:unit|half"),
    ("quarter", "deictic:DEICTIC unit2:unit possessive nth:ordinal dash? unit:unit|half"),
    ("quarter", "the? latest? ago:unit dash ago|earlier nth:ordinal unit:unit"),
    ("halves", "the? deictic:last|ordinal unit:half|unit of year:YEAR"),
    ("halves", "the? ordinal:ordinal count:NUMBER units:units of year:YEAR"),
    ("season", "( the? mod dash? | the )? season:season of? year:YEAR ( dash|stroke YEAR|small|number )?"),
    ("season_of", "deictic:DEICTIC shift:last|next? season:season"),
    ("season_of", "the mod? season:season"),
    ("season_of", "season:season of? deictic:DEICTIC unit:unit"),
    # --- weeks, days and their parts
    ("weekday", "MOD? weekday:weekday part:daypart?"),
    ("weekday", "the? deictic:DEICTIC MOD? weekday:weekday part:daypart?"),
    ("weekday", "weekday:weekday of? deictic:DEICTIC unit:unit"),
    ("clock", "approx? clock:clock|small ampm:ampm zone? ( comma? weekday:weekday )? ( comma? month:month day:DAY ( comma? year:YEAR )? )?"),
    ("clock", "approx? clock:clock zone? ( comma? weekday:weekday )?"),
    ("clock", "clock:noon weekday:weekday?"),
    ("daypart", "MOD? deictic:this part:daypart"),
    ("daypart", "the part:daypart"),
    # --- counted from a day
    ("ago", "ABOUT a? count:NUMBER|few|couple of? more? units:UNIT way:ago"),
    ("ago", "ABOUT count:a more? units:unit ( or so )? way:ago"),
    ("ago", "units:units way:ago"),
    ("ago", "a? count:NUMBER|few|couple of? units:UNIT way:earlier|later|before"),
    ("ago", "count:a units:unit way:earlier|later|before"),
    ("ago", "the units:unit way:before"),
    ("year_ago", "the? latest? unit:unit dash ago|earlier unit2:unit|period"),
    ("year_ago", "unit:unit dash ago|earlier"),
    ("year_ago", "the unit2:unit|period ( a unit:unit ago|earlier )"),
    ("year_ago", "the? latest unit2:period last unit:unit"),
    ("year_ago", "last unit:unit possessive unit2:unit|period"),
    ("year_to", "the fiscal? full? unit:unit"),
    ("of_unit", "( MOD | the? )? deictic:DEICTIC fiscal? full? unit:unit"),
    ("of_unit", "MOD in the unit:unit"),
    ("of_unit", "the? EDGE of deictic:DEICTIC|the full? unit:unit"),
    ("of_unit", "unit:unit possessive? dash? EDGE"),
    ("of_unit", "the fiscal? full? unit:unit"),
    ("the_period", "the? deictic:latest|this unit:period"),
    ("the_period", "the year:YEAR unit:unit|period"),
    # --- spans
    ("span", "the? deictic:DEICTIC count:NUMBER to|dash|or count2:NUMBER more? units:units"),
    ("span", "ABOUT ( every of )? the? deictic:DEICTIC count:NUMBER|few|couple of? more? units:units ( or so )?"),
    ("span", "the? deictic:DEICTIC a? few:few|couple of? more? units:units"),
    ("span", "the deictic:ordinal count:NUMBER|few units:units"),
    ("span", "the? deictic:recent|next|last|future units:units"),
    ("duration", "ABOUT count:NUMBER|few|couple of? more? units:UNIT ( or so )?"),
    ("duration", "ABOUT a count:NUMBER|few|couple of? more? units:units ( or so )?"),
    ("duration", "ABOUT part:half a? unit:unit"),
    ("duration", "the? DEICTIC part:half unit:unit"),
    ("duration", "the count:NUMBER units:units"),
    ("duration", "count:NUMBER|few dash units:UNIT"),
    ("duration", "ABOUT count:a more? units:unit ( and a half:half )?"),
    ("duration", "ABOUT count:NUMBER to|dash|or count2:NUMBER more? units:units"),
    ("ahead", "the units:units ahead"),
    ("vague", "units:units ( or more:units )?"),
    # --- again and again
    ("set", "every count:NUMBER|few|couple? what:UNIT|weekday|month|season|daypart"),
    ("set", "the? DEICTIC count:NUMBER? what:seasons"),
    ("set", "what:weekdays"),
    ("set", "what:weekday parts:dayparts"),
    # --- fixed expressions
    ("fixed", "MOD? fixed:fixed part:daypart?"),
)  # fmt: skip

MACROS = {"ABOUT": "( approx | some )?"}
ATOM = re.compile(r"(?:(?P<name>\w+):)?(?P<kinds>[A-Za-z|]+)(?P<many>[?*]?)")


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern, made ready to match against a string with one character a word."""

    name: str
    pattern: re.Pattern[str]


LETTERS: dict[str, str] = {}


def letter(kind: str) -> str:
    """The character that stands for a kind of word."""
    return LETTERS.setdefault(kind, chr(0xE000 + len(LETTERS)))


def _compiled(pattern: str) -> re.Pattern[str]:
    """The regular expression of a pattern. Raises ValueError if it is not well formed."""
    parts = []
    for name, meant in MACROS.items():
        pattern = pattern.replace(name, meant)
    for piece in pattern.split():
        if piece in {"(", ")", ")?", ")*", "|"}:
            parts.append("(?:" if piece == "(" else piece)
            continue
        atom = ATOM.fullmatch(piece)
        if not atom:
            raise ValueError(f"not an atom: {piece}")
        kinds = "|".join(SETS.get(k, k) for k in atom["kinds"].split("|")).split("|")
        chars = "".join(sorted({letter(k) for k in kinds}))
        parts.append((f"(?P<{atom['name']}>[{chars}])" if atom["name"] else f"[{chars}]") + atom["many"])
    return re.compile("".join(parts))


RULES = tuple(Rule(name, _compiled(pattern)) for name, pattern in PATTERNS)
