"""The command ``landmarkai``: detect | derive | align | models | demo, and what LandmarkAITraining adds.

Exit status: 0 all done, 1 some failed (the others are complete), 2 usage. Nothing heavy is imported
before a command runs, so that ``--help`` answers at once.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from importlib import import_module
from importlib.util import find_spec

from . import __version__
from .commands import align as cli_align
from .commands import demo as cli_demo
from .commands import derive as cli_derive
from .commands import detect as cli_detect
from .commands import models as cli_models
from .errors import LandmarkAIError

USAGE, INTERRUPTED = 2, 130
_TRAINING = "LandmarkAITrainingLib"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command line; None takes the process's own.

    Returns:
        The exit status.
    """
    parser = make_parser()
    parsed = parser.parse_args(arguments)
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


def make_parser() -> argparse.ArgumentParser:
    """The parser of all commands.

    Each command sets ``run``, a function of the parsed arguments that returns the exit status.
    """
    parser = argparse.ArgumentParser(
        prog="landmarkai",
        description="Find anatomical landmarks in cardiac MR and CT. For research, not clinical use.",
    )
    parser.add_argument("--version", action="version", version=f"%(prog)s {__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")
    for command in (cli_detect, cli_derive, cli_align, cli_models, cli_demo):
        command.register(commands)
    if find_spec(_TRAINING) and find_spec(f"{_TRAINING}.commands"):
        import_module(f"{_TRAINING}.commands").register(commands)
    return parser


def _status(error: LandmarkAIError) -> int:
    """2 where the command named what is not there, 1 where the work failed."""
    from .errors import InputError
    from .inference.device import DeviceError
    from .models.installed import UnknownModelError

    return USAGE if isinstance(error, (InputError, UnknownModelError, DeviceError)) else 1
