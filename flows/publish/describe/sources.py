"""Where the texts of a release come from, by publisher and rights, and from when."""

import pyarrow as pa
import pyarrow.compute as pc

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


def period(documents: pa.Table) -> str | None:
    """From when to when the texts were published, as an ISO 8601 interval; None if no date of publication is known."""
    ends = pc.min_max(documents["published"]).as_py()
    return f"{ends['min']}/{ends['max']}" if ends["min"] else None
