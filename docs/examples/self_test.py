"""Try LandmarkAI in this Slicer, and write what came of it into one text file to send.

Slicer --no-splash --no-main-window --python-script docs/examples/self_test.py [FILE]

FILE is ``LandmarkAI-self-test.txt`` in your home folder if you name none. There is no path in it, and
neither your name nor that of your computer. Exit status 1: a step failed.
"""

from __future__ import annotations

import sys
from pathlib import Path

from LandmarkAILib.slicer.logic.self_check import run_self_check
from LandmarkAILib.slicer.logic.self_check_report import FILE, report, write_report

from LandmarkAI import LandmarkAILogic


def main(file: str = "") -> int:
    """Run all steps and write the report; returns the exit status."""
    logic = LandmarkAILogic()
    path = Path(file) if file else Path.home() / FILE
    results, facts = run_self_check(logic, lambda step: print(f"{step}…", flush=True))
    text = report(results, facts, logic.worker.client.log)
    write_report(text, path)
    print(text)
    print(f"Written to {path}")
    return int(any(result.outcome == "failed" for result in results))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
