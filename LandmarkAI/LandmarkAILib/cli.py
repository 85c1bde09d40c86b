"""The command ``landmarkai``: its commands, and those of LandmarkAITraining.

Exit status: 0 all done, 1 some failed (the others are complete), 2 usage. Nothing heavy is imported
before a command runs, so that ``--help`` answers at once: a command's own module is imported when that
command is asked for.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from importlib import import_module
from importlib.util import find_spec
from io import TextIOWrapper
from typing import Any

from . import __version__
from .errors import LandmarkAIError

USAGE, INTERRUPTED = 2, 130
COMMANDS = {
    "detect": ("detect", "find landmarks in images, DICOM folders or folder trees"),
    "plan": ("plan", "list the studies of archives in a table, to detect on in parts"),
    "gather": ("gather", "one table and one quality page of the results of many cases"),
    "bids": ("bids", "plan, detect and gather as a BIDS App: bids_dir output_dir participant|group"),
    "measure": ("measure", "end diastole, end systole, volumes, ejection fraction, mass, walls"),
    "aha": ("aha", "AHA segments from any segmentation and points, measured in any map"),
    "ecv": ("ecv", "extracellular volume from T1 before and after contrast and haematocrit"),
    "scar": ("scar", "scar in late gadolinium enhancement by threshold, per AHA segment"),
    "export": ("export", "contours as DICOM SEG, points and measurements as a structured report"),
    "derive": ("derive", "derive landmarks from segmentations, with how far they move when redrawn"),
    "align": ("align", "find the transform that brings points onto points of the same names"),
    "models": ("models", "list, install, pack, export, verify or remove models"),
    "demo": ("demo", "detect on the embedded simulated study and draw what was found"),
}
"""By the name of the command: the module of ``commands``, and what the command does."""

_TRAINING = "LandmarkAITrainingLib"


def number(text: str) -> float:
    """A number of an option.

    Raises:
        ArgumentTypeError: it is none, such as one with a decimal comma.
    """
    try:
        return float(text)
    except ValueError:
        other = text.replace(",", ".", 1)
        point = f": write it with a point, {other}" if _is_number(other) else ""
        raise argparse.ArgumentTypeError(f"'{text}' is no number{point}") from None


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


def whole_number(text: str) -> int:
    """A whole number of an option; raises as :func:`number`."""
    try:
        return int(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"'{text}' is no whole number") from None


class CommandParser(argparse.ArgumentParser):
    """The parser of one command, whose arguments are added when its own are to be read.

    Args:
        module: has ``add_arguments(parser)``, or ``module:function`` names what adds them; None where
            the arguments are there already.
        options: of :class:`argparse.ArgumentParser`.
    """

    def __init__(self, *, module: str | None = None, **options: Any) -> None:
        super().__init__(**options)
        self._module = module
        self.register("type", float, number)
        self.register("type", int, whole_number)

    def parse_known_args(  # type: ignore[override]  # typeshed has overloads of the same
        self, args: Sequence[str] | None = None, namespace: Any = None
    ) -> tuple[Any, list[str]]:
        if self._module is not None:
            module, self._module = self._module, None
            where, _, name = module.partition(":")
            getattr(import_module(where), name or "add_arguments")(self)
        return super().parse_known_args(args, namespace)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command line; None takes the process's own.

    Returns:
        The exit status.
    """
    _print_anything()
    parser = make_parser()
    words = sys.argv[1:] if arguments is None else arguments
    if "" in words:  # as a path it would be the current folder
        parser.error("an argument is empty: is a variable of the shell not set?")
    parsed = parser.parse_args(words)
    if "run" not in parsed:
        parser.print_help(sys.stderr)
        return USAGE
    try:
        return int(parsed.run(parsed))
    except KeyboardInterrupt:
        print("landmarkai: interrupted; what is complete stays.", file=sys.stderr)
        return INTERRUPTED
    except LandmarkAIError as error:
        print(f"landmarkai: {error}", file=sys.stderr)
        return _status(error)


def _print_anything() -> None:
    """Let every code page print what names and descriptions hold, escaped where it has no letter."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def make_parser() -> argparse.ArgumentParser:
    """The parser of all commands.

    Each command sets ``run``, a function of the parsed arguments that returns the exit status.
    """
    parser = argparse.ArgumentParser(
        prog="landmarkai",
        description="Find anatomical landmarks in cardiac MR and CT. For research, not clinical use.",
    )
    parser.add_argument("--version", action="version", version=f"%(prog)s {__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", parser_class=CommandParser)
    for name, (module, words) in COMMANDS.items():
        path = f"{__package__}.commands.{module}"
        commands.add_parser(name, help=words, description=words, module=path)
    if find_spec(_TRAINING) and find_spec(f"{_TRAINING}.commands"):
        import_module(f"{_TRAINING}.commands").register(commands)
    return parser


def _status(error: LandmarkAIError) -> int:
    """2 where the command named what is not there, 1 where the work failed."""
    from .errors import InputError
    from .inference.device import DeviceError
    from .models.installed import UnknownModelError

    return USAGE if isinstance(error, (InputError, UnknownModelError, DeviceError)) else 1


if __name__ == "__main__":
    sys.exit(main())
