"""Time and memory of a model of volumes on a cardiac CT of full size, against the project's budgets.

Run from the repository, with LandmarkAI installed::

    python Testing/benchmarks/bench_ct_lv.py [--model ct-lv | --preset mandas2025-multitask]

Prints a table and writes JSON with ``-o``. Nothing is asserted: a figure says something only together
with the machine it was taken on. The image is simulated; a model that finds no heart in it skips its
second stage, so it is printed how many landmarks were found. Without a model, random weights of the size
of ``ct-lv`` are measured, which find something in any image; ``--preset mandas2025-multitask`` takes
random weights of a preset's networks, which cost the same time as trained ones.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
# The package before the folder of its tests, which has the same name.
sys.path[:0] = [str(ROOT / "LandmarkAI"), str(ROOT / "LandmarkAITraining"), str(ROOT / "Testing")]

SIZE, SPACING = (512, 512, 250), (0.45, 0.45, 0.6)


def write_scan(path: Path) -> None:
    """A simulated CT of 512 × 512 × 250 voxels around a heart, with noise, slice by slice."""
    import numpy as np
    from LandmarkAILib.core.anatomy import LV_APEX, MITRAL_ANNULUS_CENTER
    from LandmarkAILib.core.geometry import Grid
    from LandmarkAILib.core.image import Image
    from LandmarkAILib.files.images import write_image
    from LandmarkAITrainingLib.simulation.ct.geometric_heart import geometric_heart
    from LandmarkAITrainingLib.simulation.ct.rendering import render
    from LandmarkAITrainingLib.simulation.ct.subject import draw_subject

    subject = draw_subject(np.random.default_rng(5), geometric_heart(2.5), "arterial", randomised=0)
    center = (subject.position(LV_APEX) + subject.position(MITRAL_ANNULUS_CENTER)) / 2
    coarse = Grid.from_axes([128, 128, 84], np.eye(3), [1.8] * 3, center)
    values, _labels = render(subject, coarse, np.random.default_rng(6))
    rng = np.random.default_rng(0)
    array = np.empty(SIZE[::-1], np.int16)
    for k in range(SIZE[2]):
        plane = np.kron(values[k // 3], np.ones((4, 4)))
        array[k] = plane + rng.normal(0, 20, plane.shape)
    grid = Grid.from_axes(SIZE, np.eye(3), SPACING, center)
    write_image(Image(array, grid, "scan"), path)


def write_random_model(folder: Path) -> Path:
    """Random weights of the size of ``ct-lv``."""
    from models import tiny_ct_bundle

    views = [
        {"type": "volume", "size": [96, 80, 96], "spacing": 4.0},
        {"type": "box", "size": [96, 96, 96], "spacing": 1.5},
    ]
    return tiny_ct_bundle(folder, 16, views).path


def write_untrained(folder: Path, name: str) -> Path:
    """The model of a preset before its training, without a gate."""
    from dataclasses import replace

    import torch
    from LandmarkAILib.inference.networks import make_network
    from LandmarkAILib.models.bundle import write_bundle
    from LandmarkAITrainingLib.presets.preset import read_preset
    from LandmarkAITrainingLib.training.export_model import describe

    torch.manual_seed(0)
    description = replace(describe(read_preset(name), []), seen=0.0)
    weights = {}
    for stage in description.stages:
        state = make_network(stage.network).state_dict().items()
        weights[stage.weights] = {
            key: value for key, value in state if not key.endswith("num_batches_tracked")
        }
    write_bundle(folder, description, weights)
    return folder


def detect(scan: str, output: str, model: str, threads: int) -> dict[str, Any]:
    """One detection from file to files in this process, and its peak memory."""
    from bench_cmr_sax import peak_gib
    from LandmarkAILib.commands.batch.folder_run import detect_folder
    from LandmarkAILib.files.detections import read_detection
    from LandmarkAILib.inference.options import DetectionOptions

    wall, processor = time.perf_counter(), time.process_time()
    detect_folder(scan, output, DetectionOptions(model, "cpu", threads, overwrite=True))
    wall, processor = time.perf_counter() - wall, time.process_time() - processor
    found = read_detection(Path(output) / "scan.json")
    return {
        "wall_s": wall,
        "cpu_s": processor,
        "detect_s": found.provenance["seconds"],
        "peak_gib": peak_gib(),
        "found": sum(point.status == "detected" for point in found.landmarks),
    }


def main() -> None:
    """Measure in a fresh process, print, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", help="name or folder; random weights without it")
    parser.add_argument("--preset", help="random weights of its networks, instead of a model")
    parser.add_argument("--threads", type=int, default=min(2, os.cpu_count() or 1))
    parser.add_argument("-o", "--output", type=Path)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        scan = Path(folder) / "scan.nrrd"
        write_scan(scan)
        if arguments.preset:
            model = str(write_untrained(Path(folder) / arguments.preset, arguments.preset))
        else:
            model = arguments.model or str(write_random_model(Path(folder) / "random"))
        code = (
            "import sys, json; sys.path.insert(0, sys.argv[1]); import bench_ct_lv as b\n"
            "print(json.dumps(b.detect(*sys.argv[2:5], int(sys.argv[5]))))"
        )
        command = [sys.executable, "-c", code, str(Path(__file__).parent), str(scan)]
        command += [f"{folder}/out", model, str(arguments.threads)]
        out = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True, timeout=600)
        results = json.loads(out.stdout.splitlines()[-1])
    title = f"512 × 512 × 250 voxels, {arguments.threads} threads"
    print(f"{title:44}{'measured':>12}{'budget':>10}")
    for words, value, budget in (
        ("file to files with imports, wall s", results["wall_s"], "8"),
        ("the same, CPU s", results["cpu_s"], ""),
        ("image in memory to points and labels, s", results["detect_s"], ""),
        ("peak memory, GiB", results["peak_gib"], "1.5"),
        ("landmarks found", results["found"], ""),
    ):
        print(f"{words:44}{value:>12.2f}{budget:>10}")
    if arguments.output:
        arguments.output.write_text(json.dumps(results, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
