"""Whether value, unit and measure can go together, by the table of plausibility."""

import functools

from flows.knowledge import knowledge

Rule = dict[str, str]


@functools.cache
def _rules() -> tuple[Rule, ...]:
    return knowledge("plausibility")


def note(
    measure: str, form: str, commodity: str | None, dimension: str, unit: str, rate: str, value: float,
    value_canonical: float, unit_canonical: str, bilateral: bool = False,
) -> str | None:  # fmt: skip
    """Why the figure is doubtful; None if nothing speaks against it. `bilateral`: a trade between two named sides."""
    given = {"form": form, "commodity": commodity or "", "dimension": dimension, "unit": unit, "rate": rate}
    for rule in _rules():
        if rule["measure"] and measure not in rule["measure"].split("|"):
            continue
        wanted = "level" if rule["form"] == "pair" and bilateral else rule["form"]
        if any(v and v != given[k] for k, v in {**{k: rule[k] for k in given}, "form": wanted}.items()):
            continue
        if not rule["low"] and not rule["high"]:
            return _said(rule, value, unit, value_canonical, unit_canonical)
        number = {unit: value, unit_canonical: value_canonical}.get(rule["in_unit"])
        if number is None:
            continue
        if (rule["low"] and number < float(rule["low"])) or (rule["high"] and number > float(rule["high"])):
            return rule["note"]
    return None


def _said(rule: Rule, value: float, unit: str, value_canonical: float, unit_canonical: str) -> str:
    """The rule's note with the value as it would be in the unit that is usual."""
    if unit == "L" and unit_canonical == "m3":
        return f"{rule['note']}: {value:g} L are {value_canonical:g} m3, {value:g} m3 may be meant"
    return rule["note"]
