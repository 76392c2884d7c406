"""Numbers written in letters, ordinals and years among them: twenty-four, twenty-first, two thousand, nineteen ninety-six."""

from flows.extract.times.word import Word

LARGE = 10**9
NUMBER_WORDS = 12
"""No number in letters has more words."""
YEARS = range(1900, 2101)
"""Numbers from a thousand on that name a year where they stand alone."""


def _kind(found: list[Word], at: int) -> str:
    """Kind of a word, "" past the end."""
    return found[at].kind if at < len(found) else ""


def _hyphened(found: list[Word], at: int, kind: str) -> bool:
    """Whether a dash without spaces and a word of that kind follow the word before `at`."""
    return _kind(found, at) == "dash" and _kind(found, at + 1) == kind and found[at - 1].end == found[at].start


def spelled(found: list[Word], at: int) -> tuple[int, str, str] | None:
    """How many words from there on are one number in letters, its kind and its value; None if there is none or it is too large.

    The kinds are small (a day of the month at most), number, ordinal, year, and bigyear for a year written as a number.
    """
    thousands, part, century, end = 0, 0, 0, at
    while end < min(len(found), at + NUMBER_WORDS):
        step = end
        linked = found[end].low == "and" and (part or thousands) and part % 100 == 0
        if end > at and (linked or (part % 100 >= 20 and _hyphened(found, end, "numeral"))):
            step += 1
        if _kind(found, step) != "numeral":
            break
        size = int(found[step].value)
        if size == 100:
            part = (part or 1) * size
        elif size > 100:
            thousands, part = thousands + (part or 1) * size, 0
        elif part % 100 == 0 or (size < 10 and part % 10 == 0 and part % 100 >= 20):
            part += size
        elif 13 <= part <= 20 and size >= 10 and not thousands and not century:
            century, part = part, size
        else:
            break
        end = step + 1
    if end == at:
        return None
    if century:
        return end - at, "year", str(100 * century + part)
    whole = thousands + part
    if (
        _hyphened(found, end, "ordinal")
        and part % 10 == 0
        and 20 <= part < 100
        and int(found[end + 1].value) in range(1, 10)
    ):
        return end + 2 - at, "ordinal", str(whole + int(found[end + 1].value))
    if thousands and whole in YEARS and end - at > 1:
        return end - at, "bigyear", str(whole)
    return (end - at, "small" if 1 <= whole <= 31 else "number", str(whole)) if whole <= LARGE else None
