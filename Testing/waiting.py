"""Waiting in tests: never without a limit, and what is waited for is said."""

from __future__ import annotations

import time
from collections.abc import Callable


def wait_for(condition: Callable[[], object], what: str, seconds: float = 120.0) -> None:
    """Wait until a condition holds.

    Args:
        condition: asked again and again.
        what: for the message, when it does not.
        seconds: how long, at most.
    """
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, f"waited {seconds:g} s in vain for {what}"
        time.sleep(0.02)
