"""The heartbeat notices a blocked event loop."""

from __future__ import annotations

import time
from typing import Any


def test_a_blocked_event_loop_is_noticed(slicer_app: Any) -> None:
    from slicer_harness.heartbeat import heartbeat

    with heartbeat() as measured:
        end = time.monotonic() + 0.05
        while time.monotonic() < end:
            slicer_app.processEvents()
        beats = measured.beats
        time.sleep(0.2)
    assert beats > 0 and measured.longest >= 0.2
