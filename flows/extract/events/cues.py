"""Cue words: which words report, imagine, plan or decide an act."""

import functools

from flows.knowledge import knowledge


@functools.cache
def cues(role: str) -> frozenset[str]:
    """The base forms that play a role (see `event_reports.csv`); empty for a role that is not in the table."""
    return frozenset(row["lemma"] for row in knowledge("event_reports") if row["role"] == role)
