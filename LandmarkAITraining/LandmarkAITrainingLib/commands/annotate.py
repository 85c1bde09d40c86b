"""``landmarkai annotate``: which cases wait for a reader, and what a model makes of them beforehand."""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path

from LandmarkAILib.errors import InputError
from LandmarkAILib.inference.device import REQUESTS

from .shared_options import say


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.add_argument("dataset", type=Path, help="folder tree of cases, annotated or not")
    parser.add_argument(
        "--model",
        help="annotate the cases beforehand that nobody has reviewed: name, or path of a model",
    )
    parser.add_argument(
        "--reviewed", nargs="+", metavar="CASE", help="their points are right: train on them"
    )
    parser.add_argument(
        "--hold-out",
        nargs="+",
        metavar="CASE",
        help="their points are right: test on them; no training ever looks at them",
    )
    parser.add_argument("--device", default="auto", choices=REQUESTS, help="of the model")
    parser.add_argument("--threads", type=int, help="CPU threads")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Run the command; returns the exit code."""
    from ..data.check.problems import listed
    from ..data.states import list_states, next_case, reviewed
    from ..evaluation.rounds import read_rounds, round_sentence

    root = arguments.dataset
    for case in arguments.reviewed or ():
        reviewed(root, case)
    for case in arguments.hold_out or ():
        reviewed(root, case, "test")
    if arguments.model:
        from LandmarkAILib.inference.engine import load_model

        from ..protocols.pre_annotate import pre_annotate
        from ..protocols.rounds import adopt_round

        engine = load_model(arguments.model, arguments.device, arguments.threads)
        pre_annotate(root, engine, say)
        if engine.bundle is not None:
            adopt_round(root, engine.bundle.path)
    states = list_states(root)
    if not states:
        raise InputError(f"{root} holds no case: put each image into a folder of its own as image.nrrd.")
    for item in states:
        expected = "" if item.expected is None else f"expected error {item.expected:.3g} mm"
        print(f"{item.record.case:32} {item.state:14} {item.split:6} {expected}".rstrip())
    counts = Counter(item.state for item in states)
    print(", ".join(f"{count} {state}" for state, count in counts.items()) + ".")
    if unsaid := [item.record.case for item in states if item.unsaid]:
        print(
            f"cases.csv does not say the state of {listed(unsaid)}, but the points there say how sure "
            "a model is: they count as pre-annotated. Once you have looked at them: --reviewed CASE."
        )
    for held in read_rounds(root):
        print(f"{round_sentence(held)}.")
    if (following := next_case(states)) is not None:
        print(f"Next: {following.record.case}")
    return 0
