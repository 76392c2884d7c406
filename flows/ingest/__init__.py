"""From raw files to documents, and to rejects for what is none."""

from flows.ingest.files import Input, corrections, inputs
from flows.ingest.outcome import InputError, Reject
from flows.ingest.stage import LIMIT, read, row
from flows.ingest.work import from_arrow, to_arrow

__all__ = ["LIMIT", "Input", "InputError", "Reject", "corrections", "from_arrow", "inputs", "read", "row", "to_arrow"]
