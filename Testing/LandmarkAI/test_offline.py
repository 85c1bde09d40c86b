"""Without a network the module works with what ships; nothing even asks for one.

Python's sockets are watched, in the panel's process and in the worker's. Qt's own are not: the module
uses none of them.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from offline import forbid_network, guarded_start
from slicer_harness.fixtures import Panel, wait_until

pytestmark = pytest.mark.slow

# Of the addresses that belong to nobody (RFC 5737).
ELSEWHERE = ("192.0.2.1", 80)


@pytest.fixture
def notes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, slicer_app: Any) -> Iterator[Path]:
    """What tried to reach another machine; this process and those that it starts cannot."""
    notes = tmp_path / "notes.txt"
    start = guarded_start(tmp_path, notes)
    others = os.environ.get("PYTHONPATH")
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(start), *([others] if others else [])]))
    allow = forbid_network(notes)
    yield notes
    allow()


@pytest.fixture
def fresh_worker(panel: Panel, notes: Path) -> Iterator[Any]:
    """A worker that starts its process now."""
    from LandmarkAILib.slicer.logic.qt_worker import QtWorker

    panel.logic.worker = QtWorker()
    yield panel.logic.worker
    panel.logic.worker.shutdown()


def test_there_is_no_network_in_these_tests(notes: Path) -> None:
    with pytest.raises(OSError, match="no network"):
        socket.create_connection(ELSEWHERE, timeout=1)
    with pytest.raises(OSError, match="no network"):
        socket.getaddrinfo("example.org", 443)
    program = shutil.which("PythonSlicer")
    assert program is not None
    code = f"import socket; socket.create_connection({ELSEWHERE!r}, timeout=1)"
    ended = subprocess.run(
        [program, "-c", code], capture_output=True, text=True, check=False, timeout=600
    )
    assert ended.returncode != 0 and "no network in this test" in ended.stderr
    assert notes.read_text().count(" tried ") == 3


def test_a_click_detects_without_network(
    panel: Panel, volume: Any, fresh_worker: Any, notes: Path
) -> None:
    """The model that ships, the real worker, and the check of the set-up page."""
    from LandmarkAILib.slicer.scene.nodes import find_results

    panel.ui.volumeSelector.setCurrentNode(volume)
    assert "cmr-sax" in panel.ui.modelSummary.text and not panel.ui.problemFrame.visible
    panel.click("detectButton")
    wait_until(lambda: "points found" in panel.ui.statusLabel.text, "the points", 120)
    assert find_results(volume)[0].landmarks.GetNumberOfControlPoints() > 0
    worker = fresh_worker.client.pid
    panel.ui.setupCollapsible.collapsed = False
    panel.click("checkButton")
    wait_until(lambda: panel.ui.checkButton.enabled, "the report", 120)
    assert panel.ui.setupReport.toPlainText().startswith("✓ All is there.")
    lines = notes.read_text().splitlines()
    assert f"{worker} guarded" in lines and f"{os.getpid()} guarded" in lines
    assert not [line for line in lines if " tried " in line]
