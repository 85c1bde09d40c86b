"""Each fault of a dataset is found in the case that has it, and how to mend it is said."""

from __future__ import annotations

import csv
import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from ct_dataset import write_ct_dataset
from LandmarkAILib.cli import main
from LandmarkAILib.core.geometry import Grid
from LandmarkAILib.core.landmarks import Landmark, LandmarkSet
from LandmarkAILib.files.images import read_image, write_image
from LandmarkAILib.files.markups import read_landmarks, write_landmarks
from LandmarkAILib.files.segmentations import read_segmentation, write_segmentation
from LandmarkAITrainingLib.data.check.dataset_check import check_dataset
from LandmarkAITrainingLib.data.check.problems import Problem, Report
from LandmarkAITrainingLib.presets.preset import read_preset
from simulated_dataset import write_simulated_dataset

Edit = Callable[[Landmark], Landmark]


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_simulated_dataset(tmp_path_factory.mktemp("sound") / "data", cases=4)


@pytest.fixture
def dataset(sound: Path, tmp_path: Path) -> Path:
    """A copy that a test spoils; case00 and case01 train, case02 validates, case03 tests."""
    return Path(shutil.copytree(sound, tmp_path / "data"))


def edit_points(case: Path, edit: Edit) -> None:
    path = case / "landmarks.mrk.json"
    write_landmarks(LandmarkSet(tuple(edit(point) for point in read_landmarks(path))), path)


def rename(old: str, new: str) -> Edit:
    return lambda point: replace(point, name=new) if point.name == old else point


def moved(shift: np.ndarray, factor: np.ndarray | float = 1.0) -> Edit:
    def move(point: Landmark) -> Landmark:
        if point.position is None:
            return point
        return replace(point, position=point.position * factor + shift)

    return move


def move_case(folder: Path, shift: np.ndarray) -> None:
    """Put a whole case elsewhere, LPS mm."""
    transform = np.eye(4)
    transform[:3, 3] = shift
    image, path = read_image(folder / "image.nrrd"), folder / "segmentation.seg.nrrd"
    labels = read_segmentation(path)
    write_image(replace(image, grid=image.grid.moved(transform)), folder / "image.nrrd")
    write_segmentation(replace(labels, grid=labels.grid.moved(transform)), path)
    edit_points(folder, moved(shift))


def only(report: Report) -> Problem:
    (problem,) = report.problems
    return problem


def test_sound_dataset_has_no_problems(sound: Path) -> None:
    report = check_dataset(sound, preset=read_preset("cmr-sax"))
    assert report.problems == () and report.cases == report.subjects == 4
    assert "cmr-sax" in report.presets and "nothing is wrong" in report.summary()


@pytest.mark.parametrize("written", ["LV centre", "lv_center", "LVC", "LV-Center"])
def test_misspelt_label_is_told_with_the_name_that_was_meant(dataset: Path, written: str) -> None:
    edit_points(dataset / "case01", rename("LV center", written))
    problem = only(check_dataset(dataset))
    assert problem.case == "case01" and problem.severity == "error"
    assert f"'{written}'" in problem.what and "'LV center'" in problem.remedy


def test_unknown_label_is_told_with_the_names_there_are(dataset: Path) -> None:
    edit_points(dataset / "case01", rename("LV center", "Zebra"))
    assert "Anterior RV insertion" in only(check_dataset(dataset)).remedy


def test_points_outside_the_image(dataset: Path) -> None:
    edit_points(dataset / "case00", moved(np.array([0.0, 0.0, 900.0])))
    problem = only(check_dataset(dataset))
    assert problem.case == "case00" and "outside the image" in problem.what


def test_mixed_up_coordinate_systems_are_recognised(dataset: Path) -> None:
    """The heart of case00 is far from the origin; that of case01 so near that its image holds both."""
    for number, target in enumerate([(250.0, -120.0, 30.0), (45.0, 30.0, 0.0)]):
        folder = dataset / f"case0{number}"
        points = read_landmarks(folder / "landmarks.mrk.json")
        heart = np.mean([p.position for p in points if p.position is not None], axis=0)
        move_case(folder, np.array(target) - heart)
        assert check_dataset(dataset).errors == number
        text = (folder / "landmarks.mrk.json").read_text().replace('"LPS"', '"RAS"')
        (folder / "landmarks.mrk.json").write_text(text)
    problems = check_dataset(dataset).problems
    assert [problem.case for problem in problems] == ["case00", "case01"]
    assert ["LPS and RAS" in problem.remedy for problem in problems] == [True, True], problems


def test_exchanged_insertions(dataset: Path) -> None:
    edit_points(dataset / "case02", rename("Anterior RV insertion", "x"))
    edit_points(dataset / "case02", rename("Inferior RV insertion", "Anterior RV insertion"))
    edit_points(dataset / "case02", rename("x", "Inferior RV insertion"))
    problem = only(check_dataset(dataset))
    assert problem.case == "case02" and "exchanged" in problem.what and "names" in problem.remedy


def test_mirrored_image(dataset: Path) -> None:
    """Image, segmentation and points are mirrored alike, as by a converter that loses a sign."""
    folder = dataset / "case02"
    mirror = np.diag([-1.0, 1.0, 1.0, 1.0])
    image, path = read_image(folder / "image.nrrd"), folder / "segmentation.seg.nrrd"
    labels = read_segmentation(path)
    write_image(replace(image, grid=image.grid.moved(mirror)), folder / "image.nrrd")
    write_segmentation(replace(labels, grid=labels.grid.moved(mirror)), path)
    edit_points(folder, moved(np.zeros(3), np.array([-1.0, 1.0, 1.0])))
    problem = only(check_dataset(dataset))
    assert problem.case == "case02" and "mirrored" in problem.what


def test_apex_and_annulus_exchanged(tmp_path: Path) -> None:
    root = write_simulated_dataset(tmp_path / "data", cases=3)
    for n, folder in enumerate(sorted(path for path in root.iterdir() if path.is_dir())):
        center = read_image(folder / "image.nrrd").grid.center
        step = np.array([10.0, -10.0, -10.0]) * (-1 if n == 1 else 1)  # to the left, front and feet
        points = (Landmark("LV apex", center + step), Landmark("Mitral annulus center", center - step))
        write_landmarks(LandmarkSet(points), folder / "landmarks.mrk.json")
    exchanged = [p.case for p in check_dataset(root).problems if "exchanged" in p.what]
    assert exchanged == ["case01"]


def test_subject_on_two_sides_of_a_split(dataset: Path) -> None:
    rewrite(dataset, "case03", subject="subject00")
    problems = check_dataset(dataset).problems
    assert [problem.case for problem in problems] == ["case00", "case03"]
    assert all("subject00 is in the splits test and train" in problem.what for problem in problems)


def test_same_image_on_two_sides_of_a_split(dataset: Path) -> None:
    for name in ("image.nrrd", "landmarks.mrk.json", "segmentation.seg.nrrd"):
        shutil.copyfile(dataset / "case00" / name, dataset / "case03" / name)
    problem = only(check_dataset(dataset))
    assert problem.case == "case03" and "same as that of case00" in problem.what


def test_missing_segment(dataset: Path) -> None:
    path = dataset / "case01" / "segmentation.seg.nrrd"
    labels = read_segmentation(path)
    labels.labels[labels.labels == 3] = 0
    write_segmentation(labels, path)
    problem = only(check_dataset(dataset))
    assert problem.case == "case01" and "lacks Right ventricle" in problem.what
    rewrite(dataset, "case01", notes="rv-incomplete")
    assert check_dataset(dataset).problems == ()


def test_a_segmentation_that_vanished_is_a_warning(dataset: Path) -> None:
    (dataset / "case01" / "segmentation.seg.nrrd").unlink()
    problem = only(check_dataset(dataset))
    assert problem.case == "case01" and problem.severity == "warning"
    assert "no segmentation, 3 of 4 cases have one" in problem.what


def test_where_few_are_segmented_none_has_vanished(dataset: Path) -> None:
    for case in ("case01", "case02"):
        (dataset / case / "segmentation.seg.nrrd").unlink()
    assert not any("no segmentation" in problem.what for problem in check_dataset(dataset).problems)


def test_an_empty_segmentation_is_a_warning(dataset: Path) -> None:
    path = dataset / "case01" / "segmentation.seg.nrrd"
    emptied = read_segmentation(path)
    emptied.labels[:] = 0
    write_segmentation(emptied, path)
    found = [problem for problem in check_dataset(dataset).problems if "is empty" in problem.what]
    assert [(problem.case, problem.severity) for problem in found] == [("case01", "warning")]


def test_spacing_outlier_is_a_warning(dataset: Path) -> None:
    for case in ("case00", "case01", "case02", "case03"):
        rewrite(dataset, case, contrast="cine")
    image = read_image(dataset / "case01" / "image.nrrd")
    affine = np.array(image.grid.affine)
    affine[:3, 2] *= 5
    grid = Grid(image.grid.size, affine)
    write_image(replace(image, grid=grid), dataset / "case01" / "image.nrrd")
    (dataset / "case01" / "segmentation.seg.nrrd").unlink()
    report = check_dataset(dataset)
    (problem,) = [found for found in report.problems if "from slice to slice" in found.what]
    assert problem.severity == "warning"
    # So far apart, its points fall into one slice, or between two.
    others = [
        found.what
        for found in report.problems
        if found is not problem and "no segmentation" not in found.what
    ]
    told = ("more than once in slice 0", "lie between slices")
    assert all(any(words in what for words in told) for what in others)


def test_corrupt_case_in_the_middle_hides_no_other(dataset: Path) -> None:
    (dataset / "case01" / "image.nrrd").write_bytes(b"NRRD0004\nnothing")
    (dataset / "case02" / "landmarks.mrk.json").write_text("{")
    edit_points(dataset / "case03", rename("LV center", "LV centre"))
    problems = check_dataset(dataset).problems
    assert [problem.case for problem in problems] == ["case01", "case02", "case03"]
    assert "image.nrrd" in problems[0].what and "landmarks.mrk.json" in problems[1].what


@pytest.fixture(scope="module")
def sound_ct(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_ct_dataset(tmp_path_factory.mktemp("ct") / "data", cases=3)


def test_rescaled_ct_is_told_only_where_its_preset_would_refuse_it(
    sound_ct: Path, tmp_path: Path
) -> None:
    root, preset = Path(shutil.copytree(sound_ct, tmp_path / "data")), read_preset("ct-lv")
    missing = check_dataset(root, preset=preset).problems  # the phantom has two of the five points
    assert missing and all("Aortic annulus center" in p.what for p in missing)
    file = root / "case01" / "image.nrrd"
    image = read_image(file)
    write_image(replace(image, array=(image.array / 1000).astype(np.float32)), file)
    (problem,) = set(check_dataset(root, preset=preset).problems) - set(missing)
    assert problem.case == "case01" and problem.severity == "error"
    assert "Hounsfield" in problem.what and "without rescaling" in problem.remedy
    assert problem.what not in [p.what for p in check_dataset(root).problems]


def test_two_images_in_a_folder_are_that_cases_problem(dataset: Path) -> None:
    shutil.copyfile(dataset / "case01" / "image.nrrd", dataset / "case01" / "image.nii.gz")
    edit_points(dataset / "case03", rename("LV center", "LV centre"))
    report = check_dataset(dataset)
    assert [problem.case for problem in report.problems] == ["case01", "case03"]
    assert "image.nii.gz and image.nrrd" in report.problems[0].what
    assert report.problems[0].remedy == "keep one image in a case folder"
    assert report.cases == 3
    (dataset / "cases.csv").unlink()
    assert "case01" in [problem.case for problem in check_dataset(dataset).problems]


def test_images_that_are_not_used_are_named(dataset: Path) -> None:
    shutil.copyfile(dataset / "case01" / "image.nrrd", dataset / "case01" / "t1.nrrd")
    problem = only(check_dataset(dataset))
    assert problem.case == "case01" and problem.severity == "warning"
    assert "t1.nrrd" in problem.what and "image.nrrd" not in problem.what


def test_observer_of_the_table_who_is_not_there(dataset: Path) -> None:
    rewrite(dataset, "case01", observer="ben")
    problem = only(check_dataset(dataset))
    assert problem.case == "case01" and "'ben'" in problem.what
    assert "landmarks.ben.mrk.json" in problem.remedy
    points = dataset / "case01" / "landmarks.mrk.json"
    shutil.copyfile(points, dataset / "case01" / "landmarks.ben.mrk.json")
    assert check_dataset(dataset).problems == ()


def test_empty_dataset(tmp_path: Path) -> None:
    report = check_dataset(tmp_path)
    assert "holds no case" in only(report).what and "image.nrrd" in only(report).remedy
    assert "not a folder" in only(check_dataset(tmp_path / "gone")).what


def test_one_subject_only(dataset: Path) -> None:
    for case in ("case00", "case01", "case02", "case03"):
        rewrite(dataset, case, subject="one", split="train")
    assert "one subject" in only(check_dataset(dataset)).what


def test_names_of_its_own_are_no_errors(dataset: Path) -> None:
    cases = sorted(path for path in dataset.iterdir() if path.is_dir())
    for case in cases:
        edit_points(case, rename("LV center", "Papillary tip"))
    report = check_dataset(dataset)
    assert report.errors == 0 and "landmarkai preset" in only(report).remedy
    edit_points(cases[1], rename("Papillary tip", "Papilary tip"))
    told = [p for p in check_dataset(dataset).problems if p.severity == "error"]
    assert [p.case for p in told] == ["case01"] and "'Papillary tip'" in told[0].remedy


def test_folders_that_are_passed_over_are_named_with_the_reason(dataset: Path) -> None:
    (dataset / "case01" / "image.nrrd").rename(dataset / "case01" / "scan.nrrd")
    told = {p.case: p.what for p in check_dataset(dataset).problems if "passed over" in p.what}
    assert list(told) == ["case01"] and "scan.nrrd" in told["case01"]


def test_labels_that_match_no_preset(dataset: Path) -> None:
    for case in sorted(path for path in dataset.iterdir() if path.is_dir()):
        edit_points(case, lambda point: replace(point, name="Inferior RV insertion"))
    report = check_dataset(dataset)
    assert any("match no preset" in problem.what for problem in report.problems)
    assert report.presets == ()
    by_preset = check_dataset(dataset, preset=read_preset("cmr-sax")).problems
    assert "learns Anterior RV insertion, LV center, which no case has" in by_preset[0].what


def test_dataset_without_splits_is_divided(dataset: Path) -> None:
    (dataset / "cases.csv").unlink()
    problem = only(check_dataset(dataset))
    assert "no case has the split train or val" in problem.what and "divide" in problem.remedy
    assert main(["divide", str(dataset)]) == 0
    assert check_dataset(dataset).problems == ()


def test_table_and_folders_that_do_not_agree(dataset: Path) -> None:
    shutil.rmtree(dataset / "case00")
    shutil.copytree(dataset / "case01", dataset / "case09")
    problems = check_dataset(dataset).problems
    assert [(p.case, p.severity) for p in problems] == [("case00", "error"), ("case09", "warning")]


def test_command_prints_a_table_and_fails(
    dataset: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", str(dataset)]) == 0
    edit_points(dataset / "case01", rename("LV center", "LV centre"))
    capsys.readouterr()
    output = tmp_path / "check.json"
    assert main(["check", str(dataset), "--preset", "cmr-sax", "--json", str(output)]) == 1
    captured = capsys.readouterr()
    assert "case01" in captured.out and "→ rename the control point to 'LV center'" in captured.out
    assert "4/4 case03" in captured.err
    assert Report.read(output).errors == 1 and json.loads(output.read_text())["cases"] == 4


def test_what_all_cases_share_is_printed_once(dataset: Path, capsys: pytest.CaptureFixture[str]) -> None:
    cases = sorted(path for path in dataset.iterdir() if path.is_dir())
    for case in cases:
        edit_points(case, rename("LV center", "LV centre"))
    edit_points(cases[0], rename("Anterior RV insertion", "anterior"))
    remedy = "→ rename the control point to 'LV center'"
    assert main(["check", str(dataset)]) == 1
    printed = capsys.readouterr().out
    assert printed.count(remedy) == 1 and "5 errors" in printed
    assert "4 cases" in printed and "(case00, case01, case02 and 1 more)" in " ".join(printed.split())
    assert main(["check", str(dataset), "--by-case"]) == 1
    assert capsys.readouterr().out.count(remedy) == 4
    listed = [problem.case for problem in check_dataset(dataset).problems]  # as the module lists them
    assert listed == ["case00", "case00", "case01", "case02", "case03", ""]


def rewrite(root: Path, case: str, **values: str) -> None:
    """Change a row of the table of cases."""
    with (root / "cases.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    columns = list(dict.fromkeys([*rows[0], *values]))
    for row in rows:
        row.update(values if row["case"] == case else {})
    with (root / "cases.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, columns, restval="")
        writer.writeheader()
        writer.writerows(rows)
