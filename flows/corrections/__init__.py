"""Corrections by hand: a person has the last word on any row, in every rebuild.

They lie in `corrections.csv` of a raw folder: table, row_id, action (accept, reject, change), column, expected, value, reason,
author, date. Cells hold lists joined by |, dates in ISO form, true or false, and nothing for null. A correction says what the
rules made of the row when it was judged; where they make something else of it, it is stale and stops the release.
"""

from flows.corrections.apply import need_fresh, to_corpus, to_documents
from flows.corrections.correction import Correction
from flows.corrections.file import CorrectionError, read
from flows.corrections.found import find
from flows.corrections.write import correct

__all__ = [
    "Correction",
    "CorrectionError",
    "correct",
    "find",
    "need_fresh",
    "read",
    "to_corpus",
    "to_documents",
]
