"""The expressions of time in a parsed document, in order."""

import datetime as dt
from bisect import bisect_left, bisect_right
from functools import partial

from spacy.attrs import IDX
from spacy.tokens import Token

from flows.extract.annotation import Time
from flows.extract.parse import Parsed
from flows.extract.times import anniversary, calendar, counted, dates, decades, lengths, parts, relative, vocabulary
from flows.extract.times.fiscal import Owners
from flows.extract.times.grammar import RULES, letter
from flows.extract.times.meaning import OPENING, Discourse, Found, Meaning, Told
from flows.extract.times.relative import BACK_TO_TEXT
from flows.extract.times.stretch import stretch
from flows.extract.times.tense import tense
from flows.extract.times.vocabulary import phrases
from flows.extract.times.word import Word, made
from flows.extract.times.words import SIDES, phrase, read

READINGS = dates.READINGS | decades.READINGS | parts.READINGS | counted.READINGS | relative.READINGS | lengths.READINGS
LONGEST = 24
"""No expression has more words."""
NEAR = 8
"""How many words on either side a reading may look at."""
DULL = frozenset(
    letter(kind)
    for kind in ("other", "stop", "comma", "break", "dash", "stroke", "possessive", "of", "in", "to", "and", "or")
)
"""Kinds of words that no expression begins with."""
APART = frozenset({"note", "reference", "boilerplate"})
"""Sections whose dates are not those that the text goes on from."""
NAMES = frozenset({"PERSON", "ORG", "WORK_OF_ART", "FAC"})
"""Kinds of named things that words of time can be a part of."""
ONE_DAY = dt.timedelta(1)
MONTHS = (32, 360)
"""Days of more than one month, but less than a year."""
ASIDE = frozenset({"compared", "comparison", "than", "versus", "vs", "against", "since"})
"""Words close before a year that the text does not go on from."""
SURE, LIKELY, DOUBTFUL = 0.95, 0.8, 0.5


def find(parsed: Parsed) -> list[Time]:
    """Every DATE, TIME, DURATION and SET of the document, in order and without overlap."""
    document = parsed.document
    if not parsed.sentences:
        return []
    words = read(document.text)
    starts: list[int] = parsed.doc.to_array([IDX]).ravel().tolist()
    for word in words:
        if word.kind in TAGGED and not TAGGED[word.kind](word, parsed.doc[_tokens(starts, word.start, word.end)[0]]):
            word.kind = "other"
    row = "".join(letter(w.kind) for w in words)
    # no expression runs on from one paragraph, heading or note into the next
    edges = [bisect_left(words, b.start, key=lambda w: w.start) for b in document.blocks[1:]] + [len(words)]
    talk = Discourse(document.published, document.published_precision)
    owners = Owners(parsed, words)
    times: list[Time] = []
    kept: dict[int, int] = {}
    i = 0
    while i < len(words):
        step = 1
        if row[i] not in DULL or words[i].low in phrases():
            edge = edges[bisect_right(edges, i)]
            for found in _candidates(row, words, i, min(edge, i + LONGEST)):
                meaning = _read(parsed, starts, found, talk, owners)
                if not meaning:
                    continue
                step = len(found.words)
                if meaning.timex_type != "NONE":
                    times.append(_time(parsed, starts, found, meaning))
                    if meaning.count:
                        kept[len(times) - 1] = meaning.count
                    _tell(talk, found, times[-1], meaning)
                break
        i += step
    return anniversary.told(parsed, times, kept)


def _tell(talk: Discourse, found: Found, time: Time, meaning: Meaning) -> None:
    """Keeps a date in mind for what the text says next, unless it only compares with it: than in 2012, since 2012."""
    start, end = time.start_date, time.end_date
    if start and end and start.day == 1 and (end + ONE_DAY).day == 1 and MONTHS[0] < (end - start).days < MONTHS[1]:
        talk.spell = start, end, time.sentence.ordinal
    year = calendar.granularity(time.value) == "Y"
    aside = year and bool(ASIDE & {w.low.rpartition(" ")[2] for w in found.before[-3:]})
    near = year and found.kind("deictic") in {"this", "last", "next"} and found.low("deictic") not in BACK_TO_TEXT
    if meaning.told and meaning.value and time.start_date and time.sentence.section not in APART:
        frame = meaning.source == "explicit" and time.tokens[0] - time.sentence.first <= OPENING
        explicit = meaning.source == "explicit"
        talk.told.append(
            Told(
                meaning.value,
                frame,
                time.sentence.ordinal,
                time.sentence.block,
                aside,
                near,
                explicit,
                meaning.interval,
            )
        )


def _candidates(row: str, words: list[Word], at: int, end: int) -> list[Found]:
    """Every pattern and fixed expression that fits there and ends before word `end`, longest first."""
    fits: list[tuple[int, int, Found]] = []
    if (fixed := phrase(words, at, phrases())) and at + fixed[0] <= end:
        here = words[at : at + fixed[0]]
        whole = made(here[0].start, here[-1].end, "", fixed[1])
        fits.append((-len(here), -1, Found("fixed", here, {"fixed": whole})))
    for number, rule in RULES.get(row[at], ()):
        match = rule.pattern.match(row, at, end)
        if match:
            named = {name: words[match.start(name)] for name, kind in match.groupdict().items() if kind}
            fits.append((at - match.end(), number, Found(rule.name, words[at : match.end()], named)))
    fits.sort(key=lambda f: f[:2])
    for size, _, found in fits:
        found.before = words[max(at - NEAR, 0) : at]
        found.after = words[at - size : at - size + NEAR]
    return [f[2] for f in fits]


def _read(parsed: Parsed, starts: list[int], found: Found, talk: Discourse, owners: Owners) -> Meaning | None:
    """What an expression means at its place."""
    first, last = _tokens(starts, found.words[0].start, found.words[-1].end)
    sentence = parsed.sentence_of(first)
    talk.sentence, talk.block = sentence.ordinal, sentence.block
    talk.opens = first - sentence.first <= OPENING
    talk.way = partial(tense, parsed.doc, first, last)
    talk.owner = partial(owners.of, sentence, parsed.document.blocks[sentence.block].start, found.words[0].start)
    found.tag = parsed.doc[first - 1].pos_ if first > sentence.first else ""
    end = parsed.doc[last - 1]
    found.alone = end.dep_ not in {"amod", "compound", "nmod"}
    found.closed = end.n_rights == 0 and end.dep_ != "mark"
    return READINGS[found.rule](found, talk)


def _tokens(starts: list[int], start: int, end: int) -> tuple[int, int]:
    """First token of `text[start:end]` and the one after the last."""
    return max(bisect_right(starts, start) - 1, 0), bisect_left(starts, end)


def _time(parsed: Parsed, starts: list[int], found: Found, meaning: Meaning) -> Time:
    """The annotation of an expression."""
    start, end = found.words[0].start, found.words[-1].end
    dated = meaning.timex_type in {"DATE", "TIME"}
    named = found.parts.get("fixed") or found.parts.get("feast")
    rule = named.rule if named else f"times.{found.rule}"
    part = stretch(found.words, meaning.value) if dated and not meaning.interval else None
    first, last, precision = meaning.interval or (calendar.interval(meaning.value) if dated else calendar.NOTHING)
    if part:
        (first, last, precision), rule = part[0], f"{rule} {part[1]}"
    return Time(
        sentence=parsed.sentence_at(start),
        start=start,
        end=end,
        text=parsed.text[start:end],
        timex_type=meaning.timex_type,
        value=meaning.value,
        start_date=first,
        end_date=last,
        date_precision=precision,
        date_source=meaning.source if first else "none",
        rule=f"{rule} {meaning.rule}".rstrip(),
        confidence=DOUBTFUL
        if meaning.value is None or not meaning.sure
        else SURE
        if meaning.source == "explicit"
        else LIKELY,
        tokens=_tokens(starts, start, end),
    )


def _month(word: Word, token: Token) -> bool:
    """May and March are months where they are no verbs, Jan and April where they are no persons; all months have a capital."""
    if not word.proper or (token.pos_ in {"AUX", "VERB"} and word.low in {"may", "march"}):
        return False
    before = token.doc[token.i - 1] if token.i else token
    after = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else token
    if after.text == "," and after.i + 1 < len(token.doc):
        after = token.doc[after.i + 1]
    if before.text[0].isdigit() or after.text.lstrip("'’")[:1].isdigit() or token.text[-1].isdigit():
        return True
    surname = before.pos_ == "PROPN" and before.dep_ == "compound" and before.head == token
    return not (surname or token.ent_type_ in NAMES or (len(word.low) == 3 and word.low != "may"))


def _weekday(word: Word, token: Token) -> bool:
    """On Sunday, but not in the Sunday Times."""
    return token.ent_type_ not in NAMES or (token.ent_iob_ == "B" and token.dep_ != "compound")


def _season(word: Word, token: Token) -> bool:
    """Prices fall and wells spring; a season is a noun."""
    return token.pos_ not in {"AUX", "VERB"}


def _fixed(word: Word, token: Token) -> bool:
    """ "Paid daily", but neither a daily paper nor the Daily Telegraph."""
    return (
        word.timex_type != "SET"
        or token.pos_ not in {"ADJ", "PROPN", "NOUN"}
        or token.dep_ not in {"amod", "compound", "nmod"}
    )


def _last(word: Word, token: Token) -> bool:
    """The last two days, but not: to last two days."""
    return token.pos_ not in {"AUX", "VERB"}


def _feast(word: Word, token: Token) -> bool:
    """At Christmas, but no Christmas trees."""
    last = token.doc[min(token.i + word.low.count(" "), len(token.doc) - 1)]
    return last.dep_ != "compound" or last.head.i - last.i != 1


def _year(word: Word, token: Token) -> bool:
    """1994 people are no year: a bare number of things in the plural."""
    head = token.head
    if token.dep_ != "nummod" or head.tag_ != "NNS" or head.i != token.i + 1:
        return True
    before = token.doc[token.i - 1] if token.i else token
    if before.text == "-" and before.i and token.doc[before.i - 1].lower_ in SIDES:
        return True  # the post-2014 years
    counted = before.lower_ == "of" and token.doc[before.i - 1].lower_ not in vocabulary.words()
    return before.pos_ in {"DET", "PRON", "PART", "PROPN", "ADJ", "ADP"} and not counted


TAGGED = {
    "month": _month,
    "weekday": _weekday,
    "season": _season,
    "last": _last,
    "fixed": _fixed,
    "feast": _feast,
    "year": _year,
}
"""Kinds of words that the parse must confirm."""
