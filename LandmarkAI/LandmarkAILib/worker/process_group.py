"""The end of a process and all that it started."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys


def kill_group(leader: int) -> None:
    """Kill a process group on Linux and macOS; on Windows a process and its descendants.

    Args:
        leader: process id of the group's leader; nothing happens if there is no such group.
    """
    if sys.platform == "win32":
        command = ["taskkill", "/F", "/T", "/PID", str(leader)]
        flags = subprocess.CREATE_NO_WINDOW
        subprocess.run(command, check=False, capture_output=True, creationflags=flags)
    else:
        # macOS refuses, by permission, to signal a group in which all are dead.
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(leader, signal.SIGKILL)
