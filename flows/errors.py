"""The errors that a user sees: their text says what is wrong, where, and what to do."""


class UserError(ValueError):
    """A call, a file or a folder is not as it must be. Shown as one line, without a traceback."""


class GateError(Exception):
    """The data failed its gate, so nothing was published. Carries what each stage did."""

    def __init__(self, done: dict) -> None:
        super().__init__("the data failed its gate, nothing was published: " + "; ".join(done["validate"]["failures"]))
        self.done = done
