"""A folder of studies at three clicks, which are counted; the worker is the real one."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from slicer_harness import mouse
from slicer_harness.fixtures import Panel, wait_until

pytestmark = pytest.mark.slow

STUDY = Path(__file__).resolve().parents[2] / "Resources" / "SampleData" / "simulated_study"


def widget(panel: Panel, name: str) -> Any:
    import slicer

    (one,) = slicer.util.findChildren(panel.parent, name=name)
    return one


@pytest.fixture
def folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Path]:
    """A folder of two studies, and one for results; Slicer's dialogs answer with one, then the other."""
    import qt

    source, target = tmp_path / "studies", tmp_path / "results"
    source.mkdir()
    target.mkdir()
    for name in ("lge_magnitude", "native_t1"):
        shutil.copy(STUDY / f"{name}.nrrd", source)
    answers = iter([str(source), str(target)])
    monkeypatch.setattr(qt.QFileDialog, "getExistingDirectory", lambda *_: next(answers), raising=False)
    return source, target


def test_three_clicks_detect_in_a_folder(panel: Panel, folders: tuple[Path, Path]) -> None:
    import slicer

    _source, target = folders
    clicks = 0
    for name in ("folderFromButton", "folderToButton", "folderDetectButton"):
        mouse.click(widget(panel, name))
        clicks += 1
        slicer.app.processEvents()
    part = panel.widget.panel.folder
    wait_until(lambda: part._job is None, "the end of the run", 240)
    assert clicks == 3
    assert (target / "summary.csv").is_file()
    assert len(list(target.rglob("*.mrk.json"))) == 2 and len(list(target.rglob("*.png"))) == 2
    assert "2 studies" in widget(panel, "folderLabel").text


def test_the_button_says_what_is_missing(panel: Panel) -> None:
    button = widget(panel, "folderDetectButton")
    assert not button.enabled and "From…" in button.toolTip
