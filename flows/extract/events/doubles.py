"""One event an act: of several triggers in a clause that tell the same, the surest."""

from collections.abc import Sequence

from flows.extract.events.event import Event
from flows.extract.parse import Parsed

CLAUSES = frozenset({"relcl", "advcl", "ccomp", "conj", "parataxis"})
"""Where another clause, and so another act, begins."""
DEPTH = 12


def single(events: Sequence[Event], parsed: Parsed) -> list[Event]:
    """One event an act and clause: of several triggers with one type, the same parties and date, the surest."""
    kept: list[Event] = []
    for e in events:
        for n, other in enumerate(kept):
            if _key(other) == _key(e) and _one_clause(parsed, other.anchor, e.anchor):
                kept[n] = max(other, e, key=lambda x: (x.confidence, -x.start))
                break
        else:
            kept.append(e)
    return sorted(kept, key=lambda e: (e.start, e.end, e.event_type))


def _key(event: Event) -> tuple[object, ...]:
    return (
        event.sentence.ordinal,
        event.event_type,
        event.mode == "visit",
        frozenset((*event.source, *event.target)),
        event.date.start,
    )


def _one_clause(parsed: Parsed, a: int, b: int) -> bool:
    """Whether one of two words stands below the other without a clause of its own between them."""
    return any(_below(parsed, low, high) for low, high in ((a, b), (b, a)))


def _below(parsed: Parsed, low: int, high: int) -> bool:
    token = parsed.doc[low]
    for _ in range(DEPTH):
        if token.i == high:
            return True
        if token.dep_ in CLAUSES or token.head.i == token.i:
            return False
        token = token.head
    return False
