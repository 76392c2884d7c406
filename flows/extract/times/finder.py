"""The expressions of time in a parsed document, in order."""

from bisect import bisect_left, bisect_right

from spacy.attrs import IDX

from flows.extract.annotation import Time
from flows.extract.parse import Parsed
from flows.extract.times import calendar
from flows.extract.times.grammar import RULES, letter
from flows.extract.times.meaning import Discourse, Found, Meaning
from flows.extract.times.readings import READINGS
from flows.extract.times.tense import tense
from flows.extract.times.vocabulary import phrases
from flows.extract.times.words import Word, made, phrase, read

LONGEST = 24
"""No expression has more words."""


NEAR = 4
"""How many words on either side a reading may look at."""


def _candidates(row: str, words: list[Word], at: int) -> list[Found]:
    """Every pattern and fixed expression that fits there, longest first."""
    fits: list[tuple[int, int, Found]] = []
    if fixed := phrase(words, at, phrases()):
        here = words[at : at + fixed[0]]
        whole = made(here[0].start, here[-1].end, "", fixed[1])
        fits.append((-fixed[0], -1, Found("fixed", here, {"fixed": whole})))
    for number, rule in enumerate(RULES):
        match = rule.pattern.match(row, at, at + LONGEST)
        if match:
            parts = {name: words[match.start(name)] for name, kind in match.groupdict().items() if kind}
            fits.append((at - match.end(), number, Found(rule.name, words[at : match.end()], parts)))
    fits.sort(key=lambda f: f[:2])
    for size, _, found in fits:
        found.before = words[max(at - NEAR, 0) : at]
        found.after = words[at - size : at - size + NEAR]
    return [f[2] for f in fits]


def find(parsed: Parsed) -> list[Time]:
    """Every DATE, TIME, DURATION and SET of the document, in order and without overlap."""
    document = parsed.document
    if not parsed.sentences:
        return []
    words = read(document.text)
    starts = parsed.doc.to_array([IDX]).tolist()
    _disambiguate(words, parsed, starts)
    row = "".join(letter(w.kind) for w in words)
    talk = Discourse(document.published, document.published_precision)
    dull = {letter(kind) for kind in ("other", "stop", "comma", "break")}
    times: list[Time] = []
    i = 0
    while i < len(words):
        step = 1
        if row[i] not in dull or words[i].low in phrases():
            for found in _candidates(row, words, i):
                talk.tense = tense(parsed.doc, *_tokens(starts, found.words[0].start, found.words[-1].end))
                meaning = READINGS[found.rule](found, talk)
                if meaning:
                    times.append(_time(parsed, starts, found, meaning))
                    if meaning.told and meaning.timex_type in {"DATE", "TIME"} and times[-1].start_date:
                        talk.told.append(meaning.value)
                    step = len(found.words)
                    break
        i += step
    return times


def _tokens(starts: list[int], start: int, end: int) -> tuple[int, int]:
    """First token of `text[start:end]` and the one after the last."""
    return max(bisect_right(starts, start) - 1, 0), bisect_left(starts, end)


def _time(parsed: Parsed, starts: list[int], found: Found, meaning: Meaning) -> Time:
    """The annotation of an expression."""
    start, end = found.words[0].start, found.words[-1].end
    first, last, precision = meaning.interval or (
        calendar.interval(meaning.value) if meaning.timex_type in {"DATE", "TIME"} else calendar.NOTHING
    )
    source = meaning.source if first or meaning.source == "none" or meaning.timex_type in {"DURATION", "SET"} else "none"
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
        date_source=source,
        rule="times." + found.rule,
        confidence=0.9 if meaning.source == "explicit" else 0.75,
        tokens=_tokens(starts, start, end),
    )


def _disambiguate(words: list[Word], parsed: Parsed, starts: list[int]) -> None:
    """May, March, fall and second are words of time only where they are tagged as such."""
    for i, word in enumerate(words):
        if word.kind == "month" and word.low in {"may", "march", "mar", "jan", "dec", "sep", "apr"}:
            if not parsed.text[word.start].isupper():
                word.kind = "other"
            elif word.low in {"may", "march"}:
                token = parsed.doc[max(bisect_right(starts, word.start) - 1, 0)]
                if token.pos_ in {"AUX", "VERB"}:
                    word.kind = "other"
        elif word.kind == "fixed" and word.timex_type == "SET":
            token = parsed.doc[max(bisect_right(starts, word.start) - 1, 0)]
            if token.pos_ == "ADJ" and token.dep_ in {"amod", "compound"}:
                word.kind = "other"
        elif word.kind == "season" and word.low in {"fall", "spring"}:
            token = parsed.doc[max(bisect_right(starts, word.start) - 1, 0)]
            if token.pos_ in {"AUX", "VERB"}:
                word.kind = "other"
