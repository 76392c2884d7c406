"""Figures and events inside what somebody says carry the speaker."""

from bisect import bisect_right
from collections.abc import Mapping
from itertools import accumulate

Row = dict[str, object]


def attributed(rows: Mapping[str, list[Row]]) -> None:
    """Fills `attributed_to` of the rows of `figures` and `events` that lie in a statement whose speaker is an entity: the innermost.

    `rows` are those of one document, `statements` among them. An act of speech is not attributed by itself: an event whose
    trigger is the cue of a split quotation belongs to the statements around it only.
    """
    spoken = sorted(
        (s for s in rows.get("statements", ()) if s["speaker"]), key=lambda s: (s["start_char"], s["end_char"])
    )
    starts = [s["start_char"] for s in spoken]
    furthest = list(accumulate((s["end_char"] for s in spoken), max))
    for table in ("figures", "events"):
        for row in rows.get(table, ()):
            around = _around(row, spoken, starts, furthest)
            if around is not None:
                row["attributed_to"] = around["speaker"]


def _around(row: Row, spoken: list[Row], starts: list[int], furthest: list[int]) -> Row | None:
    """The shortest statement that holds a row, not one of which the row is the cue."""
    best = None
    i = bisect_right(starts, row["start_char"]) - 1
    while i >= 0 and furthest[i] >= row["end_char"]:
        s = spoken[i]
        holds = s["end_char"] >= row["end_char"] and not _is_cue(row, s)
        if holds and (best is None or s["end_char"] - s["start_char"] < best["end_char"] - best["start_char"]):
            best = s
        i -= 1
    return best


def _is_cue(row: Row, statement: Row) -> bool:
    """Whether a row's words are those by which the statement is attributed."""
    return "event_id" in row and str(row["text"]).casefold() in str(statement["cue"]).casefold().split(" … ")
