"""How far a content reaches in the text."""

from spacy.tokens import Doc, Token

from flows.extract.tree import children

DROPPED = frozenset({",", ";", ":", "—", "–", "-", "--", ".", "and", "but", "or"})
LEADING = frozenset({"that"})


def reach(token: Token, without: frozenset[int] = frozenset()) -> tuple[int, int]:
    """First token of what hangs on a token, and the one after the last, leaving out its children `without`."""
    if not without:
        return token.left_edge.i, token.right_edge.i + 1
    kept = [c for c in children(token) if c.i not in without]
    return min([token.i, *(c.left_edge.i for c in kept)]), max([token.i, *(c.right_edge.i for c in kept)]) + 1


def trimmed(doc: Doc, first: int, last: int) -> tuple[int, int] | None:
    """Tokens `first` to `last` without the joints at either end; None if nothing is left."""
    while first < last and (
        doc[first].lower_ in DROPPED
        or doc[first].is_space
        or (doc[first].lower_ in LEADING and doc[first].dep_ == "mark")
    ):
        first += 1
    while last > first and (doc[last - 1].lower_ in DROPPED or doc[last - 1].is_space):
        last -= 1
    return (first, last) if first < last else None


def chars(doc: Doc, first: int, last: int) -> tuple[int, int]:
    """The code points of tokens `first` to `last`."""
    end = doc[last - 1]
    return doc[first].idx, end.idx + len(end)
