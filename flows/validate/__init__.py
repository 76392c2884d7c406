"""Judge the tables: what may be published, what goes to `rejects`, and whether there is a release at all.

Every table is checked against its declaration, its references, its evidence, the codes it uses and the other tables.

- A **critical** check is about structure: columns and types, nulls, code lists, bounds, patterns, keys, references, spans. A row
  that breaks one goes to `rejects`, and so do the rows that refer to it. Great Expectations then judges what remains.
- A **warning** is about content: a code that no standard knows, a period that ends before it begins, a count that does not add up.
  The row stays: it may be right, and a reader of the results can see it.
- An **info** is a hint.

Nothing is published if a table has not its shape, if `documents` or `sentences` is empty, if a critical expectation fails on
what remains, if a table lost more rows than it may, or if extraction failed on more documents than it may (see `gate`).
"""

from collections.abc import Mapping, Sequence

import pyarrow as pa

from flows.tables import TABLES, Table
from flows.tables.rows import row_name
from flows.validate import codes, consistency, declared, evidence, references
from flows.validate.check import Around, Check, Expectation, snake
from flows.validate.gate import SHARE, failures_to_extract, losses
from flows.validate.judge import Judge, frame_of
from flows.validate.quarantine import Removed, quarantine
from flows.validate.shape import conform, shapes
from flows.validate.verdict import EXAMPLES, Result, Verdict, failures, result

__all__ = ["Verdict", "checks_of", "validate"]

NEVER_EMPTY = ("documents", "sentences")


def checks_of(table: Table) -> list[Check]:
    """All checks of the rows of a table, in the order in which a reject names its reason."""
    kinds = (declared, references, evidence, codes, consistency)
    return [check for kind in kinds for check in kind.checks(table)]


def validate(tables: Mapping[str, pa.Table], texts: Mapping[str, str], *, share: float = SHARE) -> Verdict:
    """Judge the tables of a release against the texts (by doc_id) that they were drawn from.

    `share` is the share of its rows that a table may lose before nothing is published; 0 lets none go.
    Broken data never raises: it is in the verdict.
    """
    judge = Judge()
    results = shapes(tables, judge)
    given = conform(tables, {r["table"]: r["success"] for r in results})
    if failed := failures(results):
        return Verdict(given, results, failed)
    around, removed = quarantine(given, texts, checks_of)
    for name, table in TABLES.items():
        results += _judged(table, around, removed[name], judge)
        if name != "rejects":
            results.append(losses(table, given[name], removed[name], around, share))
    results.append(failures_to_extract(given["documents"], given["rejects"], share))
    return Verdict({name: around.clean[name] for name in TABLES}, results, failures(results))


def _judged(table: Table, around: Around, removed: Removed, judge: Judge) -> list[Result]:
    """Great Expectations' results for what remains of a table, with the rows that went before."""
    data, checks = around.clean[table.name], checks_of(table)
    frame, expectations = frame_of(data, checks, around)
    judgements = judge.judge(frame, [*expectations, *_filled(table)])
    results = []
    for at, (check, judgement) in enumerate(zip(checks, judgements, strict=False)):
        gone = removed.by_check.get(at, [])
        results.append(
            result(
                table.name,
                check.name,
                check.columns,
                check.severity,
                check.meaning,
                success=judgement.success,
                n_checked=data.num_rows + removed.rows.num_rows,
                n_failed=len(gone) + judgement.n_failed,
                n_removed=len(gone),
                examples=_examples(table, check, around, removed.rows, gone, judgement.success),
            )
        )
    for ((kind, _), severity), rows in zip(_filled(table), judgements[len(checks) :], strict=True):
        results.append(
            result(table.name, snake(kind), [], severity, "there are rows",
                   success=rows.success, n_checked=1, n_failed=rows.n_failed)
        )  # fmt: skip
    return results


def _filled(table: Table) -> list[tuple[Expectation, str]]:
    """The expectation that a table has rows; none of `rejects`, which is best empty."""
    severity = "critical" if table.name in NEVER_EMPTY else "info"
    return [(("ExpectTableRowCountToBeBetween", {"min_value": 1}), severity)] if table.name != "rejects" else []


def _examples(
    table: Table, check: Check, around: Around, removed: pa.Table, gone: Sequence[int], success: bool
) -> list[str]:
    """The names of rows that broke a check: first those removed, then, if it failed, those that remain."""
    rows = removed.take(pa.array(gone[:EXAMPLES], pa.int64())).to_pylist()
    if not success:
        data = around.clean[table.name]
        rows += data.filter(pa.compute.invert(check.holds(data, around))).slice(0, EXAMPLES).to_pylist()
    return [row_name(table, row) for row in rows]
