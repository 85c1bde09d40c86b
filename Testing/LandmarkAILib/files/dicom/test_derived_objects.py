"""Segmentation objects and reports: written from any grid, read back by highdicom and by dcmqi."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
import SimpleITK as sitk
from dicom_files import write_enhanced, write_series
from hypothesis import Phase, example, given, settings
from hypothesis import strategies as st
from LandmarkAILib.analysis.function.result import Quantity, WallChange
from LandmarkAILib.core.anatomy import Anatomy
from LandmarkAILib.core.detection import Segmentation
from LandmarkAILib.core.geometry import Grid
from LandmarkAILib.core.landmarks import Landmark, LandmarkSet
from LandmarkAILib.errors import InputError
from LandmarkAILib.files.dicom.derived import Maker, holds_same_voxels, save
from LandmarkAILib.files.dicom.report_object import Findings, report_object
from LandmarkAILib.files.dicom.segmentation_object import segmentation_object
from LandmarkAILib.files.dicom.series import find_series
from LandmarkAILib.files.dicom.stack import Frame
from LandmarkAILib.files.dicom.volume import frames_of
from pydicom import Dataset, dcmread
from strategies import grids

highdicom = pytest.importorskip("highdicom", reason='needs the extra "dicom"')

# pydicom tells of decimal strings and private terms what DICOM allows; highdicom of its own changes.
pytestmark = pytest.mark.filterwarnings("ignore")

# To shrink an example is to write hundreds of series.
_UNSHRUNK = (Phase.explicit, Phase.reuse, Phase.generate)
NAMES = ("Left ventricle", "Myocardium", "Right ventricle")
MODEL = Maker("AUTOMATIC", "cmr-sax", "0.2.0")
GRID = Grid.from_axes(
    (14, 11, 5),
    np.linalg.qr(np.random.default_rng(3).normal(size=(3, 3)))[0],
    [1.3, 1.5, 8.0],
    [10, -20, 30],
)


def _labels(grid: Grid, seed: int = 0) -> np.ndarray:
    """Labels in no order at all, so that every mistake of an axis shows."""
    return np.random.default_rng(seed).integers(0, 4, grid.shape).astype(np.uint8)


def _frame(folder: Path, grid: Grid, **tags: object) -> Frame:
    one = {"StudyInstanceUID": "2.25.77", "FrameOfReferenceUID": "2.25.78"}
    write_series(folder, np.zeros(grid.shape, np.int16), grid, **{**one, **tags})
    (series,) = find_series(folder)[0]
    (frame,) = frames_of(series)
    return frame


def _stored(segmentation: Segmentation, order: Sequence[int], flipped: Sequence[int]) -> Segmentation:
    """The same voxels with axes in another order, some of them reversed."""
    grid = segmentation.grid.permuted(order)
    affine = np.array(grid.affine)
    for axis in flipped:
        affine[:3, 3] += affine[:3, axis] * (grid.size[axis] - 1)
        affine[:3, axis] *= -1
    labels = segmentation.labels.transpose([2 - order[2], 2 - order[1], 2 - order[0]])
    labels = np.flip(labels, [2 - axis for axis in flipped])
    return Segmentation(np.ascontiguousarray(labels), Grid(grid.size, affine), segmentation.names)


def _voxels(saved: Dataset) -> dict[tuple[float, ...], int]:
    """Label by LPS position to 0.01 mm, from the object's own elements."""
    shared = saved.SharedFunctionalGroupsSequence[0]
    row, column = np.reshape(shared.PlaneOrientationSequence[0].ImageOrientationPatient, (2, 3)).astype(
        float
    )
    between_rows, between_columns = map(float, shared.PixelMeasuresSequence[0].PixelSpacing)
    found: dict[tuple[float, ...], int] = {}
    frames = saved.pixel_array.reshape(-1, saved.Rows, saved.Columns)
    for pixels, item in zip(frames, saved.PerFrameFunctionalGroupsSequence, strict=True):
        holder = item if "SegmentIdentificationSequence" in item else shared
        number = holder.SegmentIdentificationSequence[0].ReferencedSegmentNumber
        name = saved.SegmentSequence[number - 1].SegmentLabel
        origin = np.array(item.PlanePositionSequence[0].ImagePositionPatient, float)
        for j, i in np.argwhere(pixels):
            place = origin + row * between_columns * i + column * between_rows * j
            found[tuple(np.round(place, 2) + 0.0)] = NAMES.index(name) + 1
    return found


def _same_place(found: dict[tuple[float, ...], int], segmentation: Segmentation) -> bool:
    """Whether labels lie within 0.05 mm of where the segmentation has them."""
    k, j, i = np.nonzero(segmentation.labels)
    expected = segmentation.grid.to_lps(np.stack([i, j, k], axis=1))
    values = segmentation.labels[k, j, i]
    positions = np.array(list(found))
    if len(positions) != len(expected):
        return False
    from scipy.spatial import cKDTree

    distance, nearest = cKDTree(positions).query(expected)
    labels = np.array(list(found.values()))[nearest]
    return bool(distance.max() < 0.05 and (labels == values).all())


@given(
    grid=grids(),
    order=st.permutations(range(3)),
    flipped=st.sets(st.integers(0, 2)),
    seed=st.integers(0, 99),
)
@example(grid=Grid((8, 1, 23), GRID.affine), order=[0, 1, 2], flipped={0, 1, 2}, seed=69)
@example(grid=Grid((5, 1, 23), GRID.affine), order=[0, 1, 2], flipped={0, 1, 2}, seed=69)
@settings(max_examples=20, deadline=None, phases=_UNSHRUNK)
def test_contours_lie_where_they_were_on_any_grid(
    grid: Grid, order: Sequence[int], flipped: set[int], seed: int
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        frame = _frame(Path(folder) / "series", grid)
        segmentation = Segmentation(_labels(grid, seed), grid, NAMES)
        given_ = _stored(segmentation, order, sorted(flipped))
        if not segmentation.labels.any():
            return
        path = Path(folder) / "seg.dcm"
        if grid.size[0] * grid.size[1] < 8:
            with pytest.raises(InputError, match="pixels cannot be exported"):
                segmentation_object(given_, frame, MODEL, Anatomy())
            return
        save(segmentation_object(given_, frame, MODEL, Anatomy()), path)
        assert _same_place(_voxels(dcmread(path)), segmentation)


@given(grid=grids(), seed=st.integers(0, 99))
@settings(max_examples=10, deadline=None, phases=_UNSHRUNK)
def test_points_lie_where_they_were_on_any_grid(grid: Grid, seed: int) -> None:
    positions = grid.to_lps(np.random.default_rng(seed).uniform(0, 30, (3, 3)))
    marks = tuple(Landmark("LV center", p, 0.9, np.eye(3), k) for k, p in enumerate(positions))
    with tempfile.TemporaryDirectory() as folder:
        frame = _frame(Path(folder) / "series", grid)
        path = Path(folder) / "sr.dcm"
        save(report_object(Findings(LandmarkSet(marks), {}), frame, MODEL), path)
        report = highdicom.sr.srread(path)
    groups = report.content.get_planar_roi_measurement_groups()
    found = [np.ravel(group.roi.value) for group in groups]
    # 32-bit floats, as SCOORD3D has them.
    assert np.allclose(found, positions, atol=1e-3)
    assert {g.roi.frame_of_reference_uid for g in groups} == {"2.25.78"}


def test_the_object_refers_to_the_images_and_says_who_drew(tmp_path: Path) -> None:
    frame = _frame(tmp_path / "series", GRID, PatientName="Doe^Jane", SeriesNumber=7)
    segmentation = Segmentation(_labels(GRID), GRID, NAMES)
    saved = segmentation_object(segmentation, frame, MODEL, Anatomy())
    save(saved, tmp_path / "seg.dcm")
    found = highdicom.seg.segread(tmp_path / "seg.dcm")
    sources = [dcmread(plane.file) for plane in frame.planes]
    referred = {
        item.ReferencedSOPInstanceUID
        for item in found.ReferencedSeriesSequence[0].ReferencedInstanceSequence
    }
    assert referred == {source.SOPInstanceUID for source in sources}
    assert found.StudyInstanceUID == sources[0].StudyInstanceUID
    assert found.SeriesInstanceUID != sources[0].SeriesInstanceUID
    assert str(found.PatientName) == "Doe^Jane"
    assert found.SeriesNumber == 701
    assert [s.SegmentLabel for s in found.SegmentSequence] == list(NAMES)
    assert {s.SegmentAlgorithmType for s in found.SegmentSequence} == {"AUTOMATIC"}
    assert found.SegmentSequence[1].SegmentedPropertyTypeCodeSequence[0].CodeMeaning == "Myocardium"
    assert found.NumberOfFrames == 3 * 5  # slices without a segment are there, too
    volume = found.get_volume(combine_segments=True)
    voxels = np.argwhere(volume.array)
    places = voxels @ volume.affine[:3, :3].T + volume.affine[:3, 3]
    labels = volume.array[tuple(voxels.T)].tolist()
    assert _same_place(dict(zip(map(tuple, places), labels, strict=True)), segmentation)


def test_one_frame_of_an_enhanced_cine_is_referred_to(tmp_path: Path) -> None:
    volumes = [np.full(GRID.shape, value, np.uint16) for value in (1, 2, 3)]
    write_enhanced(tmp_path / "series" / "cine.dcm", volumes, GRID)
    (series,) = find_series(tmp_path / "series")[0]
    frame = frames_of(series)[1]
    segmentation = Segmentation(_labels(GRID), GRID, NAMES)
    save(segmentation_object(segmentation, frame, MODEL, Anatomy()), tmp_path / "seg.dcm")
    found = dcmread(tmp_path / "seg.dcm")
    assert _same_place(_voxels(found), segmentation)


def test_slices_that_are_a_series_each_are_all_referred_to(tmp_path: Path) -> None:
    from LandmarkAILib.files.dicom.series import find_images
    from LandmarkAILib.files.dicom.study import series_of_study

    grid = Grid.from_axes((14, 11, 4), np.eye(3), [1.3, 1.5, 8.0], [0, 0, 0])
    for k in range(4):
        write_series(
            tmp_path / f"{k}", np.zeros((1, 11, 14), np.int16), grid.slice(k),
            StudyInstanceUID="2.25.77", FrameOfReferenceUID="2.25.78", SeriesDescription=f"sax {k}",
        )  # fmt: skip
    images, _ = find_images(sorted(tmp_path.rglob("*.dcm")))
    (series,) = series_of_study(images)
    (frame,) = frames_of(series)
    segmentation = Segmentation(_labels(grid), grid, NAMES)
    saved = segmentation_object(segmentation, frame, MODEL, Anatomy())
    assert len(saved.ReferencedSeriesSequence) == 4
    save(saved, tmp_path / "seg.dcm")
    assert _same_place(_voxels(dcmread(tmp_path / "seg.dcm")), segmentation)


def test_measurements_come_back_with_their_codes(tmp_path: Path) -> None:
    frame = _frame(tmp_path / "series", GRID)
    segmentation = segmentation_object(Segmentation(_labels(GRID), GRID, NAMES), frame, MODEL, Anatomy())
    findings = Findings(
        LandmarkSet((Landmark("LV center", None, 0.1, None, 2),)),
        {"Left ventricle": 123.456},
        [Quantity("LV ejection fraction", 55.5, "%"), Quantity("RV ejection fraction", None, "%")],
        [WallChange(8, "Mid anteroseptal", 9.0, 12.0), WallChange(9, "Mid inferoseptal", np.nan, 12.0)],
    )
    save(report_object(findings, frame, MODEL, segmentation), tmp_path / "sr.dcm")
    content = highdicom.sr.srread(tmp_path / "sr.dcm").content
    assert content.get_planar_roi_measurement_groups() == []  # a missing point is not reported
    (volume,) = content.get_volumetric_roi_measurement_groups()
    assert volume.referenced_segment.referenced_sop_instance_uid == segmentation.SOPInstanceUID
    assert [(m.name.meaning, m.value, m.unit.value) for m in volume.get_measurements()] == [
        ("Volume", 123.456, "ml")
    ]
    groups = content.get_image_measurement_groups()
    said = {
        (
            group.finding_sites[0].topographical_modifier or group.finding_sites[0].value.meaning,
            m.name.meaning,
        ): m.value
        for group in groups
        for m in group.get_measurements()
    }
    assert said == {
        ("Left ventricle of heart", "Left ventricular ejection fraction by MR"): 55.5,
        ("left ventricle mid anteroseptal segment", "Wall thickness at end diastole"): 9.0,
        ("left ventricle mid anteroseptal segment", "Wall thickness at end systole"): 12.0,
        ("left ventricle mid anteroseptal segment", "% Thickening"): 33.3333,
        ("left ventricle mid inferoseptal segment", "Wall thickness at end systole"): 12.0,
    }


def test_contours_of_other_images_are_refused(tmp_path: Path) -> None:
    frame = _frame(tmp_path / "series", GRID)
    elsewhere = Grid(GRID.size, np.eye(4))
    with pytest.raises(InputError, match="do not lie on the images"):
        segmentation_object(Segmentation(_labels(GRID), elsewhere, NAMES), frame, MODEL, Anatomy())
    assert not holds_same_voxels(GRID, elsewhere)
    assert not holds_same_voxels(GRID, GRID.part((1, 0, 0), GRID.size))


def test_images_that_cannot_be_referred_to_are_named(tmp_path: Path) -> None:
    frame = _frame(tmp_path / "series", GRID, FrameOfReferenceUID="")
    with pytest.raises(InputError, match="no FrameOfReferenceUID"):
        segmentation_object(Segmentation(_labels(GRID), GRID, NAMES), frame, MODEL, Anatomy())


def _dcmqi(program: str) -> str:
    beside = Path(sys.executable).with_name(program)
    found = str(beside) if beside.exists() else shutil.which(program)
    if found is None:
        pytest.skip("needs dcmqi, a reader of its own: pip install dcmqi")
    return found


@pytest.mark.parametrize("mirrored", [False, True])
def test_dcmqi_reads_the_same_contours(tmp_path: Path, mirrored: bool) -> None:
    grid = GRID
    if mirrored:
        affine = GRID.affine.copy()
        affine[:3, 2] *= -1
        grid = Grid(GRID.size, affine)
    frame = _frame(tmp_path / "series", grid)
    segmentation = Segmentation(_labels(grid), grid, NAMES)
    save(segmentation_object(segmentation, frame, MODEL, Anatomy()), tmp_path / "seg.dcm")
    done = subprocess.run(
        [_dcmqi("segimage2itkimage"), "--inputDICOM", tmp_path / "seg.dcm",
         "--outputDirectory", tmp_path, "--outputType", "nrrd"],
        timeout=60, capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    k, j, i = np.nonzero(segmentation.labels)
    places = grid.to_lps(np.stack([i, j, k], axis=1))
    for number in (1, 2, 3):
        image = sitk.ReadImage(str(tmp_path / f"{number}.nrrd"))
        found = np.array(
            [image[image.TransformPhysicalPointToIndex(place.tolist())] for place in places]
        )
        assert np.array_equal(found > 0, segmentation.labels[k, j, i] == number)
        assert (
            np.count_nonzero(sitk.GetArrayViewFromImage(image)) == (segmentation.labels == number).sum()
        )


def test_dcmqi_reads_the_measurements(tmp_path: Path) -> None:
    frame = _frame(tmp_path / "series", GRID)
    segmentation = segmentation_object(Segmentation(_labels(GRID), GRID, NAMES), frame, MODEL, Anatomy())
    findings = Findings(LandmarkSet(()), {"Left ventricle": 123.456, "Myocardium": 99.5})
    save(report_object(findings, frame, MODEL, segmentation), tmp_path / "sr.dcm")
    done = subprocess.run(
        [_dcmqi("tid1500reader"), "--inputDICOM", tmp_path / "sr.dcm",
         "--outputMetadata", tmp_path / "sr.json"],
        timeout=60, capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    groups = json.loads((tmp_path / "sr.json").read_text())["Measurements"]
    said = {
        group["TrackingIdentifier"]: [
            (item["quantity"]["CodeMeaning"], float(item["value"]), item["units"]["CodeValue"])
            for item in group["measurementItems"]
        ]
        for group in groups
    }
    assert said == {
        "Left ventricle": [("Volume", 123.456, "ml")],
        "Myocardium": [("Volume", 99.5, "ml")],
    }
