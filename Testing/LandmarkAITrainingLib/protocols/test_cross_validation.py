"""Cross-validation from a simulated dataset to its tables; stopped and started again, it goes on."""

from __future__ import annotations

import csv
import json
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from LandmarkAILib.cli import main
from LandmarkAILib.errors import InputError
from LandmarkAITrainingLib.data.dataset import read_dataset
from LandmarkAITrainingLib.data.folds import assign_folds
from LandmarkAITrainingLib.evaluation.files import ERRORS, read_rows, write_rows
from LandmarkAITrainingLib.evaluation.observations import Observation
from LandmarkAITrainingLib.presets.preset import read_preset
from LandmarkAITrainingLib.protocols.cross_validation import cross_validate
from simulated_dataset import tiny_preset, write_simulated_dataset
from trained import LIGHTNINGS_ADVICE

pytestmark = [*LIGHTNINGS_ADVICE, pytest.mark.slow]
FOLDS, SEED = 3, 7


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_simulated_dataset(tmp_path_factory.mktemp("data"), cases=3, size=64, slices=3)


@pytest.fixture(scope="module")
def output(dataset: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Fold 2 alone, then the command for all: two folds are left to do."""
    folder = tmp_path_factory.mktemp("cross")
    preset = tiny_preset(folder, epochs=1)
    records = assign_folds(read_dataset(dataset), FOLDS, SEED)
    seeded = read_preset(str(preset)).with_training(seed=SEED)
    cross_validate(seeded, records, folder / "out", only=[2])
    first = (folder / "out" / "fold2" / "metrics.json").read_bytes()
    arguments = [
        "--preset",
        str(preset),
        "-o",
        str(folder / "out"),
        "--folds",
        str(FOLDS),
        "--seed",
        str(SEED),
    ]
    assert main(["cross-validate", str(dataset), *arguments, "--device", "cpu"]) == 0
    assert (folder / "out" / "fold2" / "metrics.json").read_bytes() == first
    return folder / "out"


@pytest.fixture(scope="module")
def metrics(output: Path) -> dict[str, Any]:
    return dict(json.loads((output / "metrics.json").read_text(encoding="utf-8")))


def test_every_case_is_tested_once_by_a_model_that_never_saw_its_subject(
    output: Path, metrics: dict[str, Any]
) -> None:
    tested = {}
    for fold in range(FOLDS):
        cases = {o.case for o in read_rows(output / f"fold{fold}" / ERRORS, Observation)}
        assert not cases & set(tested)
        tested.update(dict.fromkeys(cases, fold))
        training = json.loads((output / "runs" / f"fold{fold}" / "training.json").read_text())
        assert training["subjects"] == 3 - len(cases) - 1
    assert set(tested) == {"case00", "case01", "case02"}
    assert (metrics["data"]["cases"], metrics["data"]["subjects"]) == (3, 3)


def test_pooled_numbers_are_those_of_all_observations(output: Path, metrics: dict[str, Any]) -> None:
    pooled = read_rows(output / ERRORS, Observation)
    folds = [read_rows(output / f"fold{fold}" / ERRORS, Observation) for fold in range(FOLDS)]
    assert pooled == [o for rows in folds for o in rows]
    for name, landmark in metrics["all"]["landmarks"].items():
        held = [o for o in pooled if o.stage == "final" and o.landmark == name]
        present = [o for o in held if o.reference == "present"]
        assert landmark["detection"]["with_reference"] == len(present)
        assert landmark["detection"]["detected"] == sum(o.status == "detected" for o in present)
    assert "sha256" not in metrics["model"]


def test_table_of_folds(output: Path, metrics: dict[str, Any]) -> None:
    with (output / "folds.csv").open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert [row["fold"] for row in rows] == ["0", "1", "2"]
    for row, fold in zip(rows, metrics["folds"], strict=True):
        assert float(row["seconds"]) == fold["seconds"] > 0
        assert (row["stage 1 best epoch"], row["stage 2 best epoch"]) == ("0", "0")
        assert float(row["stage 1 loss"]) > 0
        assert float(row["Left ventricle Dice"]) == pytest.approx(fold["Left ventricle Dice"], rel=1e-4)
    mean = metrics["over_folds"]["seconds"]["mean"]
    assert mean == pytest.approx(sum(fold["seconds"] for fold in metrics["folds"]) / FOLDS)


def test_report_shows_the_folds(output: Path) -> None:
    text = (output / "report.html").read_text(encoding="utf-8")
    assert "<h2>Folds</h2>" in text
    assert "Mean ± SD" in text
    assert "Stage 1 best epoch" in text


def _placed(row: Observation, off: float) -> Observation:
    """Found, at a distance that differs from slice to slice, and ``off`` mm more."""
    return replace(row, status="detected", error_mm=2.0 + (row.slice or 0) + off)


def test_two_presets_are_compared_on_the_same_folds(dataset: Path, output: Path, tmp_path: Path) -> None:
    """The other is the same one with every point 1 mm farther off."""
    other, ours = (Path(shutil.copytree(output, tmp_path / name)) for name in ("other", "ours"))
    # A network of a few steps finds nothing: errors are made up for both.
    for file in ours.rglob(ERRORS):
        write_rows(file, Observation, [_placed(o, 0) for o in read_rows(file, Observation)])
    rows = read_rows(other / ERRORS, Observation)
    write_rows(other / ERRORS, Observation, [_placed(o, 1) for o in rows])
    preset = read_preset(str(tiny_preset(tmp_path, epochs=1))).with_training(seed=SEED)
    records = assign_folds(read_dataset(dataset), FOLDS, SEED)
    compared = cross_validate(preset, records, ours, other=other).comparison
    assert compared is not None
    assert len(compared.all.landmarks) == 3
    for held in compared.all.landmarks.values():
        assert held.difference_of_medians is not None
        assert held.difference_of_medians.value == pytest.approx(-1, abs=1e-4)
        assert (held.n_subjects, held.only_first, held.only_second) == (3, 0, 0)
    assert "Compared with" in (ours / "report.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("there", "words"),
    [
        ("other folds", "on other cases, labels or folds"),
        ("no fold yet", "holds no results of a cross-validation"),
        ("nothing", "holds no results of a cross-validation"),
    ],
)
def test_what_cannot_be_compared_is_refused_before_anything_is_trained(
    dataset: Path, output: Path, tmp_path: Path, there: str, words: str
) -> None:
    other = tmp_path / "other"
    if there != "nothing":
        shutil.copytree(output, other)
    if there == "no fold yet":
        (other / "metrics.json").unlink()
    if there == "other folds":
        protocol = json.loads((other / "protocol.json").read_text(encoding="utf-8"))
        folds = {case: (fold + 1) % FOLDS for case, fold in protocol["folds"].items()}
        (other / "protocol.json").write_text(json.dumps({**protocol, "folds": folds}))
    preset = read_preset(str(tiny_preset(tmp_path))).with_training(seed=SEED)
    records = assign_folds(read_dataset(dataset), FOLDS, SEED)
    with pytest.raises(InputError, match=words):
        cross_validate(preset, records, tmp_path / "new", other=other)
    assert not (tmp_path / "new").exists()


def test_finished_results_outlive_their_runs_but_not_other_options(
    dataset: Path, output: Path, tmp_path: Path
) -> None:
    records = assign_folds(read_dataset(dataset), FOLDS, SEED)
    other = read_preset(str(tiny_preset(tmp_path, epochs=2))).with_training(seed=SEED)
    with pytest.raises(InputError, match="begun with other steps"):
        cross_validate(other, records, output)
    with pytest.raises(InputError, match="no fold 7"):
        cross_validate(other, records, tmp_path / "out", only=[7])
    assert not (tmp_path / "out").exists()


def test_folds_made_before_a_label_was_mended_are_not_mixed_with_later_ones(
    dataset: Path, output: Path, tmp_path: Path
) -> None:
    root = Path(shutil.copytree(dataset, tmp_path / "data"))
    preset = read_preset(str(tiny_preset(tmp_path, epochs=1))).with_training(seed=SEED)
    shutil.copy(root / "case01/landmarks.mrk.json", root / "case00/landmarks.mrk.json")
    with pytest.raises(InputError, match="begun with other labels or images: choose another folder"):
        cross_validate(preset, assign_folds(read_dataset(root), FOLDS, SEED), output)


def test_a_folder_of_an_older_version_goes_on(dataset: Path, output: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copytree(output, tmp_path / "out"))
    protocol = json.loads((copy / "protocol.json").read_text(encoding="utf-8"))
    older = {key: value for key, value in protocol.items() if key not in ("files", "epoch")}
    (copy / "protocol.json").write_text(json.dumps(older), encoding="utf-8")
    preset = read_preset(str(tiny_preset(tmp_path, epochs=1))).with_training(seed=SEED)
    metrics = cross_validate(preset, assign_folds(read_dataset(dataset), FOLDS, SEED), copy)
    assert len(metrics.facts["folds"]) == FOLDS


def test_a_fold_with_failed_cases_is_tested_again(dataset: Path, output: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copytree(output, tmp_path / "out"))
    file = copy / "fold0" / "metrics.json"
    before = json.loads(file.read_text(encoding="utf-8"))
    file.write_text(json.dumps({**before, "failed": {"case09": "image.nrrd is damaged"}}))
    untouched = (copy / "fold1" / "metrics.json").stat().st_mtime_ns
    preset = read_preset(str(tiny_preset(tmp_path, epochs=1))).with_training(seed=SEED)
    cross_validate(preset, assign_folds(read_dataset(dataset), FOLDS, SEED), copy)
    again = json.loads(file.read_text(encoding="utf-8"))
    assert again["failed"] == {} and again["all"] == before["all"]
    assert (copy / "fold1" / "metrics.json").stat().st_mtime_ns == untouched


def test_a_case_that_cannot_be_read_is_named_before_any_fold_is_trained(
    dataset: Path, tmp_path: Path
) -> None:
    root = Path(shutil.copytree(dataset, tmp_path / "data"))
    image = root / "case01" / "image.nrrd"
    image.write_bytes(image.read_bytes()[:-500])
    records = assign_folds(read_dataset(root), FOLDS, SEED)
    preset = read_preset(str(tiny_preset(tmp_path, epochs=1)))
    with pytest.raises(InputError, match=r"1 of the cases cannot be used \(case01\).*image\.nrrd"):
        cross_validate(preset, records, tmp_path / "out")
    # Nothing stands in the way of starting without the case, or with it mended.
    assert not (tmp_path / "out").exists()
