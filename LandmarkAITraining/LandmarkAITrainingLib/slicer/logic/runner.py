"""``python -m LandmarkAITrainingLib.slicer.logic.runner FOLDER``: do a job, and note how it ended."""

from __future__ import annotations

import sys
from pathlib import Path

from LandmarkAILib.cli import main as landmarkai

from .job_files import LOCK, hold_lock, read_arguments, write_status

FAILED = 1


def main(folder: Path) -> int:
    """Run ``landmarkai`` with the arguments of a job; holds the job's lock meanwhile.

    Args:
        folder: of the job; gets ``ended.json``, unless this process is killed.

    Returns:
        The exit status.
    """
    status = FAILED
    try:
        with hold_lock(folder / LOCK):
            try:
                status = landmarkai(read_arguments(folder))
            finally:
                write_status(folder, status)
    except BlockingIOError:
        print("landmarkai: another process is at work in this folder: wait for it, or cancel it.")
    return status


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
