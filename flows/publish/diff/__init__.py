"""How one release differs from another: declarations first, then rows by their keys, with the reason where it is known."""

import pyarrow as pa

from flows.publish.diff.difference import Difference
from flows.publish.diff.lines import json_lines
from flows.publish.diff.pair import Pair
from flows.publish.diff.reasons import reasons
from flows.publish.diff.rows import Counts, begin, compare, connect
from flows.publish.diff.schema import change, schema_changes
from flows.publish.diff.side import Side, release, unpublished
from flows.tables.arrow import arrow_schema
from flows.tables.changes import changes

__all__ = ["Counts", "Difference", "Side", "difference", "json_lines", "release", "unpublished"]


def difference(old: Side, new: Side) -> Difference:
    """What is different in `new`, seen from `old`."""
    declared, counts = schema_changes(old.layouts, new.layouts), {}
    with connect() as con:
        begin(con)
        why = reasons(con, old, new)
        for name in (*(n for n in old.layouts if n not in new.layouts), *new.layouts):
            if name in old.layouts and name in new.layouts:
                pair = Pair(name, old.layouts[name], new.layouts[name])
                counts[name], renumbered = compare(con, pair, old, new, why)
                if renumbered:
                    declared.append(change(name, "ids_changed", pair.key[0]))
            else:  # the change of the declaration says it all
                before, after = old.rows(name), new.rows(name)
                counts[name] = Counts(before, after, after, before, 0)
        rows = con.sql("SELECT * FROM changes").to_arrow_table()
    found = pa.concat_tables([pa.Table.from_pylist(declared, rows.schema), rows]).cast(arrow_schema(changes))
    return Difference(old, new, found.sort_by([(c, "ascending") for c in changes.sort]), counts)
