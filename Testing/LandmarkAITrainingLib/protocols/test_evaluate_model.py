"""Evaluation from a dataset on disk to the three files, with a detector whose errors are known."""

from __future__ import annotations

import csv
import json
import shutil
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from LandmarkAILib.cli import main
from LandmarkAILib.core.anatomy import ANTERIOR_RV_INSERTION, INFERIOR_RV_INSERTION, LV_CENTER
from LandmarkAILib.errors import InputError
from LandmarkAITrainingLib.data.dataset import read_dataset
from LandmarkAITrainingLib.evaluation.collect import collect, summarise_run
from LandmarkAITrainingLib.evaluation.summaries import Metrics
from LandmarkAITrainingLib.protocols.evaluate_model import evaluate, select_cases
from models import tiny_bundle
from phantom_cases import MODEL, OFFSETS, OffsetDetector, write_phantom_cases

pytestmark = pytest.mark.slow

ERRORS = {name: float(np.hypot(*offset)) for name, offset in OFFSETS.items()}


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_phantom_cases(tmp_path_factory.mktemp("dataset"))


def measured(root: Path, detector: OffsetDetector, table: Path | None = None) -> dict[str, Any]:
    """The metrics alone, without files."""
    return summarise_run(collect(read_dataset(root, table), detector), {}).to_json()


@pytest.fixture(scope="module")
def report(dataset: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    output = tmp_path_factory.mktemp("out") / "deep" / "report"
    facts = {"command": "landmarkai evaluate <&>", "split": "all"}
    evaluate(read_dataset(dataset), OffsetDetector(missing=(2,)), output, facts)
    return output


@pytest.fixture(scope="module")
def metrics(report: Path) -> dict[str, Any]:
    return dict(json.loads((report / "metrics.json").read_text(encoding="utf-8")))


def test_files(report: Path) -> None:
    tables = {"errors.csv", "segments.csv", "aha.csv", "derived.csv"}
    assert {path.name for path in report.iterdir()} == {"metrics.json", "report.html", *tables}


def test_what_was_evaluated_is_said(metrics: dict[str, Any]) -> None:
    assert metrics["model"] == MODEL
    assert metrics["reference"] == "derived from segmentations"
    assert metrics["command"] == "landmarkai evaluate <&>"
    assert metrics["failed"] == {}
    data = metrics["data"]
    assert (data["cases"], data["subjects"]) == (6, 4)
    assert data["contrasts"] == {
        "cine": {"cases": 3, "subjects": 3},
        "lge": {"cases": 3, "subjects": 3},
    }
    assert set(metrics["sources"]) == {"site0", "site1"}


@pytest.mark.parametrize("contrast", ["cine", "lge"])
@pytest.mark.parametrize("name", list(OFFSETS))
def test_errors_are_the_offsets(metrics: dict[str, Any], contrast: str, name: str) -> None:
    landmark = metrics["contrasts"][contrast]["landmarks"][name]
    error = landmark["error_mm"]
    for statistic in ("median", "mean", "p95"):
        assert error[statistic]["value"] == pytest.approx(ERRORS[name], abs=1e-3)
    # Insertions: slices 1 to 4; LV center also slice 0. Nothing is found on slice 2.
    slices = 15 if name == LV_CENTER else 12
    assert (landmark["n_slices"], error["n"]) == (slices, slices - 3)
    detection = landmark["detection"]
    assert (detection["without_landmark"], detection["false"]) == (3, 3)
    unknown = 0 if name == LV_CENTER else 3
    assert (detection["reference_unknown"], detection["detected_where_unknown"]) == (unknown, unknown)


def test_coarse_points_are_measured_in_the_same_way(metrics: dict[str, Any]) -> None:
    lge = metrics["contrasts"]["lge"]
    for name, error in ERRORS.items():
        coarse = lge["coarse"]["landmarks"][name]["error_mm"]
        assert coarse["mean"]["value"] == pytest.approx(2 * error, abs=1e-3)
        assert lge["refinement"][name]["median_difference"] == pytest.approx(-error, abs=1e-3)


def test_ellipses_and_angles(metrics: dict[str, Any]) -> None:
    landmarks = metrics["all"]["landmarks"]
    # Squared distances over the variance: 25 / 9 and 4 / 9; the levels are 1 − exp(−half of that).
    expected = {ANTERIOR_RV_INSERTION: 0.751, INFERIOR_RV_INSERTION: 0.199}
    for name, level in expected.items():
        covered = landmarks[name]["calibration"]["ellipse_coverage"]
        assert covered == {str(n): float(level <= n) for n in (0.5, 0.75, 0.9, 0.95)}
    assert 0 < metrics["all"]["anterior_angle_deg"]["median"]["value"] < 12


def test_errors_about_the_center_are_of_insertions(metrics: dict[str, Any]) -> None:
    landmarks = metrics["all"]["landmarks"]
    assert landmarks[LV_CENTER]["about_center"] is None
    for name in (ANTERIOR_RV_INSERTION, INFERIOR_RV_INSERTION):
        seen, error = landmarks[name]["about_center"], landmarks[name]["error_mm"]
        assert seen["turn_deg"]["n"] == error["n"]
        assert 0 <= seen["turn_deg"]["over_20_deg"]["value"] <= 1
        # The same offset everywhere: its parts make up its length.
        parts = [seen[key]["mean"]["value"] for key in ("radial_mm", "tangential_mm")]
        assert np.hypot(*parts) == pytest.approx(error["mean"]["value"], abs=0.3)


def test_contours(metrics: dict[str, Any]) -> None:
    """The predicted labels are one pixel of 1.4 mm beside the reference, on five of six slices."""
    segments = metrics["all"]["segments"]
    assert list(segments) == ["Left ventricle", "Myocardium", "Right ventricle"]
    assert 0.7 < segments["Left ventricle"]["dice"]["mean"]["value"] < 0.95
    assert segments["Left ventricle"]["n_cases"] == 6


def test_table_of_errors(report: Path, metrics: dict[str, Any]) -> None:
    with (report / "errors.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 6 * 6 * 3 * 2
    chosen = [
        float(row["error_mm"])
        for row in rows
        if (row["contrast"], row["landmark"], row["stage"]) == ("cine", LV_CENTER, "final")
        and row["reference"] == "present"
        and row["status"] == "detected"
    ]
    found = metrics["contrasts"]["cine"]["landmarks"][LV_CENTER]["error_mm"]
    assert np.mean(chosen) == pytest.approx(found["mean"]["value"], rel=1e-5)
    missed = next(row for row in rows if row["reference"] == "present" and row["status"] == "missing")
    assert (missed["error_mm"], missed["probability"]) == ("", "0.1")


def test_same_input_same_files(dataset: Path, tmp_path: Path) -> None:
    records = read_dataset(dataset)[:2]
    for name in ("first", "second"):
        evaluate(records, OffsetDetector(), tmp_path / name)
    for path in (tmp_path / "first").iterdir():
        assert path.read_bytes() == (tmp_path / "second" / path.name).read_bytes()


def test_rv_that_is_known_to_be_incomplete_is_not_compared(dataset: Path, tmp_path: Path) -> None:
    table = tmp_path / "cases.csv"
    table.write_text("case,notes\nsite0/case0,rv-incomplete\nsite0/case2,\n", encoding="utf-8")
    metrics = measured(dataset, OffsetDetector(), table)
    counts = {name: held["n_cases"] for name, held in metrics["all"]["segments"].items()}
    assert counts == {"Left ventricle": 2, "Myocardium": 2, "Right ventricle": 1}
    assert metrics["data"]["rv_incomplete"] == ["site0/case0"]
    assert metrics["reference"] == "as annotated in the dataset"


def test_corrupt_case_in_the_middle(dataset: Path, tmp_path: Path) -> None:
    shutil.copytree(dataset, tmp_path / "data")
    (tmp_path / "data" / "site1" / "case1" / "image.nrrd").write_bytes(b"NRRD0004\ntruncated")
    said: list[str] = []
    metrics = evaluate(
        read_dataset(tmp_path / "data"),
        OffsetDetector(),
        tmp_path / "out",
        progress=lambda done, total, message: said.append(f"{done}/{total} {message}"),
    )
    assert list(metrics.failed) == ["site1/case1"]
    assert metrics.data.cases == 5
    assert len(said) == 6
    assert sum("site1/case1 failed" in line for line in said) == 1
    assert "site1/case1" in (tmp_path / "out" / "report.html").read_text(encoding="utf-8")


def test_no_case_can_be_read(dataset: Path, tmp_path: Path) -> None:
    shutil.copytree(dataset / "site0" / "case0", tmp_path / "data" / "one")
    (tmp_path / "data" / "one" / "image.nrrd").write_bytes(b"")
    with pytest.raises(InputError, match="None of 1 cases"):
        evaluate(read_dataset(tmp_path / "data"), OffsetDetector(), tmp_path / "out")
    assert not list((tmp_path / "out").iterdir())


def test_model_and_dataset_without_common_landmark(dataset: Path, tmp_path: Path) -> None:
    points = tmp_path / "data" / "one" / "landmarks.mrk.json"
    shutil.copytree(dataset / "site0" / "case0", points.parent)
    text = points.read_text(encoding="utf-8").replace("LV center", "centre")
    points.write_text(text.replace("insertion", "insertoin"), encoding="utf-8")
    with pytest.raises(InputError, match=r"Anterior RV insertion.*Anterior RV insertoin"):
        evaluate(read_dataset(tmp_path / "data"), OffsetDetector(), tmp_path / "out")


def test_landmarks_of_the_dataset_alone_are_left_out(dataset: Path) -> None:
    detector = OffsetDetector({LV_CENTER: (1.0, 0.0)})
    metrics = measured(dataset, detector)
    assert list(metrics["all"]["landmarks"]) == [LV_CENTER]


def test_cases_without_segmentation(dataset: Path, tmp_path: Path) -> None:
    shutil.copytree(dataset, tmp_path / "data")
    for path in (tmp_path / "data").rglob("*.seg.nrrd"):
        path.unlink()
    metrics = measured(tmp_path / "data", OffsetDetector())
    assert metrics["all"]["segments"] == {}
    # Slices that the annotator passed over lack the landmark.
    detection = metrics["all"]["landmarks"][ANTERIOR_RV_INSERTION]["detection"]
    assert (detection["reference_unknown"], detection["without_landmark"]) == (0, 12)


def test_two_models_on_the_same_cases(dataset: Path, tmp_path: Path) -> None:
    """The other model is half as far off, and misses a slice more."""
    halved = OffsetDetector({name: (i / 2, j / 2) for name, (i, j) in OFFSETS.items()}, missing=(3,))
    evaluate(read_dataset(dataset), OffsetDetector(), tmp_path / "out", other=halved)
    metrics = json.loads((tmp_path / "out" / "metrics.json").read_text())
    for contrast in ("cine", "lge"):
        held = metrics["comparison"]["contrasts"][contrast]["landmarks"]
        for name, error in ERRORS.items():
            slices = 12 if name == LV_CENTER else 9
            assert (held[name]["n"], held[name]["only_first"], held[name]["only_second"]) == (
                slices,
                3,
                0,
            )
            assert held[name]["difference_of_medians"]["value"] == pytest.approx(error / 2, abs=1e-3)
    text = (tmp_path / "out" / "report.html").read_text(encoding="utf-8")
    assert "<h2>Compared with another offsets 1.0.0 (00000000)</h2>" in text
    assert metrics["comparison"]["model"] == MODEL
    assert Metrics.from_json(metrics).to_json() == metrics


class TestSelection:
    def test_the_test_split_is_taken_where_there_is_one(self, dataset: Path) -> None:
        records = read_dataset(dataset)
        assert {r.split for r in select_cases(records, None, None)} == {"test"}
        assert len(select_cases(records, "all", None)) == 6
        assert len(select_cases([r for r in records if r.split == "train"], None, None)) == 2

    def test_a_fold_is_of_any_split(self, dataset: Path) -> None:
        records = read_dataset(dataset)
        assert [r.subject for r in select_cases(records, None, 2)] == ["s2"]
        assert [r.subject for r in select_cases(records, None, 0)] == ["s0", "s0"]

    def test_nothing_selected_says_what_there_is(self, dataset: Path) -> None:
        with pytest.raises(InputError, match="the splits test, train and the folds 0, 1, 2, 3"):
            select_cases(read_dataset(dataset), "val", None)
        with pytest.raises(InputError, match="No case is selected"):
            evaluate([], OffsetDetector(), Path("nowhere"))


def test_command_with_a_model_that_knows_nothing(
    dataset: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bundle = tiny_bundle(tmp_path / "tiny")
    model, output = str(tmp_path / "tiny"), tmp_path / "out"
    arguments = ["evaluate", str(dataset), "--model", model, "-o", str(output), "--device", "cpu"]
    assert main([*arguments, "--split", "train", "--compare", model]) == 0
    told = capsys.readouterr()
    assert "report.html: 2 cases" in told.out
    assert told.err.splitlines()[-1] == "2/2 site1/case3"
    metrics = json.loads((output / "metrics.json").read_text(encoding="utf-8"))
    assert metrics["model"]["sha256"] == bundle.sha256
    assert metrics["data"]["subjects"] == 2
    assert metrics["comparison"]["all"]["landmarks"][LV_CENTER]["difference_of_medians"]["value"] == 0
    # Random weights that always say yes.
    detection = metrics["all"]["landmarks"][LV_CENTER]["detection"]
    assert (detection["detected"], detection["false"]) == (10, 2)
    assert metrics["all"]["landmarks"][LV_CENTER]["error_mm"]["median"]["value"] > 5


def test_command_ends_with_1_if_a_case_failed(dataset: Path, tmp_path: Path) -> None:
    shutil.copytree(dataset, tmp_path / "data")
    (tmp_path / "data" / "site1" / "case1" / "landmarks.mrk.json").write_text("{}", encoding="utf-8")
    tiny_bundle(tmp_path / "tiny")
    arguments = ["--model", str(tmp_path / "tiny"), "-o", str(tmp_path / "out"), "--fold", "1"]
    assert main(["evaluate", str(tmp_path / "data"), *arguments, "--device", "cpu"]) == 1
    assert (tmp_path / "out" / "report.html").is_file()


def test_command_without_dataset(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["evaluate", str(tmp_path), "--model", "none", "-o", str(tmp_path / "out")]
    assert main(arguments) == 2
    assert "no annotated case" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_command_with_unknown_model(
    dataset: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["evaluate", str(dataset), "--model", "none", "-o", str(tmp_path / "out")]
    assert main(arguments) == 2
    assert "'none'" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()
