"""``landmarkai bids BIDS_DIR OUTPUT_DIR {participant,group}``: the command line of BIDS Apps.

The convention (doi:10.1371/journal.pcbi.1005209): a participant's level writes the derivatives of the
subjects that are named, and runs for many at a time; the group's level comes after and makes one table.
"""

from __future__ import annotations

import argparse
import signal
import sys
from pathlib import Path

from .. import __version__
from ..errors import InputError
from ..files.text import write_json
from ..inference.device import REQUESTS
from ..inference.options import DetectionOptions

_SUBJECT = "sub-"
_ALL = "all-subjects"
_DESCRIPTION = "dataset_description.json"
_PLANS = "plans"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments to its parser."""
    parser.description = (
        "LandmarkAI as a BIDS App. For a whole archive on a cluster, 'plan' and 'detect --part' do the "
        "same with fewer starts."
    )
    add = parser.add_argument
    add("bids_dir", type=Path, help="dataset with a folder sub-<label> for each subject")
    add("output_dir", type=Path, help="folder for the derivatives")
    add("analysis_level", choices=("participant", "group"), help="detect, or gather what was detected")
    add(
        *("--participant-label", "--participant_label"),
        metavar="LABEL",
        nargs="+",
        help="subjects, with or without 'sub-' (default: all)",
    )
    add("--model", metavar="NAME|PATH", help="name or folder of a model (default: what fits the image)")
    add("--device", choices=REQUESTS, default="auto", help="where to compute (default: %(default)s)")
    add("--n-cpus", "--n_cpus", metavar="N", type=int, dest="threads", help="CPU threads")
    add("--pictures", action="store_true", help="also a picture of all slices, for MR stacks")
    parser.set_defaults(run=_run)


def _run(arguments: argparse.Namespace) -> int:
    if arguments.analysis_level == "group":
        from .gather import gather

        _, files = gather(arguments.output_dir)
        print(f"Written: {', '.join(map(str, files))}", file=sys.stderr)
        return 0
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    options = DetectionOptions(
        model=arguments.model,
        device=arguments.device,
        threads=arguments.threads,
        pictures=arguments.pictures,
    )
    subjects = subject_folders(arguments.bids_dir, arguments.participant_label)
    named = "+".join(folder.name for folder in subjects) if arguments.participant_label else _ALL
    return _participants(subjects, arguments.output_dir, named[:100], options)


def subject_folders(dataset: Path, labels: list[str] | None) -> list[Path]:
    """The folders of subjects, those of some labels only where there are any.

    Raises:
        InputError: the dataset has no subjects, or not one of that label.
    """
    if labels:
        folders = [dataset / f"{_SUBJECT}{label.removeprefix(_SUBJECT)}" for label in labels]
    else:
        folders = sorted(path for path in dataset.glob(f"{_SUBJECT}*") if path.is_dir())
    missing = [folder.name for folder in folders if not folder.is_dir()]
    if missing:
        raise InputError(f"{dataset} has no {', '.join(missing)}: check the labels.")
    if not folders:
        raise InputError(f"{dataset} has no folder sub-<label>: give the root of a BIDS dataset.")
    return folders


def _participants(subjects: list[Path], output: Path, name: str, options: DetectionOptions) -> int:
    """Plan and detect; several of these may run at a time, each with subjects of its own."""
    from .batch.manifest import begin_cohort
    from .cohorts.detect_cohort import end_of_part, teller
    from .cohorts.part_run import run_part
    from .cohorts.parts import WHOLE, PartTask
    from .cohorts.planning import PlanOptions, plan_cohort

    table = output / _PLANS / f"{name}.csv"
    plan_cohort(subjects, table, PlanOptions(in_folders=True))
    begin_cohort(output, options, table)
    write_json(
        output / _DESCRIPTION,
        {
            "Name": "LandmarkAI: landmarks and contours of the heart",
            "BIDSVersion": "1.8.0",
            "DatasetType": "derivative",
            "GeneratedBy": [{"Name": "LandmarkAI", "Version": __version__}],
        },
    )
    outcome = run_part(PartTask(table, output, options, name=name), teller(WHOLE))
    return end_of_part(outcome, name, f"Then: landmarkai bids BIDS_DIR {output} group")
