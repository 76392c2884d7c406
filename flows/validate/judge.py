"""Great Expectations' verdict on the tables: on their shape, and on the rows that remain."""

import logging
import os
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd
import pyarrow as pa

from flows.validate.check import Around, Check, Expectation

if TYPE_CHECKING:
    from great_expectations.core.batch_definition import BatchDefinition


@dataclass(frozen=True)
class Judgement:
    """What Great Expectations says of one expectation."""

    success: bool
    n_failed: int


class Judge:
    """Great Expectations, without a project, without progress bars and without word to anyone.

    Importing it takes seconds, so it is made where it is needed only.
    """

    def __init__(self) -> None:
        os.environ["GX_ANALYTICS_ENABLED"] = "false"
        import great_expectations as gx
        from great_expectations.data_context.types import base

        for name in ("great_expectations", base.__name__):  # the second sets a level of its own at import
            logging.getLogger(name).setLevel(logging.ERROR)
        context = gx.get_context(mode="ephemeral")
        context.variables.progress_bars = base.ProgressBarsConfig(globally=False)
        asset = context.data_sources.add_pandas("tables").add_dataframe_asset("frame")
        self._frame: BatchDefinition = asset.add_batch_definition_whole_dataframe("all")

    def judge(self, frame: pd.DataFrame, expectations: Sequence[tuple[Expectation, str]]) -> list[Judgement]:
        """Judge a frame by expectations, each with its severity, in their order. Raises RuntimeError if one cannot be judged."""
        import great_expectations as gx
        import great_expectations.expectations as classes

        batch = self._frame.get_batch({"dataframe": frame})
        suite = gx.ExpectationSuite(
            "suite",
            expectations=[
                getattr(classes, kind)(**arguments, severity=severity, meta={"at": at})
                for at, ((kind, arguments), severity) in enumerate(expectations)
            ],
        )
        found: dict[int, Judgement] = {}
        for result in batch.validate(
            suite, result_format={"result_format": "BASIC", "partial_unexpected_count": 0}
        ).results:
            if not result.success and not result.result:
                raise RuntimeError(
                    f"Great Expectations could not judge {result.expectation_config}: {result.exception_info}"
                )
            at = result.expectation_config.meta["at"]
            found[at] = Judgement(result.success, result.result.get("unexpected_count", int(not result.success)))
        return [found[at] for at in range(len(expectations))]


def frame_of(
    data: pa.Table, checks: Sequence[Check], around: Around
) -> tuple[pd.DataFrame, list[tuple[Expectation, str]]]:
    """The columns that checks need, and for each check its expectation: its own, or that a column of `holds` is true."""
    used: dict[str, None] = {}
    held: dict[str, pa.Array | pa.ChunkedArray] = {}
    expectations = []
    for at, check in enumerate(checks):
        if check.expectation:
            used |= dict.fromkeys(check.columns)
            expectations.append((check.expectation, check.severity))
        else:
            label = f"{at} {check.name}"
            held[label] = check.holds(data, around)
            expectations.append(
                (("ExpectColumnValuesToBeInSet", {"column": label, "value_set": [True]}), check.severity)
            )
    columns = data.select(list(used))
    for label, values in held.items():
        columns = columns.append_column(label, values)
    return columns.to_pandas(types_mapper=pd.ArrowDtype), expectations
