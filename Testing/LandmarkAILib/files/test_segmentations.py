from __future__ import annotations

import gzip
from pathlib import Path

import numpy as np
import pytest
import SimpleITK as sitk
from disk import nearly_full_disk
from LandmarkAILib.core.anatomy import segment_types
from LandmarkAILib.core.detection import Segmentation
from LandmarkAILib.core.geometry import Grid
from LandmarkAILib.errors import InputError, OutputError
from LandmarkAILib.files.segmentations import read_segmentation, write_segmentation

NAMES = tuple(segment_types())
SHEARED = np.array([[1.2, 0.1, 0.8, -70], [0.2, 0.9, -0.5, 33], [-0.3, 0.2, 6, 1 / 3], [0, 0, 0, 1]])


def _segmentation(names: tuple[str, ...] = NAMES, seed: int = 0) -> Segmentation:
    grid = Grid((14, 12, 5), SHEARED)
    values = np.random.default_rng(seed).integers(0, len(names) + 1, grid.shape, dtype=np.uint8)
    return Segmentation(values, grid, names)


def _write_plain(path: Path, values: np.ndarray, fields: dict[str, str] | None = None) -> Path:
    image = sitk.GetImageFromArray(values, isVector=values.ndim == 4)
    for key, value in (fields or {}).items():
        image.SetMetaData(key, value)
    sitk.WriteImage(image, str(path))
    return path


def _segment(index: int, name: str, **facts: int) -> dict[str, str]:
    fields = {"ID": f"Segment_{index}", "Name": name} | {key: str(value) for key, value in facts.items()}
    return {f"Segment{index}_{key}": value for key, value in fields.items()}


def test_written_segmentation_comes_back_on_a_sheared_grid(tmp_path: Path) -> None:
    written = _segmentation()
    write_segmentation(written, tmp_path / "a.seg.nrrd")
    found = read_segmentation(tmp_path / "a.seg.nrrd")
    assert found.names == NAMES
    assert found.labels.dtype == np.uint8
    assert np.array_equal(found.labels, written.labels)
    assert found.grid.size == written.grid.size
    np.testing.assert_allclose(found.grid.affine, written.grid.affine, rtol=0, atol=1e-12)


def test_same_segmentation_gives_same_bytes(tmp_path: Path) -> None:
    for name in ("a.seg.nrrd", "b.seg.nrrd"):
        write_segmentation(_segmentation(), tmp_path / name)
    assert (tmp_path / "a.seg.nrrd").read_bytes() == (tmp_path / "b.seg.nrrd").read_bytes()


def test_names_of_ones_own_are_kept_after_the_known_ones(tmp_path: Path) -> None:
    written = _segmentation(("Scar", "Myocardium", "Aorta"))
    write_segmentation(written, tmp_path / "a.seg.nrrd")
    found = read_segmentation(tmp_path / "a.seg.nrrd")
    assert found.names == ("Myocardium", "Scar", "Aorta")
    assert np.array_equal(found.labels, np.array([0, 2, 1, 3])[written.labels])


def test_labels_go_by_name_whatever_their_values(tmp_path: Path) -> None:
    values = np.array([[[0, 7, 300, 1]]], np.uint16)
    fields = _segment(0, "Right ventricle", LabelValue=7, Layer=0)
    fields |= _segment(1, "Left ventricle", LabelValue=300, Layer=0)
    found = read_segmentation(_write_plain(tmp_path / "a.seg.nrrd", values, fields))
    assert found.names == ("Left ventricle", "Right ventricle")
    assert found.labels.tolist() == [[[0, 2, 1, 0]]]


def test_where_layers_overlap_the_later_segment_wins(tmp_path: Path) -> None:
    layers = np.zeros((2, 2, 2, 2), np.uint8)
    layers[0, ..., 0] = 1
    layers[:, 0, :, 1] = 1
    fields = _segment(0, "Myocardium", LabelValue=1, Layer=0) | _segment(
        1, "Scar", LabelValue=1, Layer=1
    )
    found = read_segmentation(_write_plain(tmp_path / "a.seg.nrrd", layers, fields))
    assert found.names == ("Myocardium", "Scar")
    assert found.labels.tolist() == [[[2, 2], [1, 1]], [[2, 2], [0, 0]]]


def test_cropped_real_segmentation_is_placed_onto_its_image(real_case: Path) -> None:
    header = sitk.ReadImage(str(real_case / "image.nrrd"))
    affine = np.eye(4)
    affine[:3, :3] = np.reshape(header.GetDirection(), (3, 3)) * header.GetSpacing()
    affine[:3, 3] = header.GetOrigin()
    cropped = read_segmentation(real_case / "segmentation.seg.nrrd")
    placed = read_segmentation(real_case / "segmentation.seg.nrrd", Grid(header.GetSize(), affine))
    assert placed.labels.shape == header.GetSize()[::-1]
    assert placed.names == NAMES
    assert np.bincount(placed.labels.flat)[1:].tolist() == np.bincount(cropped.labels.flat)[1:].tolist()
    for label in (1, 2, 3):
        centers = [
            s.grid.to_lps(np.argwhere(s.labels == label)[:, ::-1]).mean(axis=0)
            for s in (cropped, placed)
        ]
        np.testing.assert_allclose(centers[0], centers[1], atol=1e-3)


@pytest.mark.parametrize("suffix", ["nrrd", "nii.gz", "mha"])
def test_plain_label_map_has_the_names_of_anatomy(tmp_path: Path, suffix: str) -> None:
    path = _write_plain(tmp_path / f"a.{suffix}", np.array([[[0, 1], [2, 3]]], np.int16))
    found = read_segmentation(path)
    assert found.names == NAMES
    assert found.labels.tolist() == [[[0, 1], [2, 3]]]


def test_plain_label_map_with_names_given(tmp_path: Path) -> None:
    path = _write_plain(tmp_path / "a.nrrd", np.array([[[0, 3, 1, 500]]], np.int16))
    found = read_segmentation(path, label_names={1: "Myocardium", 3: "Left ventricle", 500: "Aorta"})
    assert found.names == ("Left ventricle", "Myocardium", "Aorta")
    assert found.labels.tolist() == [[[0, 1, 2, 3]]]
    with pytest.raises(
        InputError, match=r"a\.nrrd has label values without a name \(\[500\]\): name them"
    ):
        read_segmentation(path)


def test_2d_label_map_is_one_slice(tmp_path: Path) -> None:
    found = read_segmentation(_write_plain(tmp_path / "a.nrrd", np.eye(3, dtype=np.uint8)))
    assert found.labels.tolist() == [np.eye(3).tolist()]


def test_file_of_slicer_without_segments_is_empty(tmp_path: Path) -> None:
    fields = {"Segmentation_ReferenceImageExtentOffset": "0 0 0"}
    path = _write_plain(tmp_path / "a.seg.nrrd", np.zeros((1, 1, 1), np.uint8), fields)
    found = read_segmentation(path, Grid((3, 4, 5), SHEARED))
    assert found.names == ()
    assert found.labels.shape == (5, 4, 3)


def test_segmentation_of_another_image_is_refused(tmp_path: Path) -> None:
    written = _segmentation()
    write_segmentation(written, tmp_path / "a.seg.nrrd")
    elsewhere = np.eye(4)
    elsewhere[:3, 3] = [400, 0, 0]
    with pytest.raises(InputError, match=r"a\.seg\.nrrd lies outside its image: check"):
        read_segmentation(tmp_path / "a.seg.nrrd", written.grid.moved(elsewhere))


@pytest.mark.parametrize(
    ("fields", "complaint"),
    [
        (_segment(0, "Scar", LabelValue=1, Layer=2), "lacks the voxels of Scar"),
        ({"Segment0_ID": "a", "Segment0_LabelValue": "one"}, "damaged header"),
        ({"Segment0_ID": "a", "Segmentation_Extent": "0 1 0 1 0 1"}, "format of Slicer 4"),
        (
            {k: v for n in range(256) for k, v in _segment(n, str(n), Layer=0).items()},
            "holds 256 segments",
        ),
    ],
)
def test_useless_header_is_refused(tmp_path: Path, fields: dict[str, str], complaint: str) -> None:
    path = _write_plain(tmp_path / "a.seg.nrrd", np.ones((2, 2, 2), np.uint8), fields)
    with pytest.raises(InputError, match=rf"a\.seg\.nrrd .*{complaint}.*: "):
        read_segmentation(path)


def test_what_is_no_label_map_is_refused(tmp_path: Path) -> None:
    path = _write_plain(tmp_path / "a.nrrd", np.full((2, 2, 2), 0.5, np.float32))
    with pytest.raises(InputError, match="holds fractions"):
        read_segmentation(path)
    path = _write_plain(tmp_path / "b.nrrd", np.zeros((2, 2, 2, 2), np.uint8))
    with pytest.raises(InputError, match="2 frames without names"):
        read_segmentation(path)
    with pytest.raises(InputError, match=r"none\.seg\.nrrd does not exist"):
        read_segmentation(tmp_path / "none.seg.nrrd")


def test_truncated_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.seg.nrrd"
    write_segmentation(_segmentation(), path)
    path.write_bytes(path.read_bytes()[:-200])
    with pytest.raises(InputError, match=r"a\.seg\.nrrd is damaged"):
        read_segmentation(path)


def test_disk_full_at_any_byte_leaves_no_file(tmp_path: Path) -> None:
    """SimpleITK itself reports success when the last bytes do not fit."""
    path = tmp_path / "a.seg.nrrd"
    write_segmentation(_segmentation(), path)
    size = path.stat().st_size
    header = path.read_bytes().index(b"\n\n")
    for space in (0, 100, header + 1, header + 50, size - 100, size - 8, size - 1):
        path.unlink(missing_ok=True)
        with (
            pytest.raises(OutputError, match=r"a\.seg\.nrrd cannot be written .*: free some space"),
            nearly_full_disk(space),
        ):
            write_segmentation(_segmentation(), path)
        assert list(tmp_path.iterdir()) == []


def test_voxels_are_compressed(tmp_path: Path) -> None:
    segmentation = _segmentation()
    write_segmentation(segmentation, tmp_path / "a.seg.nrrd")
    header, _, voxels = (tmp_path / "a.seg.nrrd").read_bytes().partition(b"\n\n")
    assert b"\nencoding: gzip\n" in header
    assert gzip.decompress(voxels) == segmentation.labels.tobytes()
