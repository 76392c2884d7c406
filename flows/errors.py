"""The errors that are a user's to mend: their text says what is wrong, where, and what to do."""


class UserError(ValueError):
    """A call, a file or a folder is not as it must be. Shown as one line, without a traceback."""
