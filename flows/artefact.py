"""Files that dyad leaves: the same content gives the same bytes, on any machine."""

import json
from pathlib import Path


def write_json(path: Path, content: object) -> None:
    """Write JSON for people and machines, its keys in the order given."""
    path.write_text(json.dumps(content, indent=2, ensure_ascii=False) + "\n", encoding="utf-8", newline="\n")


def replace_text(path: Path, text: str) -> None:
    """Write a text file in one step: whoever reads it finds the old text or the new, whatever happens meanwhile."""
    fresh = path.with_name(f".{path.name}-new")
    fresh.write_text(text, encoding="utf-8", newline="")
    fresh.replace(path)
