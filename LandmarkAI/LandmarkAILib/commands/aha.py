"""``landmarkai aha IMAGE --segmentation SEG --points POINTS``: AHA segments from anybody's masks."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from ..analysis.aha.settings import AhaResult

DEFAULT_MARGIN = 0.1


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments to its parser."""
    parser.description = (
        "Divide the myocardium of a segmentation into the AHA segments by the insertion points, or "
        "that of a volume by apex, mitral annulus and septum, and measure the image and every map "
        "given with --on in each. Writes the segments (.seg.nrrd), aha.csv, and a bullseye for each "
        "image."
    )
    add = parser.add_argument
    add(
        "image",
        metavar="IMAGE",
        type=Path,
        help="short-axis image, or CT, that the segmentation belongs to",
    )
    add("--segmentation", metavar="SEG", type=Path, required=True, help=".seg.nrrd, or a label map")
    add(
        "--points",
        metavar="POINTS",
        type=Path,
        required=True,
        help="insertions, or LV apex and mitral annulus center of a volume: .mrk.json, .fcsv, .json",
    )
    add(
        "--septum",
        metavar="POINT",
        help="of a volume: name of a point on the septum or in the right ventricle (default: the point "
        "named Septum, else the segment Right ventricle)",
    )
    add(
        "--on",
        metavar="MAP",
        nargs="+",
        type=Path,
        default=[],
        help="maps in the same place",
    )
    add("-o", "--output", metavar="OUT", type=Path, required=True, help="folder for the results")
    add("--overwrite", action="store_true", help="replace results that are there")
    add(
        "--margin",
        nargs="+",
        type=float,
        default=[DEFAULT_MARGIN],
        metavar="SHARE",
        help="share of the wall left out at endo- and epicardium, one number or two "
        f"(default: {DEFAULT_MARGIN:g}; the table of 'landmarkai detect' leaves out none)",
    )
    add("--segments", type=int, choices=(16, 17), default=16, help="17 adds the apical cap")
    add(
        "--levels",
        metavar="LEVELS",
        help="slices by level, from 0 as the file has them, such as basal=0-3,mid=4-6,apical=7-9",
    )
    parser.set_defaults(run=_run)


def _run(arguments: argparse.Namespace) -> int:
    from ..analysis.aha.segments import segments_on
    from ..analysis.aha.uncertainty import mean_uncertainty
    from ..analysis.aha.volume import aha_anywhere
    from ..errors import InputError
    from ..files.atomic import make_folder, refuse_existing
    from ..files.images import read_image
    from ..files.segmentations import write_segmentation
    from ..files.text import write_table
    from ..pictures.bullseye import bullseye_png
    from .contours import masks_on, print_notes, read_points

    names = _distinct_names([arguments.image, *arguments.on])
    bullseyes = {name: arguments.output / f"{name}.bullseye.png" for name in names}
    contours, table = (arguments.output / name for name in ("aha.seg.nrrd", "aha.csv"))
    refuse_existing([contours, table, *bullseyes.values()], arguments.overwrite)
    image = read_image(arguments.image)
    points = read_points(arguments.points)
    segmentation = masks_on(image, arguments.segmentation)
    try:
        result = aha_anywhere(image, points, segmentation, _settings(arguments), arguments.septum)
    except ValueError as error:
        raise InputError(f"--levels {arguments.levels}: {error}.") from error
    make_folder(arguments.output)
    write_segmentation(result.segmentation, contours)
    rows: list[dict[str, Any]] = []
    for name, path in names.items():
        shown = image if path == arguments.image else replace(read_image(path), name=str(path))
        measured = result if shown is image else segments_on(result, shown)
        rows += _rows(name, measured, mean_uncertainty(result, points, shown))
        bullseye_png(measured.means, bullseyes[name], title=name)
    write_table(table, list(rows[0]), rows)
    print_notes(result.notes)
    print(f"Written: aha.seg.nrrd, aha.csv and a bullseye an image in {arguments.output}")
    return 0


def _settings(arguments: argparse.Namespace) -> Any:
    from ..analysis.aha.settings import AhaSettings
    from ..errors import InputError
    from .detect import parse_levels

    if len(arguments.margin) > 2:
        raise InputError("--margin takes one number for both sides of the wall, or two.")
    try:
        return AhaSettings(
            levels=cast("Any", parse_levels(arguments.levels)) if arguments.levels else None,
            margins=(arguments.margin[0], arguments.margin[-1]),
            cap=arguments.segments == 17,
        )
    except (ValueError, argparse.ArgumentTypeError) as error:
        raise InputError(f"{error}.") from error


def _distinct_names(paths: Sequence[Path]) -> dict[str, Path]:
    """Short names of files: their stems, with the folder's name or a number where stems are the same."""
    names: dict[str, Path] = {}
    stems = [path.name.partition(".")[0] for path in paths]
    for path, stem in zip(paths, stems, strict=True):
        wanted = stem if stems.count(stem) == 1 else f"{path.resolve().parent.name}_{stem}"
        name, number = wanted, 1
        while name in names:
            number += 1
            name = f"{wanted}_{number}"
        names[name] = path
    return names


def _rows(image: str, result: AhaResult, spread: dict[int, float]) -> list[dict[str, Any]]:
    from ..analysis.aha.segments import aha_rows

    return [
        {"image": image, **row, "mean_sd_by_points": spread.get(row["segment"])}
        for row in aha_rows(result)
    ]
