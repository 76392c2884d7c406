"""Unique ids for documents."""

from flows.ingest.readers import Draft


class Names:
    """The ids given in a run, none twice."""

    def __init__(self) -> None:
        """No id was given yet."""
        self._given: dict[str, int] = {}

    def of(self, draft: Draft) -> str:
        """The id it asks for; where that is taken, its root's name before it, or its ending after it, or a number."""
        wanted = draft.name
        if wanted in self._given:
            beside = self._given[wanted] == draft.file.nth
            wanted = draft.path if beside else f"{draft.file.root.resolve().name}/{wanted}"
        name, n = wanted, 1
        while name in self._given:
            n += 1
            name = f"{wanted}~{n}"
        self._given[name] = draft.file.nth
        return name
