"""``landmarkai scar LGE -o OUT``: scar by threshold, per AHA segment."""

from __future__ import annotations

import argparse
from pathlib import Path

from ..inference.device import REQUESTS

_FILES = ("scar.seg.nrrd", "scar.csv", "scar.bullseye.png")
_SD, _MOST_SD = 5.0, 100.0


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments to its parser."""
    parser.description = (
        "Myocardium brighter than a threshold, its mass, and its share and transmural "
        "extent per AHA segment: scar.seg.nrrd, scar.csv and a bullseye. A threshold, not a diagnosis; "
        "contours must be right, so look at them first. For research."
    )
    add = parser.add_argument
    add("image", metavar="LGE", type=Path, help="short-axis late gadolinium enhancement")
    add("-o", "--output", metavar="OUT", type=Path, required=True, help="folder for the results")
    add("--overwrite", action="store_true", help="replace results that are there")
    add("--method", choices=("nsd", "fwhm"), default="nsd", help="default: %(default)s")
    add("--sd", metavar="N", type=_deviations, help=f"of nsd (default: {_SD:g})")
    add("--segmentation", metavar="SEG", type=Path, help="your own contours; detected by default")
    add("--points", metavar="POINTS", type=Path, help="your own insertions, with --segmentation")
    add("--model", metavar="NAME|PATH", default="cmr-sax", help="default: %(default)s")
    add("--device", choices=REQUESTS, default="auto", help="where to compute (default: %(default)s)")
    parser.set_defaults(run=_run)


def _deviations(text: str) -> float:
    """A number of standard deviations."""
    try:
        value = float(text)
    except ValueError:
        value = 0.0
    if not 0 < value < _MOST_SD:
        raise argparse.ArgumentTypeError(
            f"'{text}' is no number above 0 and below {_MOST_SD:g}, such as {_SD:g}"
        )
    return value


def _run(arguments: argparse.Namespace) -> int:
    from ..analysis.aha.segments import aha_segments
    from ..analysis.plausibility import refuse_label_map
    from ..analysis.tissue.scar import find_scar, whole_wall
    from ..errors import InputError
    from ..files.atomic import make_folder, refuse_existing
    from ..files.images import read_image
    from ..files.segmentations import write_segmentation
    from ..files.text import write_table
    from ..pictures.bullseye import bullseye_png
    from .contours import contours_of, print_notes

    if arguments.sd is not None and arguments.method != "nsd":
        raise InputError("--sd belongs to --method nsd: leave it out with --method fwhm.")
    contours, table, bullseye = files = [arguments.output / name for name in _FILES]
    refuse_existing(files, arguments.overwrite)
    image = read_image(arguments.image)
    refuse_label_map(image)
    landmarks, segmentation = contours_of(
        image, arguments.segmentation, arguments.points, arguments.model, arguments.device
    )
    aha = aha_segments(image, landmarks, whole_wall(segmentation))
    scar = find_scar(image, segmentation, aha, arguments.method, arguments.sd or _SD)
    make_folder(arguments.output)
    write_segmentation(scar.segmentation, contours)
    rows = [
        {"segment": s.segment, "name": s.name, "percent": s.percent, "transmurality": s.transmurality}
        for s in scar.segments
    ]
    total = {"segment": "", "name": "All", "percent": scar.percent, "transmurality": ""}
    total["notes"] = "; ".join(scar.notes)
    write_table(table, list(total), [*rows, total])
    values = {s.segment: s.percent for s in scar.segments}
    title = f"{image.name}: scar"
    bullseye_png(values, bullseye, title, "%", (0.0, 100.0))
    print(f"Threshold {scar.threshold:.4g}: {scar.rule}")
    print(f"Scar {scar.mass:.1f} g, {scar.percent:.1f} % of the myocardium")
    print_notes(scar.notes)
    print(f"Written: {', '.join(_FILES)} in {arguments.output}")
    return 0
