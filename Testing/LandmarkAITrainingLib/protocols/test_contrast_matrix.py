"""The matrix from a simulated dataset to its files; stopped and started again, it goes on."""

from __future__ import annotations

import csv
import json
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from LandmarkAILib.cli import main
from LandmarkAILib.errors import InputError
from LandmarkAITrainingLib.data.dataset import read_dataset
from LandmarkAITrainingLib.evaluation.files import ERRORS, read_rows
from LandmarkAITrainingLib.evaluation.observations import Observation
from LandmarkAITrainingLib.presets.preset import read_preset
from LandmarkAITrainingLib.protocols.contrast_matrix import run_matrix
from simulated_dataset import tiny_preset, write_simulated_dataset
from trained import LIGHTNINGS_ADVICE

pytestmark = [*LIGHTNINGS_ADVICE, pytest.mark.slow]
ROWS = ["specialist cine", "specialist simulated lge", "generalist"]
CONTRASTS = ["cine", "simulated lge"]


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three subjects, one a split, each in two contrasts."""
    root = write_simulated_dataset(tmp_path_factory.mktemp("data"), cases=6, size=64, slices=3)
    lines = ["case,subject,contrast,split"]
    for n in range(6):
        split, contrast = ("train", "val", "test")[n % 3], CONTRASTS[n // 3]
        lines.append(f"case{n:02d},person{n % 3},{contrast},{split}")
    (root / "cases.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return root


@pytest.fixture(scope="module")
def output(dataset: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One row through Python; a cell lost; then the command for all."""
    folder = tmp_path_factory.mktemp("matrix")
    preset = tiny_preset(folder, epochs=1)
    out = folder / "out"
    plain = read_preset(str(preset)).with_training(synthetic=0.0)
    part = run_matrix(plain, read_dataset(dataset), out, contrasts=CONTRASTS, only=ROWS[:1])
    assert [row["name"] for row in part["rows"]] == ROWS[:1]
    trained = (out / "runs" / "specialist-cine" / "training.json").stat().st_mtime_ns
    shutil.rmtree(out / "cells" / "specialist-cine" / "cine")
    arguments = ["matrix", str(dataset), "--preset", str(preset), "-o", str(out), "--no-synthesis"]
    assert main([*arguments, "--device", "cpu"]) == 0
    assert (out / "runs" / "specialist-cine" / "training.json").stat().st_mtime_ns == trained
    return out


@pytest.fixture(scope="module")
def matrix(output: Path) -> dict[str, Any]:
    return dict(json.loads((output / "matrix.json").read_text(encoding="utf-8")))


def test_rows_and_columns(matrix: dict[str, Any]) -> None:
    assert [row["name"] for row in matrix["rows"]] == ROWS
    assert [row["simulated"] for row in matrix["rows"]] == ["real", "simulated", "mixed"]
    assert [row["training"]["cases"] for row in matrix["rows"]] == [1, 1, 2]
    assert [(c["contrast"], c["simulated"]) for c in matrix["columns"]] == [
        ("cine", False),
        ("simulated lge", True),
    ]
    assert matrix["synthetic"] == 0.0


def test_each_cell_is_what_its_observations_say(output: Path, matrix: dict[str, Any]) -> None:
    assert len(matrix["cells"]) == 6
    for cell in matrix["cells"]:
        row, column = cell["row"].replace(" ", "-"), cell["column"].replace(" ", "-")
        rows = read_rows(output / "cells" / row / column / ERRORS, Observation)
        assert {o.contrast for o in rows} == {cell["column"]}
        assert {o.subject for o in rows} == {"person2"}
        present = [o for o in rows if o.stage == "final" and o.reference == "present"]
        errors = [o.error_mm for o in present if o.error_mm is not None]
        assert cell["pooled"]["points"] == len(present)
        assert cell["pooled"]["found"] == pytest.approx(len(errors) / len(present))
        if errors:
            median = cell["pooled"]["error_mm"]["median"]["value"]
            assert median == pytest.approx(np.median(errors), abs=1e-9)
        own = {"specialist cine": "cine", "specialist simulated lge": "simulated lge"}
        assert cell["in_distribution"] == (own.get(cell["row"], cell["column"]) == cell["column"])


def test_table_for_machines(output: Path, matrix: dict[str, Any]) -> None:
    with (output / "matrix.csv").open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    pooled = [row for row in rows if row["landmark"] == "all"]
    assert len(pooled) == 6
    assert len(rows) == 6 * 4
    assert {row["test_images"] for row in rows if row["tested_on"] == "simulated lge"} == {"simulated"}


def test_report_has_a_heat_map_and_says_what_is_simulated(output: Path) -> None:
    text = (output / "report.html").read_text(encoding="utf-8")
    assert text.count("<svg") == 1 + 3
    assert "Simulated: simulated lge" in text
    assert "Acquired images: cine" in text
    assert "no scanner took them" in text


def test_the_generalist_may_make_other_steps(dataset: Path, output: Path, tmp_path: Path) -> None:
    out = Path(shutil.copytree(output, tmp_path / "out"))
    for part in ("cells", "runs"):
        shutil.rmtree(out / part / "generalist")
    plain = read_preset(str(tiny_preset(tmp_path, epochs=1))).with_training(synthetic=0.0)
    own = [stage.steps for stage in plain.training.stages]
    more = [steps + 1 for steps in own]
    records = read_dataset(dataset)
    with pytest.raises(InputError, match="begun with other steps of the generalist"):
        run_matrix(plain, records, out, contrasts=CONTRASTS, generalist_steps=more)
    shutil.rmtree(out)
    with pytest.raises(InputError, match="at least 1"):
        run_matrix(plain, records, out, contrasts=CONTRASTS, generalist_steps=[0, 1])
    matrix = run_matrix(plain, records, out, contrasts=CONTRASTS, only=ROWS[1:], generalist_steps=more)
    assert [row["training"]["steps"] for row in matrix["rows"]] == [own, more]


def test_what_does_not_belong_together_is_refused(dataset: Path, output: Path, tmp_path: Path) -> None:
    preset = read_preset(str(tiny_preset(tmp_path, epochs=1)))
    records = read_dataset(dataset)
    with pytest.raises(InputError, match="begun with other synthetic"):
        run_matrix(preset, records, output, contrasts=CONTRASTS)
    with pytest.raises(InputError, match="no row 'specialist t1'"):
        run_matrix(preset, records, output, contrasts=CONTRASTS, only=["specialist t1"])
    moved = [replace(r, split="val" if r.split == "train" else r.split) for r in records]
    plain = preset.with_training(synthetic=0.0)
    with pytest.raises(InputError, match="begun with other splits"):
        run_matrix(plain, moved, output, contrasts=CONTRASTS)


def test_command_explains_tables_that_do_not_match(
    dataset: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = str(dataset / "cases.csv")
    arguments = ["matrix", str(dataset), "--preset", str(tiny_preset(tmp_path)), "-o", str(tmp_path)]
    assert main([*arguments, "--cases", table, table]) == 2
    assert "2 tables for 1 datasets" in capsys.readouterr().err
