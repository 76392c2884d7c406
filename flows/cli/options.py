"""Options that several commands take."""

from pathlib import Path
from typing import Annotated

import typer

Raw = Annotated[
    list[Path],
    typer.Option("--raw", help="Folder or file of texts (.txt .md .jsonl .jsonl.gz); may be given several times."),
]
Sources = Annotated[
    list[Path], typer.Option("--sources", help="CSV with metadata of the texts, beside each folder's own sources.csv.")
]
Releases = Annotated[Path, typer.Option("--releases", help="Folder that holds the releases.")]
WorkFolder = Annotated[Path, typer.Option("--work", help="Folder where each stage leaves its tables for the next.")]
Version = Annotated[
    str | None,
    typer.Option(
        "--version", help="Insist on this version of the data, such as 0.2.0; by itself the difference decides."
    ),
]
Workers = Annotated[int, typer.Option("--workers", min=0, help="Worker processes; 0 means one a core.")]
Model = Annotated[str, typer.Option("--model", help="Package of the spaCy model that reads the text.")]
AllowStale = Annotated[
    bool, typer.Option("--allow-stale", help="Go on without the corrections that do not apply any more.")
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON, for programs.")]

RAW = [Path("raw")]
RELEASES = Path("releases")
WORK = Path(".dyad/work")
