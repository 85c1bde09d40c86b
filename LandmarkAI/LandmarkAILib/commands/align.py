"""``landmarkai align SOURCE TARGET -o TRANSFORM [--similarity]``."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..analysis.alignment import Alignment


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments to its parser."""
    parser.description = (
        "Find the rigid transform that brings the points of SOURCE nearest to the points of the same "
        "names in TARGET, and say in mm how far they stay apart."
    )
    parser.add_argument("source", metavar="SOURCE", type=Path, help="point list that is to be moved")
    parser.add_argument("target", metavar="TARGET", type=Path, help="point list that it is moved to")
    parser.add_argument(
        *("-o", "--output"),
        metavar="TRANSFORM",
        type=Path,
        required=True,
        help=".tfm or .h5; in 3D Slicer it carries what is put under it from SOURCE to TARGET",
    )
    parser.add_argument("--similarity", action="store_true", help="scale, too, by one factor")
    parser.set_defaults(run=_run)


def _run(arguments: argparse.Namespace) -> int:
    from ..analysis.alignment import AlignmentError, align
    from ..files.markups import read_landmarks
    from ..files.transforms import write_transform

    source, target = read_landmarks(arguments.source), read_landmarks(arguments.target)
    try:
        found = align(source, target, "similarity" if arguments.similarity else "rigid")
    except AlignmentError as error:
        raise AlignmentError(f"{arguments.source}, {arguments.target}: {error}") from error
    write_transform(found.matrix, arguments.output)
    _print(found)
    print(f"Written: {arguments.output}")
    return 0


def _print(found: Alignment) -> None:
    """Residuals in mm, what was not used, and what is open."""
    width = max(map(len, [*found.residuals, "root mean square"]))
    for name, residual in {**found.residuals, "root mean square": found.rms}.items():
        print(f"{name.ljust(width)}  {residual:6.2f} mm")
    if found.kind == "similarity":
        print(f"Scale: {found.scale:.4f}")
    for name, reason in found.skipped.items():
        print(f"Not used: {name} ({reason})")
    if found.note:
        print(f"Note: {found.note}")
