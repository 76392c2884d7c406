"""How far a run is: stages tell, whoever listens shows it. Stages stay free of printing this way."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Step:
    """Work done since the last step of a stage."""

    stage: str
    documents: int = 0
    words: int = 0
    total_words: int | None = None
    """Words that the stage has to do in all, where that is known."""


_listeners: list[Callable[[Step], None]] = []


def tell(step: Step) -> None:
    """Tell every listener of a step."""
    for listener in _listeners:
        listener(step)


@contextmanager
def listening(listener: Callable[[Step], None]) -> Iterator[None]:
    """Call `listener` with every step told within the block, from whichever thread."""
    _listeners.append(listener)
    try:
        yield
    finally:
        _listeners.remove(listener)
