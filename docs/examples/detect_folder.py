"""Detect the landmarks of all images in a folder tree in Slicer, without its window.

Slicer --no-main-window --python-script docs/examples/detect_folder.py FOLDER OUTPUT [MODEL]

A case that fails is told, and the others are done. Started again, it does what is missing.
"""

from __future__ import annotations

import sys

from LandmarkAI import LandmarkAILogic


def main(folder: str, output: str, model: str | None = None) -> int:
    """Write the results of a folder; returns the exit status, 1 where a case failed."""
    results = LandmarkAILogic().detectFolder(folder, output, model)
    for result in results:
        print(result.case, result.status, f"{result.seconds:.1f} s", result.message)
    return int(any(result.status == "failed" for result in results))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
