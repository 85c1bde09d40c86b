"""``landmarkai demo [-o OUT]``."""

from __future__ import annotations

import argparse
from pathlib import Path

from ..inference.device import REQUESTS


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments to its parser."""
    parser.description = (
        "Detect on the simulated study that comes with LandmarkAI, and draw what was found."
    )
    parser.add_argument("-o", "--output", metavar="OUT", type=Path, default=Path("landmarkai-demo"))
    parser.add_argument("--model", metavar="NAME|PATH", default="cmr-sax")
    parser.add_argument("--device", choices=REQUESTS, default="auto")
    parser.set_defaults(run=_run)


def _run(arguments: argparse.Namespace) -> int:
    from .demo_study import run_demo

    return run_demo(arguments.output, arguments.model, arguments.device)
