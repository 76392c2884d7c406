"""From bytes to text: byte-order marks, UTF-8, and legacy encodings told by their statistics."""

import codecs
import re

from charset_normalizer import from_bytes

from flows.ingest import scripts

MARKS = (  # UTF-32 before UTF-16, whose mark begins the same way
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
NOT_TEXT = ["cp037", "cp273", "cp424", "cp500", "cp875", "cp1026", "cp1140", "utf_7"]
"""Mainframe encodings make letters out of any bytes, so binary data would pass for text."""
SURROGATES = re.compile(r"[\ud800-\udfff]")
CONTROLS = re.compile(r"[\x01-\x08\x0e-\x1b\x7f]")
MOST_CONTROLS = 0.002
"""Largest share of control characters in what still counts as text: a stray one is a slip, many are binary data."""


class NotText(ValueError):
    """The bytes are no text; the message says why."""


def decode(data: bytes) -> tuple[str, str]:
    """The text of the bytes, without byte-order mark and with LF line ends, and the name of their encoding.

    Raises NotText if they are binary or in no encoding that can be told.
    """
    if name := wide(data):
        mark = next((mark for mark, _ in MARKS if data.startswith(mark)), b"")
        try:
            return tidy(data[len(mark) :].decode(name)), name
        except UnicodeDecodeError as error:
            raise NotText(f"looks like {name}, but byte {error.start + len(mark)} does not decode") from None
    try:
        return tidy(data.decode("utf-8")), "utf-8"
    except UnicodeDecodeError as error:
        if data.startswith(codecs.BOM_UTF8):
            raise NotText(f"marked as utf-8, but byte {error.start} does not decode") from None
    if b"\0" in data:
        raise NotText(f"binary: a NUL byte at {data.index(0)}")
    if name := scripts.fitting(data):
        return tidy(data.decode(name)), name
    if western(data):
        try:
            return tidy(data.decode("cp1252")), "cp1252"
        except UnicodeDecodeError:
            pass
    best = from_bytes(data, cp_exclusion=NOT_TEXT).best()
    if best is None:
        raise NotText("neither UTF-8 nor any other encoding that can be told")
    return tidy(str(best)), best.encoding.replace("_", "-")


def wide(data: bytes) -> str | None:
    """The UTF-16 or UTF-32 that the bytes begin in, by their mark or by where their NULs stand; None for any other."""
    for mark, name in MARKS:
        if data.startswith(mark):
            return None if name == "utf-8" else name
    half = len(data) // 2
    even, odd = (data[at::2].count(0) for at in (0, 1))
    if max(even, odd) <= half * 0.5 or min(even, odd) > half * 0.05:
        return None
    return "utf-16-le" if odd > even else "utf-16-be"


def western(data: bytes) -> bool:
    """True if the bytes look like English with a few typographic marks or accents: rare high bytes that stand alone.

    In that case statistics have too little to go by, and Windows-1252 is by far the likeliest.
    """
    high = sum(len(run) for run in re.findall(rb"[\x80-\xff]+", data))
    lone = len(re.findall(rb"(?<![\x80-\xff])[\x80-\xff](?![\x80-\xff])", data))
    return high <= max(2, 0.03 * len(data)) and lone >= 0.8 * high


def tidy(text: str) -> str:
    """The text with LF line ends and without a byte-order mark; half a surrogate pair becomes U+FFFD, one for one.

    Raises NotText if it holds a NUL or many control characters.
    """
    text = text.removeprefix("\ufeff")
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.isascii():
        text = SURROGATES.sub("\ufffd", text)
    if "\0" in text:
        raise NotText(f"binary: a NUL character at {text.index(chr(0))}")
    controls = len(CONTROLS.findall(text))
    if controls > max(2, MOST_CONTROLS * len(text)):
        raise NotText(f"binary: {controls} control characters in {len(text)}")
    return text


def printable(text: str) -> str:
    """The text so that it can be written as UTF-8 anywhere: what cannot is U+FFFD."""
    return SURROGATES.sub("\ufffd", text).replace("\0", "\ufffd")
