"""Figures of one document that cannot all hold: levels that differ, changes and shares that do not fit."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from flows.reconcile.series.agreement import agree
from flows.reconcile.series.amount import Amount, digits, spelled
from flows.reconcile.series.derived import earlier
from flows.reconcile.series.point import Point

Row = dict[str, object]


def contradictions(points: Sequence[Point]) -> list[Row]:
    """The rows of `contradictions`, for told points of any number of documents."""
    by_document: dict[str, list[Point]] = defaultdict(list)
    for p in sorted(points, key=lambda p: p.order):
        by_document[p.doc_id].append(p)
    found: dict[str, Row] = {}
    for doc_id, some in sorted(by_document.items()):
        for row in (*_levels(some), *_changes(some), *_shares(some)):
            found.setdefault(str(row["contradiction_id"]), row | {"doc_id": doc_id})
    return list(found.values())


def _row(kind: str, points: Iterable[Point], note: str) -> Row:
    figures = sorted({str(p.figure_id) for p in points})
    return {"contradiction_id": f"{kind}/{figures[0]}", "kind": kind, "figure_ids": figures, "note": note}


def _levels(points: Sequence[Point]) -> Iterable[Row]:
    """Actual values of one series that no one value can satisfy; of forecasts there may be several."""
    groups: dict[str, list[Point]] = defaultdict(list)
    for p in points:
        if p.status == "actual":
            groups[p.series_id].append(p)
    for group in groups.values():
        if agree([p.amount for p in group]).agreement == "conflict":
            told = ", ".join(dict.fromkeys(_told(p) for p in group))
            yield _row("levels", group, f"{told}, all for {_period(group[0])}")


def _changes(points: Sequence[Point]) -> Iterable[Row]:
    """A change from one year to the next against the levels of both years."""
    levels = {
        (p.quantity, p.unit): p for p in points if p.quantity.form == "level" and p.status in ("actual", "forecast")
    }
    units = sorted({unit for _, unit in levels})
    for change in points:
        before = change.quantity.before()
        if change.quantity.form != "change_relative" or before is None:
            continue
        for unit in units:
            after = levels.get((change.quantity.of_form("level"), unit))
            start = levels.get((before.of_form("level"), unit))
            if after is None or start is None:
                continue
            implied = earlier(after.amount, change.amount)
            if implied is not None and not implied.meets(start.amount):
                note = (
                    f"{_told(start)} in {before.year} and {_told(after)} in {change.quantity.year} make a change of "
                    f"{_percent(start.amount, after.amount)}, not {change.amount.value:.6g} %"
                )
                yield _row("change", (start, after, change), note)


def _shares(points: Sequence[Point]) -> Iterable[Row]:
    """A share against the part and the whole; shares of one whole that are more than all of it."""
    levels = {
        (p.quantity, p.unit): p for p in points if p.quantity.form == "level" and p.status in ("actual", "forecast")
    }
    units = sorted({unit for _, unit in levels})
    wholes: dict[tuple[object, ...], dict[str | None, Point]] = defaultdict(dict)
    for share in points:
        if share.quantity.form != "share" or share.unit != "%":
            continue
        q = share.quantity
        if q.measure == "imports" and q.partner:
            wholes[replace(q, reporter=None), share.status].setdefault(q.reporter, share)
        for unit in units:
            part = levels.get((q.of_form("level"), unit))
            total = levels.get((replace(q, form="level", partner=None), unit))
            if part is None or total is None or not total.amount.value or part.amount.loose or total.amount.loose:
                continue
            fraction = Amount(
                digits(100 * part.amount.value / total.amount.value),
                digits(100 * part.amount.low / total.amount.high),
                digits(100 * part.amount.high / total.amount.low) if total.amount.low > 0 else float("inf"),
                False,
            )
            if not fraction.meets(share.amount):
                note = (
                    f"{_told(part)} of {_told(total)} is {fraction.value:.3g} %, not {share.amount.value:.6g} % "
                    f"for {_period(share)}"
                )
                yield _row("share", (part, total, share), note)
    for shares in wholes.values():
        parts = list(shares.values())
        if len(parts) > 1 and sum(p.amount.low for p in parts) > 100:
            note = f"shares of one whole add up to {sum(p.amount.value for p in parts):.6g} % for {_period(parts[0])}"
            yield _row("share", parts, note)


def _told(p: Point) -> str:
    return spelled(p.amount.value, p.unit)


def _period(p: Point) -> str:
    return f"{p.quantity.start_date}..{p.quantity.end_date}"


def _percent(start: Amount, after: Amount) -> str:
    return f"{100 * (after.value / start.value - 1):+.1f} %" if start.value else "any size"
