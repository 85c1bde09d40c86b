"""A trained model is measured, and its round reaches the dataset that it helps to annotate."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from LandmarkAILib.cli import main
from LandmarkAILib.models.installed import find_model
from LandmarkAITrainingLib.data.dataset import read_dataset
from LandmarkAITrainingLib.data.states import reviewed
from LandmarkAITrainingLib.evaluation.rounds import ROUNDS, read_rounds
from LandmarkAITrainingLib.protocols.evaluate_model import evaluate
from LandmarkAITrainingLib.protocols.rounds import adopt_round, measure_round
from phantom_cases import OffsetDetector, write_phantom_cases
from simulated_dataset import write_simulated_dataset


@pytest.fixture
def run(tmp_path: Path) -> Path:
    """A run folder with the shipped model in it."""
    shutil.copytree(find_model("cmr-sax").path, tmp_path / "run" / "model" / "cmr-sax")
    return tmp_path / "run"


@pytest.fixture
def dataset(tmp_path: Path) -> Path:
    """Four short-axis cases: two to train on, one to validate and one to test on."""
    root = write_simulated_dataset(tmp_path / "data", cases=4, slices=3)
    cases = sorted(record.case for record in read_dataset(root))
    rows = [
        f"{case},{split}" for case, split in zip(cases, ("train", "train", "val", "test"), strict=True)
    ]
    (root / "cases.csv").write_text("\n".join(["case,split", *rows]) + "\n")
    return root


def test_the_first_round_reaches_the_dataset_when_its_model_annotates(
    dataset: Path, run: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    model = run / "model" / "cmr-sax"
    held = measure_round(model, read_dataset(dataset), run, dataset)
    assert held is not None and held.main.what == "all" and held.main.unit == "mm"
    assert (held.facts.reviewed, held.facts.split, held.facts.held_out) == (2, "test", 1)
    assert held.main.points == sum(line.points for line in held.lines[1:4])
    assert held.line("Myocardium").unit == "Dice"  # type: ignore[union-attr]
    assert (run / ROUNDS).is_file() and not (dataset / ROUNDS).exists()  # nobody annotates here yet
    assert main(["annotate", str(dataset), "--model", str(model), "--device", "cpu"]) == 0
    assert read_rounds(dataset) == [held]
    assert "Round 1: trained on 2 cases; landmarks: median" in capsys.readouterr().out
    adopt_round(dataset, model)
    assert len(read_rounds(dataset)) == 1


def test_in_a_dataset_with_states_a_round_is_noted_at_once(dataset: Path, run: Path) -> None:
    reviewed(dataset, read_dataset(dataset)[0].case)
    held = measure_round(run / "model" / "cmr-sax", read_dataset(dataset), run, dataset)
    assert held is not None and read_rounds(dataset) == [held] == read_rounds(run)


def test_a_round_of_other_cases_is_left_where_it_is(dataset: Path, run: Path) -> None:
    model = run / "model" / "cmr-sax"
    records = read_dataset(dataset)
    assert measure_round(model, [r for r in records if r.split != "test"], run, dataset) is not None
    adopt_round(dataset, model)
    assert read_rounds(dataset) == []  # measured on the validation case, and now one is held out


def test_without_held_out_cases_there_is_no_round(dataset: Path, run: Path) -> None:
    trained = [record for record in read_dataset(dataset) if record.split == "train"]
    assert measure_round(run / "model" / "cmr-sax", trained, run) is None
    assert not (run / ROUNDS).exists()


def test_the_report_shows_sections_that_it_is_given(tmp_path: Path) -> None:
    records = read_dataset(write_phantom_cases(tmp_path / "data"))[:1]
    evaluate(records, OffsetDetector(), tmp_path / "out", extra=["<h2>Learning curve</h2>"])
    assert "<h2>Learning curve</h2>" in (tmp_path / "out" / "report.html").read_text(encoding="utf-8")
