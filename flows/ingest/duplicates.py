"""Texts that were seen before, by hash only: a corpus of any size fits."""

import hashlib


class Duplicates:
    """The texts of a run, white space around them aside."""

    def __init__(self) -> None:
        """Nothing was seen yet."""
        self._seen: dict[bytes, str] = {}

    def of(self, text: str) -> str | None:
        """The doc_id under which the same text came before; None if it is new."""
        return self._seen.get(_hash(text))

    def add(self, text: str, doc_id: str) -> None:
        """Remember a text."""
        self._seen[_hash(text)] = doc_id


def _hash(text: str) -> bytes:
    return hashlib.blake2b(text.strip().encode(), digest_size=16).digest()
