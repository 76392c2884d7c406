"""What kind of thing an unknown name is, by its head word."""

import functools

from flows.knowledge import knowledge


@functools.cache
def _heads() -> dict[str, tuple[str, str]]:
    return {row["word"]: (row["type"], row["where"]) for row in knowledge("name_heads")}


@functools.cache
def not_names() -> frozenset[str]:
    """Capitalised words that are no entity by themselves."""
    return frozenset(row["word"] for row in knowledge("not_names") if row["use"] == "alone")


@functools.cache
def generic() -> frozenset[str]:
    """Words that do not make a name of a head word they stand beside."""
    return frozenset(row["word"] for row in knowledge("not_names") if row["use"] != "single")


@functools.cache
def not_single() -> frozenset[str]:
    """Words that are no name by themselves, but may end one: "Transportation"."""
    return frozenset(row["word"] for row in knowledge("not_names") if row["use"] == "single")


@functools.cache
def titles() -> frozenset[str]:
    """Words, in lower case, that stand before a person's name."""
    return frozenset(row["word"] for row in knowledge("titles"))


def kind(words: list[str]) -> str | None:
    """The type of a name by its head word, or None if it has none."""
    heads = _heads()
    if words[-1] in heads:
        return heads[words[-1]][0]
    return next((heads[w][0] for w in words if w in heads and heads[w][1] == "any"), None)


def is_head(word: str) -> bool:
    """Whether a word tells the kind of a name."""
    return word in _heads()
