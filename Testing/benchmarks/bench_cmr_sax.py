"""Time and memory of ``cmr-sax`` on this machine, against the project's budgets.

Run from the repository, with LandmarkAI installed::

    python Testing/benchmarks/bench_cmr_sax.py

Prints a table and writes ``benchmark.json`` with ``-o``. Nothing is asserted: a figure says something
only together with the machine it was taken on. The images are simulated noise around a bright ring:
time does not depend on what they show, except that slices without a heart skip the second stage, so
the share of slices on which every landmark was found is printed too.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

RUNS = 5


def measure(work: Callable[[], Any], runs: int = RUNS) -> dict[str, float]:
    """Median wall and CPU seconds of ``work``, after one run that is not counted."""
    work()
    walls, processors = [], []
    for _ in range(runs):
        wall, processor = time.perf_counter(), time.process_time()
        work()
        walls.append(time.perf_counter() - wall)
        processors.append(time.process_time() - processor)
    return {"wall_s": statistics.median(walls), "cpu_s": statistics.median(processors)}


def import_seconds() -> dict[str, float]:
    """Import of the core in a fresh process, and whether torch came with it."""
    code = (
        "import time; t = time.process_time()\n"
        "import LandmarkAILib.cli, LandmarkAILib.core.geometry, LandmarkAILib.core.landmarks, sys\n"
        "print(time.process_time() - t, 'torch' in sys.modules)"
    )
    seconds, torch = [], False
    for _ in range(RUNS):
        out = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=600
        )
        words = out.stdout.split()
        seconds.append(float(words[0]))
        torch = torch or words[1] == "True"
    return {"cpu_s": statistics.median(seconds), "imports_torch": float(torch)}


def simulated_stack(slices: int, size: int, spacing: float) -> Any:
    """A phantom of the training package, resampled by tiling nothing: made at the size asked for."""
    import numpy as np
    from LandmarkAITrainingLib.simulation.cmr.phantom import make_phantom

    return make_phantom(np.random.default_rng(0), "cine", size, slices, spacing).image


def detection_seconds(threads: int) -> dict[str, Any]:
    """One slice and a 10-slice stack in memory; the stack from file to files."""
    from LandmarkAILib.commands.batch.folder_run import detect_folder
    from LandmarkAILib.files.images import write_image
    from LandmarkAILib.inference.device import choose_device
    from LandmarkAILib.inference.engine import Engine, ModelCache
    from LandmarkAILib.inference.options import DetectionOptions
    from LandmarkAILib.inference.pipeline import Pipeline
    from LandmarkAILib.models.installed import find_model

    pipeline = Pipeline.load(find_model("cmr-sax"), choose_device("cpu", threads))
    image = simulated_stack(10, 256, 1.4)
    found = [p.status == "detected" for p in pipeline.detect(image).landmarks]
    stack = measure(lambda: pipeline.detect(image))
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "image.nrrd"
        write_image(image, source)
        engine = Engine(pipeline.bundle, pipeline.device)

        def from_file_to_files() -> None:
            detect_folder(
                source,
                Path(folder) / "out",
                DetectionOptions("cmr-sax", "cpu", overwrite=True),
                models=ModelCache(lambda bundle, device: pipeline),
            )

        files = measure(from_file_to_files)
        del engine
    return {
        "found_share": sum(found) / len(found),
        "stack_10": stack,
        "core_ms_per_slice": 100 * stack["cpu_s"],
        "file_to_files_10": files,
        "precision": pipeline.device.precision,
    }


def peak_memory(threads: int) -> float:
    """Peak GiB of a process that detects on 30 slices of 512²."""
    code = (
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "import bench_cmr_sax as b\n"
        "from LandmarkAILib.inference.device import choose_device\n"
        "from LandmarkAILib.models.installed import find_model\n"
        "from LandmarkAILib.inference.pipeline import Pipeline\n"
        "import numpy as np\n"
        "from LandmarkAILib.core.geometry import Grid\n"
        "from LandmarkAILib.core.image import Image\n"
        "grid = Grid.from_axes([512, 512, 30], np.eye(3), [0.7, 0.7, 6], [0, 0, 0])\n"
        "values = np.load(sys.argv[2])\n"
        f"Pipeline.load(find_model('cmr-sax'), choose_device('cpu', {threads}))"
        ".detect(Image(values, grid))\n"
        "print(b.peak_gib())"
    )
    import numpy as np

    with tempfile.TemporaryDirectory() as folder:
        values = Path(folder) / "values.npy"
        np.save(values, simulated_stack(30, 512, 0.7).array)
        command = [sys.executable, "-c", code, str(Path(__file__).parent), str(values)]
        out = subprocess.run(command, capture_output=True, text=True, check=True, timeout=600)
    return float(out.stdout.split()[-1])


def peak_gib() -> float:
    """Peak resident memory of this process."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / 2**20 if sys.platform != "darwin" else peak / 2**30


def main() -> None:
    """Measure, print, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--threads", type=int, default=min(2, os.cpu_count() or 1))
    parser.add_argument("-o", "--output", type=Path)
    arguments = parser.parse_args()
    results = {
        "threads": arguments.threads,
        "import_core": import_seconds(),
        **detection_seconds(arguments.threads),
        "peak_gib_30x512": peak_memory(arguments.threads),
    }
    print(f"{'what':44}{'measured':>12}{'budget':>10}")
    for words, value, budget in (
        ("import of the core, CPU s", results["import_core"]["cpu_s"], "0.5"),
        ("a slice, core-ms", results["core_ms_per_slice"], "120"),
        ("10 slices in memory, wall s", results["stack_10"]["wall_s"], ""),
        ("10 slices, file to files, wall s", results["file_to_files_10"]["wall_s"], "1.5"),
        ("peak memory, 30 slices of 512², GiB", results["peak_gib_30x512"], "1.2"),
        ("share of landmarks found", results["found_share"], ""),
    ):
        print(f"{words:44}{value:>12.3f}{budget:>10}")
    if arguments.output:
        arguments.output.write_text(json.dumps(results, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
