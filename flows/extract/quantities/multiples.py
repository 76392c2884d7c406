"""Ratios in words: doubled, threefold, four times as large."""

from itertools import islice

from flows.extract import tree
from flows.extract.parse import Parsed
from flows.extract.quantities.approximations import EXACT, Approximation, approximation
from flows.extract.quantities.lexemes import DASHES, Lexeme, glued, lexemes
from flows.extract.quantities.numerals import number
from flows.extract.quantities.quantity import Quantity, tidy
from flows.extract.quantities.words import openers, words

COMPARED = frozenset({"the", "as", "more", "higher", "larger", "greater", "bigger", "that", "its", "their", "what", "those", "faster", "over", "smaller", "less", "lower"})  # fmt: skip
CUTTING = frozenset({"cut", "slash", "reduce", "drop", "fall", "shrink", "trim", "bring"})
MULTIPLIERS = {"twice": 2.0, "thrice": 3.0, "double": 2.0, "triple": 3.0, "treble": 3.0, "quadruple": 4.0}
WHOLES = frozenset({"the", "as", "that", "its", "their", "what", "his", "her", "our", "those", "last"})
GROWTH = frozenset({"increase", "grow", "rise", "multiply", "expand", "jump", "surge", "climb", "fall", "shrink"})


def multiples(parsed: Parsed, found: list[Quantity]) -> list[Quantity]:
    """The ratios of a document that are not among the quantities found."""
    taken = {i for q in found for i in range(*q.tokens)}
    out: list[Quantity] = []
    for q in (*_times(parsed), *_verbs(parsed)):
        if taken.isdisjoint(range(*q.tokens)):
            out.append(q)
            taken.update(range(*q.tokens))
    return out


def _ratio(
    parsed: Parsed,
    start: int,
    end: int,
    value: float,
    how: Approximation,
    rule: str,
    change: int = 0,
    low: float | None = None,
) -> Quantity | None:
    """The ratio at `text[start:end]`; with `low`, a range up to `value`."""
    span = parsed.tokens(start, end)
    if span is None:
        return None
    bounds = [None if f is None else tidy(value * f) for f in (how.low, how.high)]
    approx, middle = how.approx, value
    if low is not None:
        approx, bounds, middle = "range", [low, value], (low + value) / 2
    return Quantity(
        parsed.sentence_of(span.start), start, end, parsed.text[start:end], (span.start, span.end), middle, *bounds, approx,
        "1", "multiple", "total", None, None, change, rule, 0.8,
    )  # fmt: skip


def _verbs(parsed: Parsed) -> list[Quantity]:
    """Doubled, halved, a doubling, a threefold rise."""
    out = []
    factors, folds = words("multiple"), words("fold")
    for token in parsed.doc:
        value = folds.get(token.lower_)
        if value is None and token.pos_ in ("VERB", "AUX", "NOUN") and token.tag_ != "JJ":
            value = factors.get(token.lower_ if token.pos_ == "NOUN" else token.lemma_.lower())
            value = None if token.pos_ == "NOUN" and not token.lower_.endswith("ing") else value
        if value is None:
            continue
        line = lexemes(parsed.text, parsed.doc[max(token.i - 4, 0)].idx, token.idx + len(token))
        how = approximation(line, len(line) - 1, len(line)) if line else EXACT
        quantity = _ratio(parsed, token.idx, token.idx + len(token), value, how, "multiple", 1 if value > 1 else -1)
        if quantity:
            out.append(quantity)
    return out


def _times(parsed: Parsed) -> list[Quantity]:
    """Four times as large, 3-fold, grew five times, twice the size, a factor of ten."""
    out = []
    for block in parsed.document.blocks:
        line = lexemes(parsed.text, block.start, block.end)
        for j, here in enumerate(line):
            read = READERS.get(here.lower)
            if read is None:
                continue
            found = read(parsed, line, j)
            if found is None:
                continue
            start, end, value, low = found
            how = approximation(line, start, end)
            quantity = _ratio(parsed, line[start].start, line[end - 1].end, value, how, "times", low=low)
            if quantity:
                out.append(quantity)
    return out


def _fold(parsed: Parsed, line: list[Lexeme], j: int) -> tuple[int, int, float, float | None] | None:
    """Four times, 3-fold, 2x: the lexemes it takes, its value and the lower end of a range, for the word at lexeme `j`."""
    i = _begins(line, j)
    n = number(line, i) if i is not None else None
    if i is None or n is None or n.value <= 0:
        return None
    low, first = None, n.value
    if n.end + 1 < j and (line[n.end].text in DASHES or line[n.end].lower == "to"):  # 1.2 to 1.6 times
        n = number(line, n.end + 1)
        if n is None or n.value <= first:
            return None
        low = first
    if n.end >= len(line) or n.end + (line[n.end].text in DASHES) != j:
        return None
    if line[j].lower == "x" and (not glued(line[j - 1], line[j]) or _next(line, j).isdecimal()):
        return None
    if line[j].lower == "times" and _next(line, j) not in COMPARED and low is None and n.value % 1 == 0:
        span = parsed.tokens(line[i].start, line[j].end)
        if span is None or not any(
            a.lemma_ in GROWTH for a in islice(tree.root(parsed.doc, span.start, span.end).ancestors, 8)
        ):
            return None
    return i, j + 1, n.value, low


def _word(parsed: Parsed, line: list[Lexeme], j: int) -> tuple[int, int, float, float | None] | None:
    """Twice as large, double the amount."""
    return (j, j + 1, MULTIPLIERS[line[j].lower], None) if _next(line, j) in WHOLES else None


def _half(parsed: Parsed, line: list[Lexeme], j: int) -> tuple[int, int, float, float | None] | None:
    """Cut in half."""
    if j == 0 or line[j - 1].lower != "in":
        return None
    span = parsed.tokens(line[j].start, line[j].end)
    above = islice(span[0].ancestors, 3) if span else ()
    return (j - 1, j + 1, 0.5, None) if any(a.lemma_ in CUTTING for a in above) else None


def _factor(parsed: Parsed, line: list[Lexeme], j: int) -> tuple[int, int, float, float | None] | None:
    """By a factor of ten."""
    n = number(line, j + 2) if _next(line, j) == "of" else None
    return (j, n.end, n.value, None) if n and n.form in ("digits", "words") and n.value > 1 else None


def _next(line: list[Lexeme], j: int) -> str:
    return line[j + 1].lower if j + 1 < len(line) else ""


READERS = {
    **dict.fromkeys(("times", "fold", "x"), _fold),
    **dict.fromkeys(MULTIPLIERS, _word),
    "factor": _factor,
    "half": _half,
}


def _begins(line: list[Lexeme], j: int) -> int | None:
    """The lexeme where the number before `times` begins."""
    best, starts = None, openers()
    for i in range(j - 1, max(j - 9, -1), -1):
        if line[i].kind == "n" or (line[i].lower in starts and line[i].lower not in ("a", "an")):
            best = i
        elif line[i].text not in DASHES and line[i].lower not in ("and", "a", "half", "quarter", "point", "to"):
            break
    return best
