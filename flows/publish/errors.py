"""The error of this stage."""

from flows.errors import UserError


class ReleaseError(UserError):
    """A release cannot be published; the text says why and what to do. Nothing of it is left in the releases folder."""
