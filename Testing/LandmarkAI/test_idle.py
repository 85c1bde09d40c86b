"""A worker that has nothing to do ends by itself, and the user does not notice."""

from __future__ import annotations

from functools import partial
from typing import Any

import pytest
from slicer_harness.fixtures import Panel, wait_until

pytestmark = pytest.mark.slow


def test_worker_ends_at_leisure_and_the_next_click_starts_another(
    volume: Any, panel: Panel, tiny_model: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    import slicer
    from LandmarkAILib.slicer.logic import qt_worker
    from LandmarkAILib.slicer.logic.qt_worker import QtWorker
    from LandmarkAILib.slicer.scene.nodes import find_results

    command = partial(qt_worker.worker_command, idle=0.3)
    monkeypatch.setattr(qt_worker, "worker_command", command)
    panel.logic.worker = worker = QtWorker()
    panel.logic.getParameterNode().model = tiny_model
    try:
        pids = []
        for _run in (1, 2):
            for nodes in find_results(volume):
                slicer.mrmlScene.RemoveNode(nodes.landmarks)
            panel.click("detectButton")
            wait_until(lambda: worker.client.pid, "the worker", 120)
            pids.append(worker.client.pid)
            wait_until(lambda: find_results(volume), "the points", 120)
            wait_until(lambda: "points found" in panel.ui.statusLabel.text, "that they are told")
            wait_until(lambda: worker.client.pid is None, "the end of the worker")
            assert "points found" in panel.ui.statusLabel.text and panel.ui.detectButton.enabled
        assert pids[0] != pids[1]
    finally:
        worker.shutdown()
