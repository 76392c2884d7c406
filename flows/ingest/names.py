"""Unique ids for documents."""

from itertools import chain, count

from flows.ingest.readers import Draft


class Names:
    """The ids given in a run, none twice."""

    def __init__(self) -> None:
        """No id was given yet."""
        self._given: dict[str, int] = {}

    def of(self, draft: Draft) -> str:
        """The id it asks for; where that is taken, with its ending, or under its root's name, or with a number."""
        root = draft.file.root.resolve().name
        beside = self._given.get(draft.name) == draft.file.nth
        wanted = [draft.name, draft.path] if beside else [draft.name, f"{root}/{draft.name}", f"{root}/{draft.path}"]
        numbered = (f"{wanted[-1]}~{n}" for n in count(2))
        name = next(n for n in chain(wanted, numbered) if n not in self._given)
        self._given[name] = draft.file.nth
        return name
