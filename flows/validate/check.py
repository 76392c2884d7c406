"""A check of the rows of one table, and what it may look at beside them."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from flows.tables.column import Severity

Row = Mapping[str, object]
Expectation = tuple[str, dict[str, object]]
"""The name of a class in `great_expectations.expectations`, and its arguments."""


@dataclass(frozen=True)
class Around:
    """What a check may look at beside the rows themselves."""

    given: Mapping[str, pa.Table]
    """All tables as they came in."""
    clean: dict[str, pa.Table]
    """The tables that are already split: all that the table at hand refers to."""
    texts: Mapping[str, str]
    """The text of each document by doc_id."""
    _sets: dict[tuple[str, str, bool], frozenset] = field(default_factory=dict)

    def stands(self, table: str, column: str, value: object, clean: bool = True) -> bool:
        """Does the value stand in the column of the clean table, or of the table as it came in?"""
        key = (table, column, clean)
        if key not in self._sets:
            self._sets[key] = frozenset((self.clean if clean else self.given)[table][column].to_pylist())
        return value in self._sets[key]


@dataclass(frozen=True)
class Check:
    """One expectation about each row of a table."""

    table: str
    reason: str
    """What is wrong with a row that breaks it, in a word or two: the reason of a reject."""
    columns: tuple[str, ...]
    severity: Severity
    meaning: str
    """What is expected, in a sentence without its full stop."""
    holds: Callable[[pa.Table, Around], pa.Array | pa.ChunkedArray]
    """For each row true or false, never null: does it keep to it?"""
    fault: Callable[[Row, Around], str]
    """What is wrong with a row that does not. Never quotes a column that holds words of the document."""
    expectation: Expectation | None = field(default=None)
    """How Great Expectations says it; None where it judges the column of `holds` instead."""
    reason_of: Callable[[Row, Around], str] | None = field(default=None)
    """The reason of a single reject, where it can be told more closely than by `reason`."""

    @property
    def name(self) -> str:
        """The name under which the result stands, in Great Expectations' manner."""
        if self.expectation is None:
            return f"expect_no_{self.reason}".replace(" ", "_")
        return snake(self.expectation[0])


def snake(name: str) -> str:
    """A name of a class as Great Expectations writes it in its results: words in small letters, joined by underscores."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()


def optional(mask: pa.Array | pa.ChunkedArray) -> pa.Array | pa.ChunkedArray:
    """The mask with null (nothing given, nothing to hold against it) as true."""
    return pc.fill_null(mask, True)


def every_element(
    column: pa.ChunkedArray, test: Callable[[pa.ChunkedArray], pa.ChunkedArray]
) -> pa.Array | pa.ChunkedArray:
    """For each list of a column: does every element pass the test? A null or empty list does."""
    parents, elements = pc.list_parent_indices(column), pc.list_flatten(column)
    bad = pc.filter(parents, pc.invert(test(elements)))
    return pc.invert(pc.is_in(pa.array(np.arange(len(column))), value_set=pc.unique(bad)))
