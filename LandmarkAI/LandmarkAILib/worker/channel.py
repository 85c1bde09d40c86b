"""The worker's end of the line: requests from standard input, replies to standard output."""

from __future__ import annotations

import _thread
import os
import queue
import signal
import sys
import threading
import time

from .protocol import Reply, to_json

_CHUNK = 1 << 16
# Seconds to remove unfinished files once the client is gone; a long call into a library ends before.
_GRACE = 5.0


class Channel:
    """Lines in and out of a worker whose standard output is its own.

    Whatever else prints to standard output, C libraries and child processes included, then prints to
    standard error. When the input closes, the client is gone: what the main thread is doing is
    interrupted by a KeyboardInterrupt, and the process ended if that does not end it within seconds.
    """

    def __init__(self) -> None:
        self._output = os.fdopen(os.dup(1), "wb")
        os.dup2(2, 1)
        self._lines: queue.SimpleQueue[str | None] = queue.SimpleQueue()
        threading.Thread(target=self._read, name="requests", daemon=True).start()

    def receive(self, timeout: float) -> str | None:
        """The next line; None if the input closed.

        Raises:
            queue.Empty: none came within ``timeout`` seconds.
        """
        return self._lines.get(timeout=timeout)

    def send(self, reply: Reply) -> None:
        """Write a reply at once.

        Raises:
            SystemExit: there is no one to read it any more.
        """
        try:
            self._output.write(to_json(reply).encode("ascii") + b"\n")
            self._output.flush()
        except OSError:
            raise SystemExit(0) from None

    def _read(self) -> None:
        # Not sys.stdin: a thread that waits in it keeps the interpreter from ending.
        rest = b""
        while chunk := os.read(0, _CHUNK):
            *whole, rest = (rest + chunk).split(b"\n")
            for line in whole:
                self._lines.put(line.decode("utf-8", "replace"))
        # In this order, so that a main thread that waits for a line is interrupted, too, and not later.
        _interrupt_main()
        self._lines.put(None)
        time.sleep(_GRACE)
        os._exit(1)


def _interrupt_main() -> None:
    """KeyboardInterrupt in the main thread; outside Windows also when it waits for a file."""
    if sys.platform == "win32":
        _thread.interrupt_main()
    else:
        signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGINT)
