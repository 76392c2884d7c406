"""A content as the grammar gives it, before it is a claim."""

from spacy.tokens import Token

Content = tuple[str, int, int, Token | None]
"""Frame, first token, token after the last, and the head of what a stance would be towards."""
TIMES = frozenset({"DATE", "TIME"})
"""What the model calls an expression of time."""
