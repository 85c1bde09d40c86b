"""Write the lists of files into the extension's ``CMakeLists.txt``.

    python Testing/extension/list_files.py [--check] [ROOT]

Slicer installs what is listed and nothing else, so run this after adding, moving or removing a file.
With ``--check`` nothing is written; the exit status is 1 if a list differs from the tree.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from gates.checkout import Checkout
from gates.file_lists import ListError, outdated, updated


def main() -> int:
    """Write or check the lists; returns the exit status."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("root", nargs="?", type=Path, default=Path(__file__).resolve().parents[2])
    parser.add_argument("--check", action="store_true", help="write nothing, only compare")
    arguments = parser.parse_args()
    checkout = Checkout(arguments.root)
    try:
        differing = outdated(checkout)
        for path in differing:
            if not arguments.check:
                (checkout.root / path).write_bytes(updated(checkout, path).encode())
            print(f"{path}: {'differs from the tree' if arguments.check else 'written'}")
    except ListError as error:
        print(error, file=sys.stderr)
        return 1
    return 1 if arguments.check and differing else 0


if __name__ == "__main__":
    sys.exit(main())
