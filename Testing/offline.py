"""A Python process that reaches no other machine: what tries is refused, and noted."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

_BY_ADDRESS = {"socket.connect", "socket.sendto", "socket.sendmsg"}
_BY_NAME = {"socket.getaddrinfo", "socket.gethostbyname"}
_LOCAL = ("127.", "::1", "localhost")


def forbid_network(notes: Path) -> Callable[[], None]:
    """Refuse this process the network, from Python and from libraries that use Python's sockets.

    Args:
        notes: file that gets a line ``<pid> guarded`` now, and one for each attempt.

    Returns:
        What allows it again.
    """
    forbidden = [True]

    def watch(event: str, arguments: tuple[Any, ...]) -> None:
        if not forbidden or not event.startswith("socket."):
            return
        host = _host(event, arguments)
        if host is not None and not str(host).startswith(_LOCAL):
            _note(notes, f"tried {event} {host}")
            raise OSError(f"no network in this test: {host}")

    sys.addaudithook(watch)
    _note(notes, "guarded")
    return forbidden.clear


def guarded_start(folder: Path, notes: Path) -> Path:
    """Make a folder which, on ``PYTHONPATH``, forbids the network to each Python that starts.

    Returns:
        The folder.
    """
    call = f"\n\nforbid_network(Path({str(notes)!r}))\n"
    code = Path(__file__).read_text(encoding="utf-8") + call
    (folder / "sitecustomize.py").write_text(code, encoding="utf-8")
    return folder


def _host(event: str, arguments: tuple[Any, ...]) -> Any:
    """Name or address of the machine that is asked for; None where there is none, as of a pipe."""
    if event in _BY_NAME:
        return arguments[0] or None
    address = arguments[1] if event in _BY_ADDRESS else None
    return address[0] if isinstance(address, tuple) else None


def _note(notes: Path, text: str) -> None:
    with notes.open("a", encoding="utf-8") as file:
        file.write(f"{os.getpid()} {text}\n")
