"""``landmarkai import-spheres``: landmarks painted in ITK-SNAP as spheres of a label map."""

from __future__ import annotations

import argparse
from pathlib import Path


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.add_argument("label_map", type=Path, help="label map with a sphere a landmark")
    parser.add_argument("-o", "--output", type=Path, required=True, help="landmarks.mrk.json, or .fcsv")
    parser.add_argument(
        "--labels",
        nargs="+",
        required=True,
        metavar="N=NAME",
        help='names of the labels, such as "1=LV apex", or the file of ITK-SNAP\'s label descriptions',
    )
    parser.add_argument(
        "--per-slice", action="store_true", help="a point a slice, of discs painted slice by slice"
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Run the command; returns the exit code."""
    from LandmarkAILib.files.markups import write_landmarks

    from ..data.itk_snap import read_names, read_spheres

    points = read_spheres(arguments.label_map, read_names(arguments.labels), arguments.per_slice)
    write_landmarks(points, arguments.output)
    print(f"{arguments.output}: {len(points)} points of {', '.join(points.names())}")
    return 0
