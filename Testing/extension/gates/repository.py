"""The repository as a whole: its license and what a clone of it weighs."""

from __future__ import annotations

import json
import re
from pathlib import PurePosixPath

from .checkout import Checkout

MEGABYTE = 1024**2
LIMIT = 100 * MEGABYTE
LICENSE_FILES = ("LICENSE.txt", "LICENSE", "LICENCE", "COPYING", "COPYING.txt")
CODE_LICENSE = "Apache License 2.0"
_HEADING = re.compile(r"Apache License\s+Version 2\.0", re.IGNORECASE)


def check_license(checkout: Checkout) -> list[str]:
    """The license lies in the root and the README names it; models under other terms say so too."""
    present = [name for name in LICENSE_FILES if name in checkout.files]
    if not present:
        return [f"no license file in the root; name it {LICENSE_FILES[0]}"]
    readme = checkout.read("README.md")
    problems = []
    if not _HEADING.search(checkout.read(present[0])):
        problems.append(f"{present[0]} is not the {CODE_LICENSE}")
    if CODE_LICENSE not in readme or f"({present[0]})" not in readme:
        problems.append(f"README.md does not name {CODE_LICENSE} with a link to {present[0]}")
    return problems + _model_problems(checkout, readme)


def _model_problems(checkout: Checkout, readme: str) -> list[str]:
    problems = []
    for path in checkout.under("Resources/Models"):
        if PurePosixPath(path).name != "model.json":
            continue
        model = json.loads(checkout.read(path))
        name, license_name = str(model.get("name", "")), str(model.get("license", ""))
        if not license_name:
            problems.append(f"{path} has no license")
        elif not re.search(rf"^\|.*`{re.escape(name)}`.*\|$", readme, re.MULTILINE):
            problems.append(f"README.md has no row for model {name}, whose license is {license_name!r}")
    return problems


def check_size(checkout: Checkout) -> list[str]:
    """A clone with all its history, and what is new, stays under the index's 100 MB."""
    if checkout.git("rev-parse", "--is-shallow-repository").strip() == "true":
        return ["this clone is shallow, so the size of its history is unknown: git fetch --unshallow"]
    tree = sum((checkout.root / path).stat().st_size for path in checkout.files)
    has_commits = checkout.git("rev-list", "--all", "--max-count=1").strip()
    history = int(checkout.git("rev-list", "--all", "--objects", "--disk-usage")) if has_commits else 0
    total = tree + history
    return [f"a clone weighs {total / MEGABYTE:.0f} MB"] if total >= LIMIT else []
