"""Show that Slicer gives the numbers of the command line, to the last digit.

landmarkai detect FOLDER -o SHELL --device cpu
Slicer --no-main-window --python-script docs/examples/equals_command_line.py FOLDER SHELL OUTPUT [MODEL]
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from LandmarkAI import LandmarkAILogic


def main(folder: str, shell: str, output: str, model: str | None = None) -> int:
    """Detect in a folder and compare with what the command line wrote; returns the exit status."""
    LandmarkAILogic().detectFolder(folder, output, model, device="cpu")
    records = sorted(Path(shell).rglob("*.mrk.json"))
    different = [file for file in records if points(file) != points(output / file.relative_to(shell))]
    print(f"{len(records) - len(different)} of {len(records)} cases are equal")
    return int(bool(different) or not records)


def points(file: Path) -> object:
    """The landmarks of a file, as they are written there; None where there is no such file."""
    if not file.exists():
        return None
    return json.loads(file.read_text(encoding="utf-8"))["markups"][0]["controlPoints"]


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
