"""Lists that people write by hand: CSV files, read strictly, with the place of whatever is wrong."""

import csv
import io
from collections.abc import Callable, Iterator
from pathlib import Path

from flows.errors import UserError


def filled(
    path: Path, check_head: Callable[[Path, list[str]], None], error: type[UserError], hint: str = ""
) -> Iterator[tuple[int, dict[str, str]]]:
    """The filled lines of a list, cells stripped, with the numbers of the lines on which they end.

    Raises `error`, with the place, if the file cannot be read, is not UTF-8 or is no CSV; `hint` follows the first of these.
    `check_head` raises for a head line that will not do.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as fault:
        raise error(f"{path}: cannot be read ({fault.strerror}){hint}") from None
    except UnicodeDecodeError as fault:
        raise error(f"{path}: byte {fault.start} is not UTF-8; save the list as UTF-8") from None
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        head = [c.strip() for c in next(reader, [])]
        check_head(path, head)
        for cells in reader:
            if not any(c.strip() for c in cells):
                continue
            if len(cells) > len(head):
                raise error(
                    f"{path}, line {reader.line_num}: {len(cells)} cells under {len(head)} columns; quote cells with commas"
                )
            yield reader.line_num, dict(zip(head, (c.strip() for c in cells), strict=False))
    except csv.Error as fault:
        raise error(f"{path}, line {reader.line_num}: {fault}; mend the line") from None
