"""``landmarkai measure STUDY -o OUT``: ventricular function from a cine, or from two phases."""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from ..inference.device import REQUESTS

if TYPE_CHECKING:
    from ..analysis.function.result import VentricularFunction
    from ..files.dicom.body import StudyFacts


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments to its parser."""
    parser.description = (
        "Measure ventricular function in a short-axis cine. Writes function.json, "
        "function.csv, a report (function.html), and points and contours of both phases. For research."
    )
    add = parser.add_argument
    add(
        "study",
        metavar="STUDY",
        nargs="+",
        type=Path,
        help="4D file or DICOM series; or an image, a .seg.nrrd, or a label map, a frame",
    )
    add("-o", "--output", metavar="OUT", type=Path, required=True, help="folder for the results")
    add("--overwrite", action="store_true", help="replace results that are there")
    add("--model", metavar="NAME|PATH", default="cmr-sax", help="default: %(default)s")
    add("--device", choices=REQUESTS, default="auto", help="where to compute (default: %(default)s)")
    add("--ed", metavar="N", type=int, help="frame of end diastole, from 0 (default: largest cavity)")
    add("--es", metavar="N", type=int, help="frame of end systole, from 0 (default: smallest cavity)")
    add("--height", metavar="CM", type=float, help="of the patient, with --weight: indexed values")
    add("--weight", metavar="KG", type=float, help="of the patient")
    add(
        "--pseudonyms",
        action="store_true",
        help="leave file names, date and age out of the report and its tables",
    )
    add("--sex", choices=("female", "male"), help="of the patient: normal ranges")
    parser.set_defaults(run=_run)


def _run(arguments: argparse.Namespace) -> int:
    from ..analysis.function.result import FunctionChoices, quantities
    from ..files.atomic import refuse_existing
    from ..files.dicom.body import StudyFacts
    from .function_files import function_files, write_function
    from .study_function import measure_study

    refuse_existing(function_files(arguments.output), arguments.overwrite)
    facts = _take_body(arguments)
    surface = _body_surface(arguments)
    found = measure_study(
        arguments.study,
        model=arguments.model,
        device=arguments.device,
        choices=FunctionChoices(arguments.ed, arguments.es, surface, arguments.sex),
        progress=lambda words: print(words, file=sys.stderr, flush=True),
    )
    found = replace(found, facts=facts)
    if arguments.pseudonyms:
        found = replace(found, facts=StudyFacts(sex=facts.sex), sources=("study",))
    files = write_function(found, arguments.output)
    _print(found.function)
    for row in quantities(found.function):
        if row.value is not None:
            print(f"{row.name:<26}{row.value:8.1f} {row.unit}")
    print(f"Written: {', '.join(file.name for file in files)} in {arguments.output}")
    return 0


def _print(function: VentricularFunction) -> None:
    phases = function.phases
    how = "by volume" if phases.rule == "volume" else "as chosen"
    print(f"End diastole: frame {phases.ed}, end systole: frame {phases.es} ({how})")
    for note in function.notes:
        print(f"Note: {note}")


def _take_body(arguments: argparse.Namespace) -> StudyFacts:
    """Take from DICOM what the user has not given of the patient's body, and say so.

    Returns:
        What a report says of the study.
    """
    from ..files.dicom.body import StudyFacts, read_study_header
    from ..files.dicom.header import is_dicom

    first: Path = arguments.study[0]
    files = sorted(first.iterdir()) if first.is_dir() else [first]
    file = next((file for file in files if file.exists() and is_dicom(file)), None)
    if file is None:
        return StudyFacts(sex=arguments.sex or "")
    header = read_study_header(file)
    body = header.body
    if arguments.height is None and arguments.weight is None and body.height and body.weight:
        arguments.height, arguments.weight = body.height, body.weight
        print(f"Height {body.height:g} cm and weight {body.weight:g} kg are those of the DICOM header.")
    if arguments.sex is None and body.sex is not None:
        arguments.sex = body.sex
        print(f"Normal ranges are those of the sex in the DICOM header: {body.sex}.")
    return replace(header.facts, sex=arguments.sex or header.facts.sex)


def _body_surface(arguments: argparse.Namespace) -> float | None:
    from ..analysis.function.volumes import body_surface_area
    from ..errors import InputError

    if arguments.height is None and arguments.weight is None:
        return None
    if arguments.height is None or arguments.weight is None:
        raise InputError("--height and --weight are needed together: give both, or none.")
    try:
        return body_surface_area(arguments.height, arguments.weight)
    except ValueError as error:
        raise InputError(f"--height, --weight: {error}.") from error
