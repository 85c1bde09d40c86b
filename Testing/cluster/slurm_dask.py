"""The example of dask-jobqueue on a real SLURM: its SLURMCluster asks for workers as jobs.

    apt-get install slurm-wlm munge; pip install dask-jobqueue
    python Testing/cluster/slurm_dask.py [--studies 60]

As ``slurm_array.py``, with docs/examples/slurm_dask.py as it stands, and so with the model that ships.
One of the jobs is cancelled while its worker is at a case; another must take its place.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from slurm_array import checks, skip, skip_without_slurm, slurm
from small_cohort import make_studies

_EXAMPLE = Path(__file__).resolve().parents[2] / "docs" / "examples" / "slurm_dask.py"
_LIMIT = 1500.0  # s


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--studies", type=int, default=60)
    arguments = parser.parse_args()
    if importlib.util.find_spec("dask_jobqueue") is None:
        skip("dask-jobqueue is not installed (pip install dask-jobqueue)")
    skip_without_slurm()
    with tempfile.TemporaryDirectory(prefix="slurm-") as folder:
        root = Path(folder)
        root.chmod(0o755)
        make_studies(root / "in", arguments.studies)
        command = [sys.executable, "-m", "LandmarkAILib", "plan", str(root / "in")]
        subprocess.run([*command, "-o", str(root / "cohort.csv")], check=True, timeout=600)
        with slurm(root, 3, 4) as environment:
            found = _run(root, environment)
        print(json.dumps({**found, **checks(root, arguments.studies)}, indent=2))


def _run(root: Path, environment: dict[str, str]) -> dict[str, object]:
    command = [sys.executable, str(_EXAMPLE), "cohort.csv", "out"]
    cancelled, nodes = "", set()
    with (root / "log").open("w") as log:
        process = subprocess.Popen(command, cwd=root, env=environment, stdout=log, stderr=log)
        deadline = time.monotonic() + _LIMIT
        while process.poll() is None:
            if time.monotonic() > deadline:
                process.kill()
                process.wait(timeout=60)
            jobs = _jobs(environment)
            nodes |= {node for _, _, node in jobs if node}
            begun = any((root / "out" / "parts").glob("*.claim"))
            running = [number for number, state, _ in jobs if state == "RUNNING"]
            if begun and running and not cancelled:
                cancelled = running[0]
                subprocess.run(["scancel", cancelled], env=environment, check=True, timeout=60)
            time.sleep(1)
    if process.returncode:
        raise SystemExit((root / "log").read_text())
    return {"a job was cancelled": bool(cancelled), "nodes": sorted(nodes)}


def _jobs(environment: dict[str, str]) -> list[tuple[str, str, str]]:
    """Number, state and node of each job."""
    asked = subprocess.run(
        ["squeue", "-h", "-o", "%i|%T|%N"],
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    return [tuple(line.split("|")) for line in asked.stdout.splitlines()]  # type: ignore[misc]


if __name__ == "__main__":
    main()
