"""The one exception that users are meant to read."""

from __future__ import annotations


class LandmarkAIError(Exception):
    """Something the user can mend: the message names the file and the remedy in one sentence.

    The command line prints it without a traceback, a batch notes it and goes on with the next case.
    """


class InputError(LandmarkAIError):
    """An image, annotation or folder that cannot be used as it is."""


class ModelError(LandmarkAIError):
    """A model that is unknown, damaged, or made for a newer version."""


class OutputError(LandmarkAIError):
    """A result that cannot be written."""


EXPECTED = (
    LandmarkAIError,
    OSError,
    MemoryError,
    RuntimeError,
    ValueError,
    ArithmeticError,
    LookupError,
)
"""What data and machines can raise. Anything else is a mistake in the code, and ends the run."""
