"""Plan a tree of a million files, most of them nearly empty, and watch the memory.

    python Testing/benchmarks/plan_a_million.py [FOLDER] [--files 1000000]

Each folder holds notes that are no image, files that should be DICOM and are empty (cases with a
problem), and tiny NRRD images. The tree is made in FOLDER (default: a temporary one) and deleted after.
The plan runs in a process of its own; its resident memory is read every second.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from LandmarkAILib.core.geometry import Grid
from LandmarkAILib.core.image import Image
from LandmarkAILib.files.images import write_image

_OF_A_FOLDER = 500
_IMAGES, _EMPTY = 5, 5  # of them
_LIMIT = 3 * 3600.0  # s


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--files", type=int, default=1_000_000)
    arguments = parser.parse_args()
    root = Path(tempfile.mkdtemp(dir=arguments.folder))
    try:
        print(json.dumps(_measure(root, arguments.files), indent=2))
    finally:
        shutil.rmtree(root)


def _measure(root: Path, files: int) -> dict[str, object]:
    folders = files // _OF_A_FOLDER
    _make_tree(root / "tree", folders)
    table = root / "cohort.csv"
    command = [sys.executable, "-m", "LandmarkAILib", "plan", str(root / "tree"), "-o", str(table)]
    found: dict[str, object] = {"files": folders * _OF_A_FOLDER, "folders": folders}
    for name in ("first", "again"):
        start = time.perf_counter()
        memory = list(_resident(command, table))
        found[name] = {
            "seconds": round(time.perf_counter() - start, 1),
            "rows": sum(1 for _ in table.open("rb")) - 1,
            "MB at 5 % of the rows": _at(memory, 0.05),
            "MB at the end": round(memory[-1][1]),
            "MB at most": round(max(used for _, used in memory)),
        }
    return found


def _make_tree(root: Path, folders: int) -> None:
    grid = Grid((4, 4, 3), np.diag([2.0, 2.0, 8.0, 1.0]))
    tiny = root / "image.nrrd"
    root.mkdir()
    write_image(Image(np.ones((3, 4, 4), np.int16), grid, "tiny"), tiny)
    data = tiny.read_bytes()
    tiny.unlink()
    for n in range(folders):
        folder = root / f"{n // 100:04}" / f"study{n:06}"
        folder.mkdir(parents=True)
        for k in range(_OF_A_FOLDER):
            if k < _IMAGES:
                (folder / f"image{k}.nrrd").write_bytes(data)
            elif k < _IMAGES + _EMPTY:
                (folder / f"slice{k}.dcm").touch()
            else:
                (folder / f"note{k:03}.txt").write_bytes(b"x")


def _resident(command: list[str], table: Path) -> Iterator[tuple[int, float]]:
    """Bytes of the table and MB of resident memory, about every second, of a command that runs."""
    unfinished = table.with_name(table.name + ".unfinished")
    with subprocess.Popen(command) as process:
        deadline = time.monotonic() + _LIMIT
        while process.poll() is None and time.monotonic() < deadline:
            status = Path(f"/proc/{process.pid}/status").read_text()
            lines = dict(line.split(":", 1) for line in status.splitlines() if ":" in line)
            if "VmRSS" in lines:
                size = unfinished.stat().st_size if unfinished.exists() else 0
                yield size, int(lines["VmRSS"].split()[0]) / 1024
            time.sleep(1)
        process.kill()
    if process.returncode:
        raise SystemExit(f"plan ended with {process.returncode}")


def _at(memory: list[tuple[int, float]], share: float) -> int:
    """MB when a share of the table was written."""
    most = max(size for size, _ in memory)
    return round(next(used for size, used in memory if size >= share * most))


if __name__ == "__main__":
    main()
