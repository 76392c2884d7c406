"""The corrections that belong to the raw paths of a run."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from flows.corrections.correction import Correction
from flows.corrections.file import CorrectionError, read


@dataclass(frozen=True, slots=True)
class Found:
    """The corrections that lie in a raw folder."""

    path: Path
    corrections: list[Correction]
    whole: bool
    """True if the whole folder is read, so that each has to apply; else those count that are about the files read from it."""

    def about(self, doc_ids: Collection[str]) -> list[Correction]:
        """Those that are to be applied where these documents were read."""
        return self.corrections if self.whole else [c for c in self.corrections if _document(c) in doc_ids]


def find(lists: Sequence[Path], raw: Sequence[Path]) -> list[Found]:
    """The corrections of the lists that belong to raw paths. Raises CorrectionError, with file and line, for what cannot be one."""
    whole = {path.resolve() for path in raw if path.is_dir()}
    found = [Found(path, read(path), path.parent.resolve() in whole) for path in lists]
    seen: dict[str, Path] = {}
    for some in found:
        for c in some.corrections:
            if c.correction_id in seen:
                raise CorrectionError(f"{some.path}: {c.correction_id} is corrected in {seen[c.correction_id]} too")
            seen[c.correction_id] = some.path
    return found


def _document(c: Correction) -> str:
    """The document of a row, as its id tells it."""
    return c.row_id.split("|")[0].rpartition("#")[0]
