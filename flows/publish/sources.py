"""Where the texts of a release come from, by publisher and rights."""

import pyarrow as pa

UNNAMED = "publisher not named"
NO_RIGHTS = "not stated"


def sources(documents: pa.Table) -> list[dict[str, object]]:
    """A row for each publisher and rights statement: title, rights, redistribute, documents; in that order, sorted."""
    counts: dict[tuple[str, str, bool], int] = {}
    columns = (documents[name].to_pylist() for name in ("publisher", "rights", "redistribute"))
    for publisher, rights, free in zip(*columns, strict=True):
        key = (publisher or UNNAMED, rights or NO_RIGHTS, bool(free))
        counts[key] = counts.get(key, 0) + 1
    return [
        {"title": title, "rights": rights, "redistribute": free, "documents": n}
        for (title, rights, free), n in sorted(counts.items())
    ]
