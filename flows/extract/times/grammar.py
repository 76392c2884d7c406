"""How expressions of time are put together: patterns over kinds of words, tried in this order, the longest match wins.

A pattern is a row of atoms `name:kind|kind?`: the words there, any of these kinds, may be missing. Kinds are those of
`words.py` and of the knowledge table `times_words`; in capitals, the sets of kinds below.
"""

import re
from dataclasses import dataclass

SETS = {
    "DAY": "small|ordinal",
    "NUMBER": "small|number|year|bigyear",
    "YEAR": "year|bigyear|shortyear",
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
    ("day", "the|this? day:DAY of:unit of month:month ( comma? anno? year:YEAR )?"),
    ("day", "approx month:month day:DAY ( comma? year:YEAR )?"),
    ("day", "this next? weekday:weekday comma? month:month day:DAY"),
    ("day", "MOD? the? part:daypart of ( weekday:weekday comma? )? month:month day:DAY ( comma? year:YEAR )?"),
    ("day", "MOD? the? part:daypart of ( weekday:weekday comma? )? the? day:DAY of? month:month ( comma? year:YEAR )?"),
    ("week_of", "the? unit:unit of|closing|part ( weekday:weekday comma? )? month:month day:DAY ( comma? year:YEAR )?"),
    ("week_of", "the? unit:unit of|closing|part ( weekday:weekday comma? )? the? day:DAY of? month:month ( comma? year:YEAR )?"),
    ("days", "month:month day:DAY AND day2:DAY ( comma? year:YEAR )?"),
    ("days", "month:month day:DAY ( comma DAY )? comma DAY comma? and day2:DAY ( comma? year:YEAR )?"),
    ("days", "day:DAY ( comma DAY )? comma DAY comma? and day2:DAY of? month:month ( comma? year:YEAR )?"),
    ("days", "month:month day:DAY TO month2:month day2:DAY ( comma? year:YEAR )?"),
    ("days", "day:DAY AND day2:DAY of? month:month ( comma? year:YEAR )?"),
    ("days", "day:DAY month:month TO day2:DAY month2:month ( comma? year:YEAR )?"),
    ("months", "month:month dash|stroke month2:month ( of|comma? year:YEAR )?"),
    ("within_month", "the? nth:ordinal|last dash? part:unit|half of month:month ( of|comma? year:YEAR )?"),
    ("within_month", "the? nth:ordinal|last few? part:units of month:month ( of|comma? year:YEAR )?"),
    ("month", "( the mod dash? | MOD dash? )? month:month ( comma|of? year:YEAR )?"),
    ("month", "the word:unit of month:month ( comma|of? year:YEAR )?"),
    ("month", "the? EDGE of month:month ( comma|of? year:YEAR )?"),
    ("month", "part dash? month:month ( comma|of? year:YEAR )?"),
    ("month_of", "deictic:DEICTIC MOD? month:month"),
    ("month_of", "MOD? month:month day:DAY? of? the? deictic:DEICTIC unit:unit"),
    ("month_of", "the? day:DAY of? month:month of? the? deictic:DEICTIC unit:unit"),
    ("day_of", "the? day:DAY of the? deictic:DEICTIC unit:unit"),
    ("named_day", "feast:feast ( comma|of? year:YEAR )?"),
    # --- years and longer
    ("years", "( the? fiscal unit? ( stop fiscal stop )? | the )? year:YEAR dash|stroke year2:YEAR|small|number ( fiscal unit | period )?"),
    ("years", "year:fiscalyear dash|stroke year2:YEAR|small|number"),
    ("year", "( the unit )? year:YEAR"),
    ("year", "( the mod | mod ) dash? year:YEAR"),
    ("year", "the? mod|ordinal|last few? units:units of year:YEAR"),
    ("year", "the? EDGE of ( the unit )? year:YEAR"),
    ("year", "( unit dash )? part dash? year:YEAR"),
    ("fiscal", "the? fiscal unit? year:YEAR"),
    ("fiscal", "the? year:YEAR fiscal unit"),
    ("fiscal", "year:fiscalyear"),
    ("decade", "the? ( mod dash? to|and|or )? ( mod dash? )? decade:decade"),
    ("decade", "the EDGE|DEICTIC|ordinal half? of the decade:decade"),
    ("century", "the? ( mod dash? )? number:ordinal dash? unit:unit"),
    ("century", "the? EDGE of the number:ordinal dash? unit:unit"),
    ("century", "the ordinal half of the number:ordinal dash? unit:unit"),
    ("centuries", "the? ( mod dash? )? number:ordinal AND the? ( mod dash? )? number2:ordinal units:units"),
    ("decade_of", "the? nth:ordinal decade:unit of the? deictic:this? number:ordinal? unit:unit"),
    ("decades_of", "the? nth:ordinal count:NUMBER|few decades:units of the? deictic:this? number:ordinal? unit:unit"),
    ("turn", "the? turn of the number:ordinal? dash? unit:unit"),
    # --- quarters, halves, seasons
    ("quarter", "quarter:QUARTER ( of|comma? ( the? fiscal:fiscal unit? )? year:YEAR|fiscalyear )?"),
    ("quarter", "year:YEAR dash? quarter:QUARTER"),
    ("quarter", "year:fiscalyear dash? quarter:QUARTER"),
    ("quarter", "both:quarteryear"),
    ("quarters", "quarter:QUARTER dash|to quarter2:QUARTER ( of|comma? year:YEAR )?"),
    ("quarters", "the? nth:ordinal link:dash|to|and nth2:ordinal units:units ( of? year:YEAR )?"),
    ("quarter", "the? fiscal:fiscal? nth:ordinal unit:unit|half ( of? year:YEAR|fiscalyear )?"),
    ("quarter", "the? nth:ordinal dash? unit:unit|half of? the? fiscal:fiscal unit? year:YEAR"),
    ("quarter", "( the fiscal:fiscal dash )? nth:ordinal dash unit:unit|half ( of? year:YEAR )?"),
    ("quarter", "fiscal:fiscal nth:ordinal dash unit:unit"),
    ("quarter", "the? nth:ordinal unit:unit|half of deictic:DEICTIC unit2:unit"),
    ("quarter", "the year:YEAR fiscal? nth:ordinal unit:unit|half"),
    ("quarter", "deictic:DEICTIC unit2:unit possessive nth:ordinal dash? unit:unit|half"),
    ("quarter", "the? latest? ago:unit dash ago|earlier nth:ordinal unit:unit"),
    ("halves", "the? deictic:last|ordinal unit:half|unit of year:YEAR"),
    ("halves", "the? ordinal:ordinal count:NUMBER units:units of year:YEAR"),
    ("season", "( the? mod dash? | the )? season:season units? of? year:YEAR ( dash|stroke YEAR|small|number )?"),
    ("season_of", "deictic:DEICTIC shift:last|next? season:season"),
    ("season_of", "the mod? season:season"),
    ("season_of", "season:season of? deictic:DEICTIC unit:unit"),
    # --- weeks, days and their parts
    ("weekday", "MOD? weekday:weekday part:daypart?"),
    ("weekday", "the? deictic:DEICTIC MOD? weekday:weekday part:daypart?"),
    ("weekday", "weekday:weekday of? deictic:DEICTIC unit:unit"),
    ("clock", "approx? clock:clock|small|number ampm:ampm zone? ( comma? weekday:weekday )? ( comma? month:month day:DAY ( comma? year:YEAR )? )?"),
    ("clock", "approx? clock:clock zone? ( comma? weekday:weekday )?"),
    ("clock", "clock:noon weekday:weekday?"),
    ("daypart", "MOD? deictic:this part:daypart"),
    ("daypart", "the part:daypart"),
    # --- counted from a day
    ("ago", "ABOUT a? count:NUMBER|few|couple of? more|long? units:UNIT way:ago"),
    ("ago", "ABOUT count:a more|long? units:unit ( or so )? way:ago"),
    ("ago", "ABOUT count:a units:unit and a half:half way:ago|earlier|later|before"),
    ("ago", "ABOUT count:NUMBER dash? and dash? a dash? half:half dash? units:UNIT way:ago|earlier|later|before"),
    ("ago", "ABOUT a? part:half a|dash? units:unit way:ago|earlier|later|before"),
    ("ago", "ABOUT count:NUMBER|few|couple|a of? units:UNIT from now:fixed"),
    ("ago", "units:units from now:fixed"),
    ("ago", "units:units way:ago"),
    ("ago", "a? count:NUMBER|few|couple of? units:UNIT way:earlier|later|before"),
    ("ago", "count:a units:unit way:earlier|later|before"),
    ("ago", "the units:unit way:before|earlier"),
    ("then", "then:then"),
    ("before_last", "the unit:unit|weekday before last:last"),
    ("night_before", "the part:daypart before"),
    ("year_ago", "the? latest? unit:unit dash ago|earlier unit2:unit|period"),
    ("year_ago", "unit:unit dash ago|earlier"),
    ("year_ago", "the unit2:unit|period ( a unit:unit ago|earlier )"),
    ("year_ago", "the? latest unit2:period last unit:unit"),
    ("year_ago", "last unit:unit possessive unit2:unit|period"),
    ("year_to", "the fiscal? full? unit:unit"),
    ("of_unit", "( MOD | the? )? deictic:DEICTIC fiscal:fiscal? full? unit:unit"),
    ("of_unit", "this|latest deictic:latest fiscal:fiscal? full? unit:unit"),
    ("of_fiscal", "the? deictic:this|last|next fiscal"),
    ("of_unit", "MOD in the unit:unit"),
    ("of_unit", "the? EDGE of the fiscal:fiscal? full? unit:unit"),
    ("of_unit", "the? EDGE of the? deictic:DEICTIC fiscal:fiscal? full? unit:unit"),
    ("of_unit", "the? unit:unit possessive? dash? EDGE"),
    ("of_unit", "mod dash unit:unit"),
    ("of_unit", "the fiscal:fiscal? full? unit:unit"),
    ("anniversary", "the? count:ordinal anniversary"),
    ("anniversary", "the? count:small|number dash unit anniversary"),
    ("anniversary", "the? count:jubilee"),
    ("the_period", "the? deictic:latest|this unit:period"),
    ("the_period", "the year:YEAR unit:unit|period"),
    # --- spans
    ("span", "the? deictic:DEICTIC count:NUMBER to|dash|or count2:NUMBER more|long? units:units"),
    ("span", "ABOUT ( every of )? the? deictic:DEICTIC count:NUMBER|few|couple of? more|long? fiscal? units:units ( or so )?"),
    ("span", "the? deictic:DEICTIC a? few:few|couple of? more|long? units:units"),
    ("span", "the deictic:ordinal count:NUMBER|few units:units"),
    ("span", "the? deictic:recent|next|last|future units:units"),
    ("duration", "ABOUT count:NUMBER|few|couple of? more|long? units:UNIT ( or so )?"),
    ("duration", "ABOUT a count:NUMBER|few|couple of? more|long? units:units ( or so )?"),
    ("duration", "ABOUT a? part:half a|dash? unit:unit"),
    ("duration", "the? DEICTIC part:half unit:unit"),
    ("duration", "the count:NUMBER units:units"),
    ("lasting", "a? unit:unit|units dash long"),
    ("duration", "count:NUMBER|few dash units:UNIT"),
    ("duration", "ABOUT count:a more|long? units:unit ( and a half:half )?"),
    ("duration", "ABOUT count:NUMBER dash? and dash? a dash? half:half dash? units:UNIT"),
    ("duration", "ABOUT count:NUMBER to|dash|or count2:NUMBER more|long? units:units"),
    ("ahead", "the units:units ahead"),
    ("vague", "units:units ( or more:units )?"),
    # --- again and again
    ("set", "every alternate what:unit|weekday|month"),
    ("set", "every fiscal? what:unit"),
    ("set", "every count:NUMBER|few|couple? what:UNIT|weekday|month|season|daypart"),
    ("set", "the? DEICTIC count:NUMBER? what:seasons"),
    ("set", "what:weekdays"),
    ("set", "what:weekday parts:dayparts"),
    # --- fixed expressions
    ("fixed", "MOD? fixed:fixed part:daypart?"),
)  # fmt: skip

BRACKETS = frozenset({"(", ")", ")?", ")*", "|"})
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


def _pieces(pattern: str) -> list[str]:
    """Atoms, brackets and bars of a pattern, its macros written out."""
    for name, meant in MACROS.items():
        pattern = pattern.replace(name, meant)
    return pattern.split()


def _atom(piece: str) -> tuple[str, str, str]:
    """Name, characters and repetition of an atom. Raises ValueError if it is none."""
    atom = ATOM.fullmatch(piece)
    if not atom:
        raise ValueError(f"not an atom: {piece}")
    kinds = "|".join(SETS.get(k, k) for k in atom["kinds"].split("|")).split("|")
    return atom["name"] or "", "".join(sorted({letter(k) for k in kinds})), atom["many"]


def _compiled(pieces: list[str]) -> re.Pattern[str]:
    """The regular expression of a pattern. Raises ValueError if it is not well formed."""
    parts = []
    for piece in pieces:
        if piece in BRACKETS:
            parts.append("(?:" if piece == "(" else piece)
            continue
        name, chars, many = _atom(piece)
        parts.append((f"(?P<{name}>[{chars}])" if name else f"[{chars}]") + many)
    return re.compile("".join(parts))


def _starts(pieces: list[str], at: int = 0) -> tuple[set[str], bool, int]:
    """The characters that a pattern, or a group that opens before piece `at`, can begin with, whether it can be empty, where it ends."""
    every: set[str] = set()
    here: set[str] = set()
    empty, any_empty = True, False
    while at < len(pieces) and pieces[at] not in {")", ")?", ")*"}:
        if pieces[at] == "|":
            every, here, empty, any_empty = every | here, set(), True, any_empty or empty
            at += 1
            continue
        if pieces[at] == "(":
            first, may, at = _starts(pieces, at + 1)
            may = may or pieces[at] != ")"
        else:
            _, chars, many = _atom(pieces[at])
            first, may = set(chars), bool(many)
        here |= first if empty else set()
        empty = empty and may
        at += 1
    return every | here, any_empty or empty, at


def _by_first() -> dict[str, tuple[tuple[int, Rule], ...]]:
    """The rules that can begin with each kind of word, with their places in the order."""
    found: dict[str, list[tuple[int, Rule]]] = {}
    for number, (name, pattern) in enumerate(PATTERNS):
        pieces = _pieces(pattern)
        rule = Rule(name, _compiled(pieces))
        for char in _starts(pieces)[0]:
            found.setdefault(char, []).append((number, rule))
    return {char: tuple(rules) for char, rules in found.items()}


RULES = _by_first()
"""What can begin with a word, by the character of its kind."""
