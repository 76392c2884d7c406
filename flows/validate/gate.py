"""How many rows a table may lose before nothing is published."""

import pyarrow as pa
import pyarrow.compute as pc

from flows.tables import Table
from flows.tables.rows import document_of, row_name
from flows.validate.check import Around
from flows.validate.quarantine import Removed
from flows.validate.verdict import EXAMPLES, Result, result

SHARE = 0.05
"""Rows of a table that may go to `rejects`, as a share of all."""


def allowed(n: int, share: float) -> int:
    """The rows of `n` that may be lost: the share, but one in any case, so that a small table survives a bad row; none if 0."""
    return max(1, int(n * share)) if share else 0


def losses(table: Table, given: pa.Table, removed: Removed, around: Around, share: float) -> Result:
    """Whether the table lost more rows than it may.

    Rows lost to a rejected row of another table count as well: a lost entity must not silently take half the mentions.
    Rows of documents that were rejected as a whole do not: that loss is counted in `documents`.
    """
    lost = _of_standing(table, removed.rows, around)
    limit = allowed(_of_standing(table, given, around).num_rows, share)
    return result(
        table.name,
        "expect_few_rows_removed",
        table.key,
        "critical",
        f"of the rows of documents that stay no more than {limit} are removed (a share of {share:g}, at least one row)",
        success=lost.num_rows <= limit,
        n_checked=given.num_rows,
        n_failed=lost.num_rows,
        n_removed=removed.rows.num_rows,
        examples=[row_name(table, row) for row in lost.slice(0, EXAMPLES).to_pylist()],
    )


def failures_to_extract(documents: pa.Table, rejects: pa.Table, share: float) -> Result:
    """Whether extraction failed on more documents than may be lost. What ingest turned away was no document of ours."""
    failed = rejects.filter(pc.and_(pc.equal(rejects["stage"], "extract"), pc.is_null(rejects["table"])))
    n = documents.num_rows + failed.num_rows
    limit = allowed(n, share)
    return result(
        "documents",
        "expect_few_failures_to_extract",
        ["doc_id"],
        "critical",
        f"extraction fails on no more than {limit} documents (a share of {share:g}, at least one document)",
        success=failed.num_rows <= limit,
        n_checked=n,
        n_failed=failed.num_rows,
        examples=failed["path"].slice(0, EXAMPLES).to_pylist(),
    )


def _of_standing(table: Table, data: pa.Table, around: Around) -> pa.Table:
    """The rows of documents that were not rejected; for `documents`, all."""
    if table.name == "documents" or not data.num_rows:
        return data
    doc = document_of(table, data, around.given)
    gone = pc.and_(
        pc.is_in(doc, value_set=around.given["documents"]["doc_id"].combine_chunks()),
        pc.invert(pc.is_in(doc, value_set=around.clean["documents"]["doc_id"].combine_chunks())),
    )
    return data.filter(pc.invert(gone))
