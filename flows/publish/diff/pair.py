"""A table that both sides of a comparison have."""

from dataclasses import dataclass

from flows.publish.diff.side import Layout
from flows.tables import TABLES


@dataclass(frozen=True, slots=True)
class Pair:
    """The two layouts of a table; its rows stand in DuckDB as the views `old` and `new`."""

    name: str
    old: Layout
    new: Layout

    @property
    def shared(self) -> list[str]:
        """The columns that both have, in the new order."""
        return [name for name in self.new.fields if name in self.old.fields]

    @property
    def key(self) -> tuple[str, ...]:
        """The key, if both name rows by the same one; else rows are the same only if all shared columns are."""
        return self.new.key if self.new.key == self.old.key else ()

    @property
    def named_by(self) -> list[str]:
        """The columns that name a row to a reader: the key, or what of it quotes no document."""
        if self.key:
            return list(self.key)
        declared = TABLES[self.name].key if self.name in TABLES else self.wordless
        return [name for name in self.wordless if name in declared]

    @property
    def wordless(self) -> list[str]:
        """The shared columns that never quote a document. Of a column that is no longer declared nobody knows."""
        table = TABLES.get(self.name)
        known = {c.name for c in table.columns if not c.words} if table else set()
        return [name for name in self.shared if name in known]

    def retyped(self, column: str) -> bool:
        """Has a shared column another type than before?"""
        return self.old.fields[column].type != self.new.fields[column].type
