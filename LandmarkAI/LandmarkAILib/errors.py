"""The exceptions that users are meant to read, and the words for those that nobody foresaw."""

from __future__ import annotations

import traceback
from pathlib import Path

_HERE = Path(__file__).resolve().parent
_CONTROLS = {code: repr(chr(code))[1:-1] for code in (*range(32), *range(127, 160))}


class LandmarkAIError(Exception):
    """Something the user can mend: the message names the file and the remedy in one sentence.

    The command line prints it without a traceback, a batch notes it and goes on with the next case.

    Args:
        message: for people; control characters that a header or a name brings into it are escaped.
        code: for programs: a few words in kebab-case that stay when the message is reworded; None takes
            the class's.
    """

    code = "error"

    def __init__(self, message: str = "", code: str | None = None) -> None:
        super().__init__(message.translate(_CONTROLS))
        if code is not None:
            self.code = code


class InputError(LandmarkAIError):
    """An image, annotation or folder that cannot be used as it is."""

    code = "input"


class ModelError(LandmarkAIError):
    """A model that is unknown, damaged, or made for a newer version."""

    code = "model"


class OutputError(LandmarkAIError):
    """A result that cannot be written."""

    code = "output"


def fault(what: str, error: BaseException) -> str:
    """What to tell the user of an error that nobody foresaw: it is not theirs to mend.

    Args:
        what: the work was on; the sentence begins with it.
        error: as it was caught, with its traceback.
    """
    words = f"{type(error).__name__}: {error}".strip().splitlines()[0].rstrip(": ")
    return (
        f"{what} was not processed, by a fault of LandmarkAI ({words}, in {_place(error)}): "
        "please report this line."
    )


def _place(error: BaseException) -> str:
    """The innermost line of this package that the error went through."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if _HERE in Path(frame.filename).resolve().parents]
    if not (ours or frames):
        return "a place unknown"
    last = (ours or frames)[-1]
    path = Path(last.filename).resolve()
    name = path.relative_to(_HERE).as_posix() if ours else path.name
    return f"{name}, line {last.lineno}"
