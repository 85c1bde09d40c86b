"""``landmarkai ecv NATIVE POST --hematocrit H -o OUT``: extracellular volume from two T1 maps."""

from __future__ import annotations

import argparse
from pathlib import Path

from ..inference.device import REQUESTS

_FILES = ("ecv.nrrd", "post.nrrd", "ecv.csv", "ecv.bullseye.png", "alignment.png")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments to its parser."""
    parser.description = (
        "An ECV map, pixel by pixel, after aligning both T1 maps by their detected points, "
        "and its mean per AHA segment: ecv.nrrd, the aligned post.nrrd, ecv.csv, a bullseye, and both "
        "maps in squares before and after alignment (alignment.png). "
        "For research."
    )
    add = parser.add_argument
    add("native", metavar="NATIVE", type=Path, help="T1 map before contrast, ms")
    add("post", metavar="POST", type=Path, help="T1 map after contrast, ms")
    add("--hematocrit", metavar="H", type=float, required=True, help="a share, such as 0.42")
    add("-o", "--output", metavar="OUT", type=Path, required=True, help="folder for the results")
    add("--overwrite", action="store_true", help="replace results that are there")
    add("--erosion", metavar="MM", type=float, default=3.0, help="of blood (default: %(default)g)")
    add("--segmentation", metavar="SEG", type=Path, help="your own contours of NATIVE; else detected")
    add("--points", metavar="POINTS", type=Path, help="your own insertions and LV centers of NATIVE")
    add("--post-points", metavar="POINTS", type=Path, help="the same of POST; else detected")
    add("--model", metavar="NAME|PATH", default="cmr-sax", help="default: %(default)s")
    add("--device", choices=REQUESTS, default="auto", help="where to compute (default: %(default)s)")
    parser.set_defaults(run=_run)


def _run(arguments: argparse.Namespace) -> int:
    from ..analysis.aha.segments import AhaSettings, aha_rows, aha_segments, segments_on
    from ..analysis.tissue.ecv import extracellular_volume
    from ..files.atomic import make_folder, refuse_existing
    from ..files.images import read_image, write_image
    from ..files.text import write_table
    from ..pictures.bullseye import bullseye_png
    from ..pictures.checkerboard import alignment_drawing
    from ..pictures.drawing import save_png
    from .aha import DEFAULT_MARGIN
    from .contours import contours_of, print_notes, read_points

    files = [arguments.output / name for name in _FILES]
    refuse_existing(files, arguments.overwrite)
    native, post = read_image(arguments.native), read_image(arguments.post)
    with_model = (arguments.model, arguments.device)
    landmarks, segmentation = contours_of(native, arguments.segmentation, arguments.points, *with_model)
    if arguments.post_points is None:
        post_landmarks, _ = contours_of(post, None, None, *with_model)
    else:
        post_landmarks = read_points(arguments.post_points)
    ecv = extracellular_volume(
        native,
        post,
        segmentation,
        landmarks,
        post_landmarks,
        arguments.hematocrit,
        arguments.erosion,
    )
    settings = AhaSettings(margins=(DEFAULT_MARGIN, DEFAULT_MARGIN))
    result = segments_on(aha_segments(native, landmarks, segmentation, settings), ecv.map)
    make_folder(arguments.output)
    mapped, aligned, table, bullseye, board = files
    write_image(ecv.map, mapped)
    write_image(ecv.aligned, aligned)
    rows = aha_rows(result)
    write_table(table, list(rows[0]), rows)
    bullseye_png(result.means, bullseye, "ECV", "%")
    captions = ("before alignment", "after alignment")
    save_png(alignment_drawing(native, ecv, segmentation, captions), board)
    print(f"T1 of blood: {ecv.blood_native:.0f} ms native, {ecv.blood_post:.0f} ms after contrast")
    for k, alignment in ecv.alignments.items():
        print(f"Slice {k}: aligned, points stay {alignment.rms:.1f} mm apart")
    print_notes((*ecv.notes, *result.notes))
    print(f"Written: {', '.join(_FILES)} in {arguments.output}")
    return 0
