"""The DICOM plugin: classic and enhanced stacks and cines of the short axis become nodes, others not."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from dicom_files import write_enhanced, write_series
from fake_worker import FakeLauncher
from LandmarkAILib.core.geometry import Grid
from short_axis_phantom import canonical_axes, make_phantom
from slicer_harness import modules
from slicer_harness.fixtures import Panel
from slicer_harness.python_side.dicom_lib import DICOMDatabase

PLUGIN = Path(__file__).resolve().parents[2] / "LandmarkAI" / "DICOMLandmarkAIPlugin.py"
ONE = {"StudyInstanceUID": "2.25.77", "FrameOfReferenceUID": "2.25.78"}
GRID = Grid.from_axes((20, 16, 5), canonical_axes(), [1.4, 1.5, 8.0], [10, -20, 30])
FRAMES = [np.random.default_rng(n).integers(0, 900, GRID.shape).astype(np.uint16) for n in range(3)]
TIMES = (0.0, 42.5, 85.0)  # ms after the R wave


@pytest.fixture
def plugin(scene: Any) -> Iterator[Any]:
    """As the module DICOM makes it, of the class that the file registers."""
    import slicer

    modules.load(PLUGIN)
    yield slicer.modules.dicomPlugins["DICOMLandmarkAIPlugin"]()
    modules.unload("DICOMLandmarkAIPlugin")
    del slicer.modules.dicomPlugins


@pytest.fixture
def imported(scene: Any) -> Iterator[Callable[[Path], list[str]]]:
    """``imported(folder)``: its files, which are in Slicer's database from then on."""
    import slicer

    def add(folder: Path) -> list[str]:
        files = sorted(folder.rglob("*.dcm"))
        slicer.dicomDatabase = DICOMDatabase(files)
        return list(map(str, files))

    slicer.dicomDatabase = DICOMDatabase([])
    yield add
    del slicer.dicomDatabase


def write_cine(folder: Path, grid: Grid = GRID) -> None:
    """A file a slice and time, all in one series."""
    for n, (frame, time) in enumerate(zip(FRAMES, TIMES, strict=True)):
        write_series(
            folder, frame, grid, first_file=n * len(frame), SeriesInstanceUID="2.25.5",
            TriggerTime=str(time), **ONE,
        )  # fmt: skip


def grid_of(volume: Any) -> Grid:
    from LandmarkAILib.slicer.scene.volumes import volume_grid

    return volume_grid(volume)


def values_lie_where_they_were(volume: Any, values: np.ndarray, grid: Grid) -> bool:
    """Whether each voxel of the volume has the value that the file has in the same place."""
    import slicer

    own = grid_of(volume)
    index = np.indices(grid.shape)[::-1].reshape(3, -1).T
    there = own.to_index(grid.to_lps(index))
    i, j, k = np.rint(there).astype(int).T
    found = slicer.util.arrayFromVolume(volume)[k, j, i].reshape(grid.shape)
    return bool(np.abs(there - np.rint(there)).max() < 1e-3 and (found == values).all())


def check_cine(plugin: Any, files: list[str]) -> Any:
    import slicer

    (loadable,) = plugin.examineForImport([files])
    assert "3 frames of 5 slices" in loadable.name
    assert loadable.selected and loadable.confidence > 0.5  # of Slicer's own volume
    volume = plugin.load(loadable)
    browser = slicer.modules.sequences.logic().GetFirstBrowserNodeForProxyNode(volume)
    assert browser.GetNumberOfItems() == 3
    for number, frame in enumerate(FRAMES):
        browser.SetSelectedItemNumber(number)
        assert values_lie_where_they_were(volume, frame, GRID)
    return browser


def test_a_classic_cine_becomes_a_sequence(
    plugin: Any, imported: Callable[[Path], list[str]], tmp_path: Path
) -> None:
    write_cine(tmp_path)
    browser = check_cine(plugin, imported(tmp_path))
    sequence = browser.GetMasterSequenceNode()
    assert [float(sequence.GetNthIndexValue(n)) for n in range(3)] == list(TIMES)
    assert (sequence.GetIndexName(), sequence.GetIndexUnit()) == ("time", "ms")


def test_an_enhanced_cine_becomes_a_sequence(
    plugin: Any, imported: Callable[[Path], list[str]], tmp_path: Path
) -> None:
    shuffled = np.random.default_rng(0).permutation(15).tolist()
    write_enhanced(tmp_path / "cine.dcm", FRAMES, GRID, order=shuffled)
    check_cine(plugin, imported(tmp_path))


def test_slices_that_are_a_series_each_become_one_sequence(
    plugin: Any, imported: Callable[[Path], list[str]], tmp_path: Path
) -> None:
    lists = []
    for k in range(5):
        for n, (frame, time) in enumerate(zip(FRAMES, TIMES, strict=True)):
            write_series(
                tmp_path / str(k), frame[k : k + 1], GRID.slice(k), first_file=n, TriggerTime=str(time),
                SeriesInstanceUID=f"2.25.9{k}", SeriesDescription=f"sax {k}", SeriesNumber=k + 1, **ONE,
            )  # fmt: skip
        lists.append(sorted(map(str, (tmp_path / str(k)).glob("*.dcm"))))
    imported(tmp_path)
    (loadable,) = plugin.examineForImport(lists)
    assert "3 frames of 5 slices" in loadable.name and "joined" in loadable.warning
    volume = plugin.load(loadable)
    assert values_lie_where_they_were(volume, FRAMES[0], GRID)


@pytest.mark.parametrize("enhanced", [False, True])
@pytest.mark.parametrize("mirrored", [False, True])
def test_a_stack_becomes_a_volume(
    plugin: Any,
    imported: Callable[[Path], list[str]],
    tmp_path: Path,
    enhanced: bool,
    mirrored: bool,
) -> None:
    affine = GRID.affine.copy()
    if mirrored:  # stored from the other end, and with rows from right to left
        affine[:3, 3] += affine[:3, 2] * 4 + affine[:3, 0] * 19
        affine[:3, [0, 2]] *= -1
    grid = Grid(GRID.size, affine)
    if enhanced:
        write_enhanced(tmp_path / "stack.dcm", FRAMES[:1], grid)
    else:
        write_series(tmp_path, FRAMES[0], grid, **ONE)
    (loadable,) = plugin.examineForImport([imported(tmp_path)])
    # Slicer reads a plain stack as well, an enhanced one with its own plugins does not always.
    assert (loadable.confidence > 0.5) == enhanced
    volume = plugin.load(loadable)
    assert values_lie_where_they_were(volume, FRAMES[0], grid)


def test_what_is_no_short_axis_is_left_to_others(
    plugin: Any, imported: Callable[[Path], list[str]], tmp_path: Path
) -> None:
    axes = canonical_axes()
    across = Grid.from_axes((20, 16, 5), axes[:, [1, 2, 0]], [1.4, 1.5, 8.0], [10, -20, 30])
    write_series(tmp_path / "long", FRAMES[0], across, **ONE)
    write_series(tmp_path / "ct", FRAMES[0], GRID, Modality="CT", **ONE)
    write_series(tmp_path / "one", FRAMES[0][:1], GRID.slice(0), **ONE)
    (tmp_path / "note.dcm").write_bytes(b"not DICOM")
    files = [str(file) for file in sorted(tmp_path.rglob("*.dcm"))]
    assert plugin.examineForImport([[file] for file in files]) == []


@pytest.mark.filterwarnings("ignore")
def test_from_a_cine_to_dicom_again(
    plugin: Any,
    imported: Callable[[Path], list[str]],
    panel: Panel,
    launcher: FakeLauncher,
    tmp_path: Path,
) -> None:
    """Loaded by the plugin, detected in its second frame, exported: of the images of that frame."""
    import slicer

    highdicom = pytest.importorskip("highdicom", reason='needs the extra "dicom"')
    from pydicom import dcmread

    phantom = make_phantom()
    for n, time in enumerate(TIMES):
        array = phantom.image.array.astype(np.int16) + n
        write_series(
            tmp_path / "in", array, phantom.image.grid, first_file=n * len(array),
            SeriesInstanceUID="2.25.5", TriggerTime=str(time), **ONE,
        )  # fmt: skip
    (loadable,) = plugin.examineForImport([imported(tmp_path / "in")])
    volume = plugin.load(loadable)
    browser = slicer.modules.sequences.logic().GetFirstBrowserNodeForProxyNode(volume)
    browser.SetSelectedItemNumber(1)
    panel.ui.volumeSelector.setCurrentNode(volume)
    panel.click("detectButton")
    launcher.finish(phantom.detection)
    panel.ui.reportCollapsible.collapsed = False
    panel.ui.reportFolder.setCurrentPath(str(tmp_path / "out"))
    panel.click("dicomButton")
    (path,) = (tmp_path / "out").glob("*.seg.dcm")
    found = highdicom.seg.segread(path)
    assert found.pixel_array.sum() == np.count_nonzero(phantom.segmentation.labels)
    used = {
        item.ReferencedSOPInstanceUID
        for item in found.ReferencedSeriesSequence[0].ReferencedInstanceSequence
    }
    sources = [dcmread(file) for file in sorted((tmp_path / "in").glob("*.dcm"))]
    assert used == {s.SOPInstanceUID for s in sources if float(s.TriggerTime) == TIMES[1]}


def test_height_weight_and_sex_come_from_the_header(
    plugin: Any, imported: Callable[[Path], list[str]], panel: Panel, tmp_path: Path
) -> None:
    body = {"PatientSize": "1.8", "PatientWeight": "80", "PatientSex": "F"}
    write_series(tmp_path / "a", FRAMES[0], GRID, **ONE, **body)
    (loadable,) = plugin.examineForImport([imported(tmp_path / "a")])
    volume = plugin.load(loadable)
    panel.ui.functionCollapsible.collapsed = False
    panel.ui.volumeSelector.setCurrentNode(volume)
    assert (panel.ui.functionHeight.value, panel.ui.functionWeight.value) == (180, 80)
    assert panel.ui.functionSex.currentText == "female"
    panel.ui.volumeSelector.setCurrentNode(None)
    assert panel.ui.functionHeight.value == 0
