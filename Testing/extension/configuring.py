"""Runs an extension's ``CMakeLists.txt`` on stand-ins for Slicer's macros."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

STUBS = Path(__file__).resolve().parent / "slicer_stubs.cmake"


@dataclass(frozen=True)
class Configured:
    """What came of it.

    Args:
        modules: the folder in which Slicer would find the modules.
        calls: what the files called, one a line.
        error: what CMake complained about; empty if nothing.
    """

    modules: Path
    calls: list[str]
    error: str

    @property
    def files(self) -> list[str]:
        """What is installed, relative to ``modules``; sorted."""
        paths = [path for path in self.modules.rglob("*") if path.is_file()]
        return sorted(path.relative_to(self.modules).as_posix() for path in paths)


def configure(root: Path, binary: Path) -> Configured | None:
    """Configure a checkout into an empty folder; None where there is no CMake."""
    cmake = shutil.which("cmake")
    if cmake is None:
        return None
    command = [cmake, f"-DSOURCE={root.as_posix()}", f"-DBINARY={binary.as_posix()}", "-P", str(STUBS)]
    result = subprocess.run(command, cwd=root, check=False, capture_output=True, text=True, timeout=600)
    calls = binary / "calls.txt"
    lines = calls.read_text(encoding="utf-8").splitlines() if calls.exists() else []
    return Configured(binary / "modules", lines, result.stderr)
