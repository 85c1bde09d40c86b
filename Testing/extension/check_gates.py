"""Check the gates of the Extensions Index that need no network, and print a table.

    python Testing/extension/check_gates.py [ROOT]

The exit status is 1 if a gate is closed. The README beside this file lists what must be checked by hand.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from gates import GATES
from gates.checkout import Checkout


def main() -> int:
    """Check a checkout; returns the exit status."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("root", nargs="?", type=Path, default=Path(__file__).resolve().parents[2])
    checkout = Checkout(parser.parse_args().root)
    problems = {name: check(checkout) for name, check in GATES.items()}
    width = max(map(len, problems))
    for name, found in problems.items():
        print(f"{name:{width}}  {'closed' if found else 'open'}")
        for problem in found:
            print(f"{'':{width}}    {problem}")
    closed = sum(map(bool, problems.values()))
    print(f"{len(problems) - closed} of {len(problems)} gates are open.")
    return 1 if closed else 0


if __name__ == "__main__":
    sys.exit(main())
