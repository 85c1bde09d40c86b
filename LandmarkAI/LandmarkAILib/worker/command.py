"""How a worker is started."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path

from .server import IDLE

_LIBRARY = Path(__file__).resolve().parents[2]


def worker_command(
    python: str | None = None,
    idle: float = IDLE,
    threads: int | None = None,
    own_group: bool = False,
) -> list[str]:
    """Program and arguments of a worker.

    Args:
        python: an interpreter, in Slicer the path of ``PythonSlicer``; None takes this one.
        idle: seconds without a request after which it ends.
        threads: CPU threads; None leaves torch's choice.
        own_group: whether it makes itself the leader of a process group (Linux, macOS). Asked for by
            one who cannot start it as such and yet wants to kill its whole tree.
    """
    options = ["--idle", f"{idle:g}"]
    options += ["--threads", str(threads)] if threads is not None else []
    options += ["--own-group"] if own_group else []
    return [python or sys.executable, "-m", "LandmarkAILib.worker", *options]


def worker_environment(base: Mapping[str, str] | None = None) -> dict[str, str]:
    """Environment in which :func:`worker_command` finds this package.

    Args:
        base: what to add to; None takes this process's.
    """
    environment = dict(os.environ if base is None else base)
    others = environment.get("PYTHONPATH")
    environment["PYTHONPATH"] = os.pathsep.join([str(_LIBRARY), *([others] if others else [])])
    return environment
