"""The YAML head of a release's README, by which Hugging Face's `load_dataset` knows its tables."""

from collections.abc import Mapping

from flows.publish import about
from flows.publish.describe.citation import in_yaml

SIZES = ((1_000, "n<1K"), (10_000, "1K<n<10K"), (100_000, "10K<n<100K"), (1_000_000, "100K<n<1M"))
"""Size classes by what the number of rows is below."""
LARGE = "1M<n<10M"
DEFAULT = "figures"


def card(rows: Mapping[str, int]) -> str:
    """The head, with its fences, from the number of rows a table.

    A configuration a table, its one split being `train`, as Hugging Face calls what is not parted; none for a table without
    rows, which its reader refuses.
    """
    said = {
        "pretty_name": about.TITLE,
        "license": about.LICENSE["name"].lower(),
        "language": ["en"],
        "tags": [keyword.lower() for keyword in about.KEYWORDS],
        "size_categories": [next((size for most, size in SIZES if sum(rows.values()) < most), LARGE)],
        "configs": [_config(name) for name, n in rows.items() if n],
    }
    return f"---\n{in_yaml(said)}---\n"


def _config(name: str) -> dict[str, object]:
    data = [{"split": "train", "path": f"{name}.parquet"}]
    config: dict[str, object] = {"config_name": name, "data_files": data}
    return config | {"default": True} if name == DEFAULT else config
