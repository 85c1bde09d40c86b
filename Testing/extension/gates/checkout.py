"""A checkout of an extension as the Extensions Index sees it: files, CMake variables, catalog entry."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import Any

# As strict as the index's own patterns: one line, double quotes, nothing between quote and bracket.
_VARIABLE = re.compile(r'^set\((EXTENSION_\w+) "([^"\n]*)"\)', re.MULTILINE)
_PROJECT = re.compile(r"\bproject\s*\(\s*([^\s)]+)", re.IGNORECASE)
_SUBDIRECTORY = re.compile(r"^\s*add_subdirectory\((\w+)\)", re.MULTILINE)


@dataclass(frozen=True)
class Checkout:
    """A folder under git, with what is new in it and not ignored; paths are relative, with slashes."""

    root: Path

    @cached_property
    def files(self) -> tuple[str, ...]:
        """What is, or would be, committed; sorted."""
        names = self.git("ls-files", "-z", "--cached", "--others", "--exclude-standard").split("\0")
        return tuple(sorted({name for name in names if name and (self.root / name).is_file()}))

    def git(self, *arguments: str) -> str:
        """What git says about the folder."""
        command = ["git", "-C", str(self.root), *arguments]
        return subprocess.run(
            command, check=True, capture_output=True, encoding="utf-8", timeout=600
        ).stdout

    def read(self, path: str) -> str:
        """Text of a file; empty where there is none."""
        return (self.root / path).read_text(encoding="utf-8") if path in self.files else ""

    def under(self, *folders: str) -> list[str]:
        """The files in these folders and theirs."""
        return [path for path in self.files if any(path.startswith(f"{folder}/") for folder in folders)]

    @cached_property
    def cmake(self) -> str:
        """The top ``CMakeLists.txt``."""
        return self.read("CMakeLists.txt")

    @cached_property
    def project(self) -> str:
        """The name in ``project()``, which names the extension; empty if there is none."""
        found = _PROJECT.search(self.cmake)
        return found[1] if found else ""

    @cached_property
    def metadata(self) -> dict[str, str]:
        """The variables ``EXTENSION_*`` that are set as the index wants them."""
        return dict(_VARIABLE.findall(self.cmake))

    @cached_property
    def modules(self) -> list[str]:
        """The modules that are built."""
        return list(_SUBDIRECTORY.findall(self.cmake))

    @cached_property
    def entry(self) -> dict[str, Any]:
        """The catalog entry, ``<project>.json``; empty if it is missing or no JSON object."""
        try:
            entry = json.loads(self.read(f"{self.project}.json"))
        except ValueError:
            return {}
        return entry if isinstance(entry, dict) else {}

    def shipped_python(self) -> Iterator[str]:
        """The Python files of the modules that are built."""
        return (path for path in self.under(*self.modules) if PurePosixPath(path).suffix == ".py")
