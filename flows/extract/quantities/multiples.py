"""Ratios in words: doubled, threefold, four times as large."""

from itertools import islice

from flows.extract.parse import Parsed
from flows.extract.quantities import tree
from flows.extract.quantities.approximations import EXACT, approximation
from flows.extract.quantities.lexemes import DASHES, Lexeme, lexemes
from flows.extract.quantities.numerals import number, openers, words
from flows.extract.quantities.quantity import Quantity

COMPARED = frozenset({"the", "as", "more", "higher", "larger", "greater", "bigger", "that", "its", "their", "what", "those", "faster", "over", "smaller", "less", "lower"})  # fmt: skip
GROWTH = frozenset({"increase", "grow", "rise", "multiply", "expand", "jump", "surge", "climb", "fall", "shrink"})


def multiples(parsed: Parsed, found: list[Quantity]) -> list[Quantity]:
    """The ratios of a document that are not among the quantities found."""
    taken = {i for q in found for i in range(*q.tokens)}
    out = [*_verbs(parsed, taken), *_times(parsed)]
    return [q for q in out if not any(i in taken for i in range(*q.tokens))]


def _ratio(
    parsed: Parsed, start: int, end: int, value: float, approx: str, rule: str, change: int = 0
) -> Quantity | None:
    span = parsed.tokens(start, end)
    if span is None:
        return None
    exact = approx in ("exact", "about", "nearly")
    return Quantity(
        parsed.sentence_of(span.start), start, end, parsed.text[start:end], (span.start, span.end), value,
        value if exact or approx == "over" else None, value if exact or approx in ("under", "up_to") else None,
        approx, "1", "multiple", "total", None, None, change, rule, 0.8,
    )  # fmt: skip


def _verbs(parsed: Parsed, taken: set[int]) -> list[Quantity]:
    """Doubled, halved, a threefold rise."""
    out = []
    factors, folds = words("multiple"), words("fold")
    for token in parsed.doc:
        value = folds.get(token.lower_)
        if value is None and token.pos_ in ("VERB", "AUX") and token.tag_ != "JJ":
            value = factors.get(token.lemma_.lower())
        if value is None or token.i in taken:
            continue
        line = lexemes(parsed.text, parsed.doc[max(token.i - 4, 0)].idx, token.idx + len(token))
        how = approximation(line, len(line) - 1, len(line)) if line else EXACT
        quantity = _ratio(
            parsed, token.idx, token.idx + len(token), value, how.approx, "multiple", 1 if value > 1 else -1
        )
        if quantity:
            out.append(quantity)
    return out


def _times(parsed: Parsed) -> list[Quantity]:
    """Four times as large, 3-fold, grew five times."""
    out, starts = [], openers()
    for block in parsed.document.blocks:
        line = lexemes(parsed.text, block.start, block.end)
        for j, here in enumerate(line):
            if here.lower not in ("times", "fold") or j == 0:
                continue
            i = _begins(line, j, starts)
            n = number(line, i) if i is not None else None
            if i is None or n is None or n.end + (line[n.end].text in DASHES) != j or n.value <= 0:
                continue
            following = line[j + 1].lower if j + 1 < len(line) else ""
            span = parsed.tokens(line[i].start, here.end)
            if span is None or not (
                here.lower == "fold"
                or following in COMPARED
                or any(a.lemma_ in GROWTH for a in islice(tree.root(parsed.doc, span.start, span.end).ancestors, 8))
            ):
                continue
            how = approximation(line, i, j + 1)
            quantity = _ratio(parsed, line[i].start, here.end, n.value, how.approx, "times")
            if quantity:
                out.append(quantity)
    return out


def _begins(line: list[Lexeme], j: int, starts: frozenset[str]) -> int | None:
    """The lexeme where the number before `times` begins."""
    best = None
    for i in range(j - 1, max(j - 6, -1), -1):
        if line[i].kind == "n" or line[i].lower in starts:
            best = i
        elif line[i].text not in DASHES and line[i].lower != "and":
            break
    return best if best is None or line[best].lower not in ("a", "an") else None
