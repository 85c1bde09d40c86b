"""A tree of cases as Slicer exports them."""

from __future__ import annotations

import logging
import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from LandmarkAILib.core.image import Image
from LandmarkAILib.core.landmarks import Landmark, LandmarkSet
from LandmarkAILib.core.short_axis import with_slices
from LandmarkAILib.errors import InputError
from LandmarkAILib.files.images import write_image
from LandmarkAILib.files.markups import write_landmarks
from LandmarkAITrainingLib.data.dataset import CaseRecord, load_case, read_dataset
from phantom_cases import write_case, write_phantom_cases
from short_axis_phantom import make_phantom


def make_case(folder: Path, *names: str) -> Path:
    """A case folder of empty files: reading a dataset opens no image."""
    folder.mkdir(parents=True)
    for name in names or ("image.nrrd", "landmarks.mrk.json"):
        (folder / name).touch()
    return folder


def write_table(root: Path, *rows: str) -> Path:
    table = root / "cases.csv"
    table.write_text("\n".join(("case,subject,contrast,split,fold,notes", *rows)), encoding="utf-8")
    return table


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_phantom_cases(tmp_path_factory.mktemp("dataset"))


def test_every_case_is_its_own_subject_without_a_table(tmp_path: Path) -> None:
    make_case(tmp_path / "b" / "two")
    folder = make_case(tmp_path / "a", "image.nii.gz", "F.fcsv", "x.seg.nrrd")
    records = read_dataset(tmp_path)
    assert [r.case for r in records] == ["a", "b/two"]
    assert records[0] == CaseRecord(
        case="a",
        folder=folder,
        image=folder / "image.nii.gz",
        landmarks={"": folder / "F.fcsv"},
        segmentation=folder / "x.seg.nrrd",
        subject="a",
    )
    assert (records[1].subject, records[1].source, records[1].segmentation) == ("b/two", "b", None)


def test_the_table_describes_the_cases(tmp_path: Path) -> None:
    make_case(tmp_path / "x" / "one")
    make_case(tmp_path / "x" / "two")
    write_table(tmp_path, "x/two,s1,lge,test,4,rv-incomplete", "x/one,,cine,,,")
    one, two = read_dataset(tmp_path)
    assert (one.subject, one.contrast, one.split, one.fold) == ("x/one", "cine", "", None)
    assert (two.subject, two.contrast, two.split, two.fold) == ("s1", "lge", "test", 4)
    assert (two.source, two.notes) == ("x", {"rv-incomplete"})


def test_another_table_takes_the_place_of_the_one_at_the_root(tmp_path: Path) -> None:
    make_case(tmp_path / "data" / "one")
    write_table(tmp_path / "data", "one,root,,,,")
    records = read_dataset(tmp_path / "data", write_table(tmp_path, "one,other,,,,"))
    assert [r.subject for r in records] == ["other"]


def test_cases_that_the_table_leaves_out_are_said(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    make_case(tmp_path / "one")
    make_case(tmp_path / "two")
    write_table(tmp_path, "one,,,,,")
    with caplog.at_level(logging.WARNING):
        assert [r.case for r in read_dataset(tmp_path)] == ["one"]
    assert "two" in caplog.text


def test_observers(tmp_path: Path) -> None:
    names = ("landmarks.anna.mrk.json", "landmarks.ben.fcsv", "landmarks.mrk.json", "F.mrk.json")
    folder = make_case(tmp_path / "one", "image.mha", *names, ".landmarks.x.mrk.json")
    (record,) = read_dataset(tmp_path)
    assert record.landmarks == {
        "anna": folder / names[0],
        "ben": folder / names[1],
        "": folder / names[2],
        "F": folder / names[3],
    }


def test_points_of_an_observer(tmp_path: Path) -> None:
    phantom = make_phantom()
    write_case(tmp_path / "one", phantom)
    (tmp_path / "one" / "landmarks.mrk.json").rename(tmp_path / "one" / "landmarks.anna.mrk.json")
    (record,) = read_dataset(tmp_path)
    assert len(load_case(record).landmarks) == len(load_case(record, "anna").landmarks) == 18
    with pytest.raises(InputError, match="'ben'"):
        load_case(record, "ben")


def test_the_table_says_whose_points_are_the_reference(tmp_path: Path) -> None:
    phantom = make_phantom()
    write_case(tmp_path / "one", phantom)
    few = LandmarkSet(phantom.landmarks.landmarks[:5])
    write_landmarks(few, tmp_path / "one" / "landmarks.ben.mrk.json")
    table = tmp_path / "cases.csv"
    for observer, count in (("", 18), ("ben", 5)):
        table.write_text(f"case,observer\none,{observer}\n", encoding="utf-8")
        (record,) = read_dataset(tmp_path)
        assert len(load_case(record).landmarks) == count
    assert len(load_case(record, "").landmarks) == 18


def test_an_observer_who_did_not_annotate_the_case_is_refused(tmp_path: Path) -> None:
    make_case(tmp_path / "one", "image.nrrd", "landmarks.anna.mrk.json", "landmarks.mrk.json")
    (tmp_path / "cases.csv").write_text("case,observer\none,ben\n", encoding="utf-8")
    said = r"one has no landmarks.*'ben', there are landmarks.mrk.json, landmarks.anna.mrk.json: add"
    with pytest.raises(InputError, match=said):
        read_dataset(tmp_path)


@pytest.mark.parametrize(
    ("files", "said"),
    [
        (("image.nrrd", "image.nii", "landmarks.mrk.json"), "one image"),
        (("image.nrrd", "landmarks.fcsv", "landmarks.mrk.json"), "keep one"),
        (("image.nrrd", "a.seg.nrrd", "b.seg.nrrd"), "segmentation.seg.nrrd"),
        (("image.nrrd", "labels.nii.gz", "segmentation.nrrd"), "segmentation.nrrd: keep one"),
    ],
)
def test_ambiguous_case(tmp_path: Path, files: tuple[str, ...], said: str) -> None:
    folder = make_case(tmp_path / "one", *files)
    with pytest.raises(InputError, match=said) as caught:
        read_dataset(tmp_path)
    assert str(folder) in str(caught.value)


def test_named_segmentation_is_the_reference(tmp_path: Path) -> None:
    folder = make_case(tmp_path / "one", "image.nrrd", "old.seg.nrrd", "segmentation.seg.nrrd")
    assert read_dataset(tmp_path)[0].segmentation == folder / "segmentation.seg.nrrd"


@pytest.mark.parametrize("name", ["segmentation.nii.gz", "segmentation.nrrd", "labels.mha", "label.nii"])
def test_a_label_map_beside_the_image_is_the_segmentation(tmp_path: Path, name: str) -> None:
    folder = make_case(tmp_path / "one", "image.nrrd", name, "t1.nrrd", ".hidden.nrrd", "notes.txt")
    (record,) = read_dataset(tmp_path)
    assert record.segmentation == folder / name
    assert record.ignored == (folder / "t1.nrrd",)


def test_slicers_segmentation_goes_before_a_label_map(tmp_path: Path) -> None:
    folder = make_case(tmp_path / "one", "image.nrrd", "any.seg.nrrd", "labels.nii.gz")
    (record,) = read_dataset(tmp_path)
    assert record.segmentation == folder / "any.seg.nrrd"
    assert record.ignored == (folder / "labels.nii.gz",)


def test_a_plain_label_map_is_read_as_the_segmentation_was(dataset: Path, tmp_path: Path) -> None:
    root = Path(shutil.copytree(dataset, tmp_path / "data"))
    record = read_dataset(root)[0]
    before = load_case(record).segmentation
    assert before is not None and record.segmentation is not None
    write_image(Image(before.labels, before.grid), record.folder / "labels.nii.gz")
    record.segmentation.unlink()
    after = load_case(read_dataset(root)[0]).segmentation
    assert after is not None and after.names == before.names
    assert np.array_equal(after.labels, before.labels)


def test_dataset_without_annotations(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no annotated case"):
        read_dataset(tmp_path)
    make_case(tmp_path / "one", "image.nrrd")
    with pytest.raises(InputError, match="no annotated case"):
        read_dataset(tmp_path)
    with pytest.raises(InputError, match="not a folder"):
        read_dataset(tmp_path / "none")


def test_table_lists_cases_that_are_not_there(tmp_path: Path) -> None:
    make_case(tmp_path / "one")
    write_table(tmp_path, "one,,,,,", "typo,,,,,", "gone,,,,,")
    with pytest.raises(InputError, match=r"2 cases.*typo, gone"):
        read_dataset(tmp_path)


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (("one,s1,,train,,", "two,s1,,test,,"), r"more than one split \(s1\)"),
        (("one,s1,,,1,", "two,s1,,,2,"), r"more than one fold \(s1\)"),
    ],
)
def test_a_subject_on_both_sides_is_refused(tmp_path: Path, rows: tuple[str, ...], said: str) -> None:
    make_case(tmp_path / "one")
    make_case(tmp_path / "two")
    write_table(tmp_path, *rows)
    with pytest.raises(InputError, match=said):
        read_dataset(tmp_path)


def test_loaded_case_is_what_was_written(dataset: Path) -> None:
    record = read_dataset(dataset)[0]
    case = load_case(record)
    assert case.record is record
    assert case.segmentation is not None
    assert case.segmentation.grid.is_close(case.image.grid)
    assert case.segmentation.names == ("Left ventricle", "Myocardium", "Right ventricle")
    assert case.image.array.shape == case.segmentation.labels.shape
    assert sorted({p.slice for p in case.landmarks}) == [0, 1, 2, 3, 4]


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 0, 1), (1, 2, 0)])
def test_slices_are_counted_along_the_slice_axis(order: tuple[int, int, int]) -> None:
    phantom = make_phantom()
    stored = phantom.stored(order, [])
    blank = LandmarkSet(tuple(replace(p, slice=None) for p in phantom.landmarks))
    found = with_slices(blank, stored.image.grid)
    assert [p.slice for p in found] == [p.slice for p in phantom.landmarks]


def test_points_beyond_the_stack_get_its_last_slice_and_missing_ones_none() -> None:
    grid = make_phantom().image.grid
    above = Landmark("LV center", grid.to_lps([30, 30, 9.0]))
    between = Landmark("LV center", grid.to_lps([30, 30, 2.4]))
    points = with_slices(LandmarkSet((above, between, Landmark("LV center", None))), grid)
    assert [p.slice for p in points] == [5, 2, None]


def test_real_case(real_case: Path) -> None:
    (record,) = (r for r in read_dataset(real_case.parent) if r.folder == real_case)
    case = load_case(record)
    assert case.segmentation is not None
    index = np.array([case.image.grid.to_index(p.position) for p in case.landmarks])
    np.testing.assert_allclose(index[:, 2], [p.slice for p in case.landmarks], atol=1e-3)
    assert len({(p.name, p.slice) for p in case.landmarks}) == len(case.landmarks)
