"""Known names in a text: the longest run of words that spells one."""

from dataclasses import dataclass

from flows.extract.entities.context import allowed
from flows.extract.entities.lexicon import END, WORD, Sense, fold, trie


@dataclass(frozen=True, slots=True)
class Match:
    """A known name at `text[start:end]` with its readings."""

    start: int
    end: int
    senses: tuple[Sense, ...]


def _joined(gap: str) -> bool:
    """Whether two words with this between them may belong to one name."""
    return gap in ("", " ", "-") or (not gap.strip() and "\n\n" not in gap)


def matches(text: str) -> list[Match]:
    """The known names in a text, left to right, without overlap, the longest first."""
    flat = fold(text)
    words = [(m.start(), m.end(), m.group()) for m in WORD.finditer(flat)]
    root = trie()
    found: list[Match] = []
    i = 0
    while i < len(words):
        nodes = [root[words[i][2]]] if words[i][2] in root else []
        best: tuple[Match, int] | None = None
        j: int | None = i
        while nodes:
            senses = [s for node in nodes for s in node.get(END, ())]
            if senses and (match := _at(text, flat, words[i][0], words[j][1], senses)):
                best = (match, j)
            j = _next(flat, words, j)
            if j is None:
                break
            word = words[j][2]
            nodes = [node[w] for node in nodes for w in dict.fromkeys((word, word.lower())) if w in node]
        if best:
            found.append(best[0])
        i = best[1] + 1 if best else i + 1
    return found


def _next(flat: str, words: list[tuple[int, int, str]], j: int) -> int | None:
    """The next word that may continue a name, past a hyphen; None if none can."""
    k = j + 1
    if k < len(words) and words[k][2] == "-":
        k += 1
    return k if k < len(words) and _joined(flat[words[j][1] : words[k][0]]) else None


def _at(text: str, flat: str, start: int, end: int, senses: list[Sense]) -> Match | None:
    """The match at a span with the senses that its surroundings allow; None if there are none."""
    if start and (flat[start - 1].isalnum() or (flat[start - 1] in "@_/#" and flat[start - 2 : start - 1].islower())):
        return None
    if flat[end : end + 1].isalnum():
        if senses[0].entity.type != "weapon_system":
            return None
        while flat[end : end + 1].isalnum():
            end += 1
    kept = tuple(s for s in senses if allowed(s, flat, start, end))
    return Match(start, end, kept) if kept else None
