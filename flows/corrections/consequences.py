"""What follows within a row from a value that was changed by hand, unless it was changed by hand too."""

from collections.abc import Callable, Collection

from flows.extract.quantities.units import canonical
from flows.knowledge import knowledge

Row = dict[str, object]


def follow(table: str, before: Row, row: Row, changed: Collection[str]) -> Row:
    """The row, with the columns that follow from those changed; `before` is what it was."""
    follows = FOLLOWS.get(table)
    return row | {c: v for c, v in follows(before, row, changed).items() if c not in changed} if follows else row


def following(table: str, changed: Collection[str]) -> set[str]:
    """The columns that may follow from those changed."""
    pairs = FOLLOWING.get(table, {})
    return {column for cause, columns in pairs.items() if cause in changed for column in columns}


def _figure(before: Row, row: Row, changed: Collection[str]) -> Row:
    """Bounds keep their distance to the value in proportion; the canonical value is the value in its canonical unit."""
    out: Row = {}
    if "value" in changed:
        for bound in ("value_low", "value_high"):
            out[bound] = _in_proportion(before[bound], before["value"], row["value"])
        if (out["value_low"] is not None) and (out["value_high"] is not None) and out["value_low"] > out["value_high"]:
            out["value_low"], out["value_high"] = out["value_high"], out["value_low"]
    if {"value", "unit", "commodity"} & set(changed):
        dimensions = {r["unit"]: r["dimension"] for r in knowledge("units")}
        value, unit = canonical(row["value"], row["unit"], dimensions.get(row["unit"], ""), row["commodity"])
        out |= {"value_canonical": float(f"{value:.12g}"), "unit_canonical": unit}
    return out


def _in_proportion(bound: float | None, before: float, value: float) -> float | None:
    if bound is None or bound == before or not before:
        return None if bound is None else value
    return float(f"{bound / before * value:.12g}")


def _event(before: Row, row: Row, changed: Collection[str]) -> Row:
    """Another type has codes of its own; a mode that it does not know falls away."""
    if "event_type" not in changed:
        return {}
    (plover,) = (r for r in knowledge("plover") if r["kind"] == "event" and r["code"] == row["event_type"])
    mode = row["mode"] if row["mode"] in plover["modes"].split("|") else None
    return {"quad_class": plover["quad_class"], "cameo_root": plover["cameo_root"], "mode": mode}


FOLLOWS: dict[str, Callable[[Row, Row, Collection[str]], Row]] = {"figures": _figure, "events": _event}
CANONICAL = ("value_canonical", "unit_canonical")
FOLLOWING: dict[str, dict[str, tuple[str, ...]]] = {
    "figures": {"value": ("value_low", "value_high", *CANONICAL), "unit": CANONICAL, "commodity": CANONICAL},
    "events": {"event_type": ("quad_class", "cameo_root", "mode")},
}
"""By table and column: the columns that follow from it."""
