"""What a document is about as a whole: the two actors it deals with most."""

import functools
from collections import Counter
from collections.abc import Iterable

from flows.extract.annotation import Mention
from flows.knowledge import knowledge

TITLE_WEIGHT = 5
"""A name in the title counts like that many in the body."""
WEIGHTS = {"title": TITLE_WEIGHT, "heading": 2, "body": 1}
"""Sections that count; notes, references and the like are about other things."""


@functools.cache
def _successors() -> dict[str, str]:
    return {row["state"]: row["successor"] for row in knowledge("successors")}


def weights(mentions: Iterable[Mention]) -> Counter[str]:
    """How often a document names each actor, a state or a body of many states; a title counts more."""
    counts: Counter[str] = Counter()
    for m in mentions:
        actor = m.entity.actor
        if actor and m.form not in ("pronoun", "nominal") and (m.entity.type == "state" or m.entity.short):
            counts[actor] += WEIGHTS.get(m.sentence.section, 0)
    return +counts


def dyad(mentions: Iterable[Mention]) -> tuple[str, str] | None:
    """The two actors (ISO 3166-1 alpha-3 or short codes) a document is mostly about, in alphabetical order; None if there are not two.

    A state of the past and its successor count as one, under the code of the one named more.
    """
    counts = weights(mentions)
    for past, successor in sorted(_successors().items()):
        if counts[past] and counts[successor]:
            kept, other = (past, successor) if counts[past] > counts[successor] else (successor, past)
            counts[kept] += counts.pop(other)
    leading = sorted((-n, actor) for actor, n in counts.items() if n)[:2]
    return tuple(sorted(actor for _, actor in leading)) if len(leading) == 2 else None
