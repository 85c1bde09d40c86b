"""A trained model is measured, and its round reaches the dataset that it helps to annotate."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from LandmarkAILib.cli import main
from LandmarkAILib.models.card import measured
from LandmarkAILib.models.installed import find_model
from LandmarkAITrainingLib.data.dataset import read_dataset
from LandmarkAITrainingLib.data.states import reviewed
from LandmarkAITrainingLib.evaluation.rounds import ROUNDS, read_rounds, round_sentence
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


def test_measuring_ends_in_time_and_says_on_how_many(dataset: Path, run: Path) -> None:
    model = run / "model" / "cmr-sax"
    records = [replace(record, split="test") for record in read_dataset(dataset)]
    held = measure_round(model, records, run, seconds=0.0)
    assert held is not None and (held.facts.held_out, held.facts.of) == (1, 4)
    assert " on 1/4 held-out cases" in round_sentence(held)
    card = (model / "MODEL_CARD.md").read_text(encoding="utf-8")
    assert "These are 1 of 4 such cases" in card and "neither trained nor calibrated" in card
    told = measured(card)
    assert told is not None and told.data == "1 cases of 1 subjects"
    again = measure_round(model, records[::-1], run, seconds=0.0)
    assert again is not None and again.facts.cases == held.facts.cases  # the same one is the first


def test_a_round_that_ended_early_reaches_the_dataset(dataset: Path, run: Path) -> None:
    table = dataset / "cases.csv"
    table.write_text(table.read_text().replace("val", "test"))
    held = measure_round(run / "model" / "cmr-sax", read_dataset(dataset), run, seconds=0.0)
    assert held is not None and held.facts.of == 2
    adopt_round(dataset, run / "model" / "cmr-sax")
    assert read_rounds(dataset) == [held]


def test_the_card_says_that_validation_cases_calibrated_the_model(dataset: Path, run: Path) -> None:
    model = run / "model" / "cmr-sax"
    kept = [record for record in read_dataset(dataset) if record.split != "test"]
    assert measure_round(model, kept, run) is not None
    assert "On the validation subjects" in (model / "MODEL_CARD.md").read_text(encoding="utf-8")


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
