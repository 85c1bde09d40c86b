"""One part of a cohort: claimed, resumed, recorded; nothing said of whom it is where that is hidden."""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from dicom_files import write_series
from LandmarkAILib.commands.batch.folder_run import detect_folder
from LandmarkAILib.commands.cohorts.part_run import PartOutcome, run_part
from LandmarkAILib.commands.cohorts.parts import (
    WHOLE,
    Part,
    PartError,
    PartTask,
    parse_part,
    part_of_array,
)
from LandmarkAILib.commands.cohorts.planning import PlanOptions, plan_cohort
from LandmarkAILib.core.detection import Detection
from LandmarkAILib.core.image import Image
from LandmarkAILib.errors import InputError
from LandmarkAILib.files.case_records import CaseRecord, RecordFile, last_of_each, read_all_records
from LandmarkAILib.files.claims import Claim, HeldError
from LandmarkAILib.files.cohort_table import read_cohort
from LandmarkAILib.files.images import write_image
from LandmarkAILib.inference.engine import ModelCache, Progress
from LandmarkAILib.inference.faults import EnvironmentFaultError
from LandmarkAILib.inference.options import DetectionOptions
from LandmarkAILib.inference.views import Points
from threshold_model import ThresholdDetector, phantom, write_threshold_model

COUNT = 5


@pytest.fixture
def model(tmp_path: Path) -> Path:
    return write_threshold_model(tmp_path / "models" / "threshold").path


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """Five cases: four files, of which one is damaged, and one DICOM series."""
    for n in range(COUNT - 1):
        path = tmp_path / "in" / f"s{n}" / "image.nrrd"
        path.parent.mkdir(parents=True)
        write_image(phantom((20.0 + n, 20.0)), path)
    path.write_bytes(path.read_bytes()[:-500])
    image = phantom((26.0, 20.0))
    write_series(tmp_path / "in" / "t", image.array, image.grid, SeriesDescription="cine")
    plan_cohort([tmp_path / "in"], tmp_path / "cohort.csv", PlanOptions())
    return tmp_path / "cohort.csv"


class Counting(ThresholdDetector):
    """Knows what it was asked to look at, of all processes of a test."""

    seen: list[str]
    fail: dict[str, int]

    def detect(
        self,
        image: Image,
        progress: Progress | None = None,
        rough: dict[int, Points] | None = None,
    ) -> Detection:
        self.seen.append(image.name)
        if self.fail.get(image.name, 0) > 0:
            self.fail[image.name] -= 1
            raise ZeroDivisionError("a passing fault")
        return super().detect(image, progress, rough)


@pytest.fixture(autouse=True)
def counting() -> type[Counting]:
    Counting.seen, Counting.fail = [], {}
    return Counting


def run(table: Path, output: Path, model: Path, part: Part = WHOLE, **options: Any) -> PartOutcome:
    task = PartTask(table, output, DetectionOptions(str(model), "cpu", **options), part)
    return run_part(task, models=ModelCache(Counting))


def last(output: Path) -> dict[str, CaseRecord]:
    return {case: record for (case, _), record in last_of_each(read_all_records(output)).items()}


def results(folder: Path) -> dict[str, object]:
    found: dict[str, object] = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_file() and "/" in name and not name.startswith("parts"):
            text = path.read_bytes()
            if name.endswith(".json") and not name.endswith(".mrk.json"):
                document = json.loads(text)
                document["provenance"].pop("seconds")
                found[name] = document
            else:
                found[name] = text
    return found


def test_parts_together_are_a_run_over_the_folder(table: Path, tmp_path: Path, model: Path) -> None:
    out = tmp_path / "out"
    outcomes = [run(table, out, model, Part(k, 3)) for k in (1, 2, 3)]
    assert sum((outcome.counts for outcome in outcomes), Counter()) == {"done": 4, "failed": 1}
    detect_folder(
        tmp_path / "in",
        tmp_path / "plain",
        DetectionOptions(str(model), "cpu"),
        None,
        ModelCache(Counting),
    )
    assert results(out) == results(tmp_path / "plain")
    assert sorted(last(out)) == [case.id for case in read_cohort(table)]
    good = last(out)["s0/image"]
    assert (good.status, good.part, good.found, good.points) == ("done", "1/3", 9, 9)
    assert good.outputs[0] == "s0/image.json" and good.input == next(read_cohort(table)).digest


def test_what_is_done_is_not_done_again_and_what_failed_is_tried_twice(
    table: Path, tmp_path: Path, model: Path
) -> None:
    out = tmp_path / "out"
    Counting.fail = {"image": 1}
    first = run(table, out, model)
    assert first.counts == {"done": 4, "failed": 1} and list(first.failed) == ["s3/image"]
    lines = [r for r in read_all_records(out) if r.status != "started"]
    assert [(r.case, r.status, r.attempt) for r in lines if r.case in ("s0/image", "s3/image")] == [
        ("s0/image", "failed", 1),
        ("s3/image", "failed", 1),
        ("s0/image", "done", 2),
        ("s3/image", "failed", 2),
    ]
    Counting.seen.clear()
    again = run(table, out, model)
    assert again.counts == {"before": 4, "failed": 1} and Counting.seen == []
    (out / "s1" / "image.json").unlink()
    (out / "s1" / "image.mrk.json").unlink()
    run(table, out, model, overwrite=False)
    assert last(out)["s1/image"].status == "failed"  # its other files may be anybody's
    assert "is no result for this image" in last(out)["s1/image"].message


def test_another_division_knows_what_is_done(table: Path, tmp_path: Path, model: Path) -> None:
    out = tmp_path / "out"
    run(table, out, model, Part(1, 2))
    Counting.seen.clear()
    counts = [run(table, out, model, Part(k, 3)).counts for k in (1, 2, 3)]
    assert sum(c["before"] for c in counts) == 3 and len(Counting.seen) == 1


def test_a_case_that_ends_processes_is_given_up(table: Path, tmp_path: Path, model: Path) -> None:
    out = tmp_path / "out"
    record = PartTask(table, out, DetectionOptions(), Part(1, 1)).record
    with RecordFile(record) as file:
        for case in ("s0/image", "s1/image", "s1/image"):
            file.append(CaseRecord(case, "started", "2026"))
    run(table, out, model)
    found = last(out)
    assert found["s0/image"].status == "done"
    assert (found["s1/image"].status, found["s1/image"].code) == ("failed", "killed")
    assert "ended 2 processes" in found["s1/image"].message
    run(table, out, model)  # asked again, it is tried again
    assert last(out)["s1/image"].status == "done"


def test_a_part_is_worked_on_by_one_process(table: Path, tmp_path: Path, model: Path) -> None:
    out = tmp_path / "out"
    claim = PartTask(table, out, DetectionOptions(), Part(1, 1)).record.with_suffix(".claim")
    with Claim(claim), pytest.raises(HeldError, match=f"process {os.getpid()}"):
        run(table, out, model)
    assert not claim.exists()
    gone = subprocess.run(
        [sys.executable, "-c", "import os; print(os.getpid())"],
        capture_output=True,
        timeout=60,
        check=True,
    )
    claim.write_text(f"{platform.node()} {int(gone.stdout)} 0123\n")
    assert run(table, out, model).counts["done"] == 4
    assert sorted(path.name for path in claim.parent.iterdir()) == ["part-0001-of-0001.jsonl"]


def test_a_claim_that_is_lost_ends_the_run(
    table: Path, tmp_path: Path, model: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Claim, "is_held", lambda _self: len(Counting.seen) < 2)
    with pytest.raises(HeldError, match="taken over"):
        run(table, tmp_path / "out", model)
    assert len(Counting.seen) == 2


def test_a_case_that_has_changed_since_is_refused(table: Path, tmp_path: Path, model: Path) -> None:
    write_image(phantom((30.0, 20.0)), tmp_path / "in" / "s0" / "image.nrrd")
    (tmp_path / "in" / "s1" / "image.nrrd").unlink()
    (tmp_path / "in" / "t" / "IM0001.dcm").unlink()
    out = tmp_path / "out"
    assert run(table, out, model).counts == {"done": 1, "failed": 4}
    found = last(out)
    assert found["s0/image"].code == found["t/cine"].code == "changed-input"
    assert "does not exist" in found["s1/image"].message
    assert not (out / "s0").exists()


def test_a_full_disk_ends_the_part(
    table: Path, tmp_path: Path, model: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("LandmarkAILib.files.detections.write_detection", full)
    with pytest.raises(EnvironmentFaultError):
        run(table, tmp_path / "out", model)
    assert len(Counting.seen) == 1


def test_pseudonyms_hide_who_it_is_in_all_that_is_written(
    table: Path, tmp_path: Path, model: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    names = ("mustermann", "geheim", "s0", "s3", "cine", "image.nrrd", str(tmp_path).casefold())
    (tmp_path / "in").rename(tmp_path / "Mustermann")
    (tmp_path / "Mustermann" / "geheim.nrrd").write_bytes(b"NRRD0004\nbroken")
    table.unlink()
    (tmp_path / "cohort.csv.planned").unlink()
    plan_cohort([tmp_path / "Mustermann"], table, PlanOptions(pseudonyms=True))
    (tmp_path / "Mustermann" / "s0" / "image.nrrd").unlink()
    out = tmp_path / "out"
    outcome = run(table, out, model)
    assert outcome.counts == {"done": 3, "failed": 3}
    everything = [path for path in out.rglob("*") if path.is_file()]
    assert len(everything) > 10
    texts = [str(outcome), *map(str, capsys.readouterr())]
    texts += [str(path.relative_to(out)) for path in everything]
    texts += [path.read_bytes().decode("latin-1") for path in everything]
    for name in names:
        assert not [text for text in texts if name in text.casefold()], name


def test_frames_of_a_cine_are_cases_of_their_own(tmp_path: Path, model: Path) -> None:
    image = phantom((26.0, 20.0))
    for n in range(2):
        write_series(
            *(tmp_path / "in" / "t", image.array, image.grid),
            **{"first_file": 20 * n, "TriggerTime": str(40 * n), "SeriesInstanceUID": "1.2.3"},
        )
    plan_cohort([tmp_path / "in"], tmp_path / "cohort.csv", PlanOptions())
    (row,) = read_cohort(tmp_path / "cohort.csv")
    assert row.frames == 2
    out = tmp_path / "out"
    assert run(tmp_path / "cohort.csv", out, model, frames="all").counts == {"done": 2}
    assert {key[1] for key in last_of_each(read_all_records(out))} == {0, 1}
    assert run(tmp_path / "cohort.csv", out, model, frames="all").counts == {"before": 1}


def test_parts_are_named_and_divided() -> None:
    assert parse_part("3/40") == Part(3, 40) and str(Part(3, 40)) == "3/40"
    for wrong in ("0/4", "5/4", "3", "a/b", "3/40/1", "-1/4"):
        with pytest.raises(PartError):
            parse_part(wrong)
    groups = range(50)
    of_part = [n for n in groups if n % 4 == 2]
    pieces = [[n for n in groups if n % p.count == p.number - 1] for p in Part(3, 4).divided(3)]
    assert sorted(n for piece in pieces for n in piece) == of_part


def environment(numbers: Iterable[int], number: int, step: int = 1) -> dict[str, str]:
    numbers = list(numbers)
    values = {"ID": number, "COUNT": len(numbers), "MIN": numbers[0], "MAX": numbers[-1], "STEP": step}
    return {f"SLURM_ARRAY_TASK_{name}": str(value) for name, value in values.items()}


def test_a_task_of_an_array_is_a_part() -> None:
    assert part_of_array({}) is None
    assert part_of_array(environment(range(1, 41), 3)) == Part(3, 40)
    assert part_of_array(environment(range(0, 40), 0)) == Part(1, 40)
    assert part_of_array(environment(range(10, 50, 10), 40, 10)) == Part(4, 4)
    with pytest.raises(InputError, match="has gaps"):
        part_of_array(environment([3, 7], 7))


def test_the_one_who_gives_out_cases_may_name_them(table: Path, tmp_path: Path, model: Path) -> None:
    rows = tuple(read_cohort(table))[:2]
    task = PartTask(
        table, tmp_path / "out", DetectionOptions(str(model), "cpu"), cases=rows, name="block-1"
    )
    assert run_part(task, models=ModelCache(Counting)).counts == {"done": 2}
    assert run_part(replace(task), models=ModelCache(Counting)).counts == {"before": 2}
    assert (tmp_path / "out" / "parts" / "block-1.jsonl").is_file()


@pytest.mark.parametrize("suffix", [".seg.nrrd", ".mrk.json", ".csv"])
def test_a_case_whose_result_was_removed_is_done_again(
    table: Path, tmp_path: Path, model: Path, suffix: str
) -> None:
    out = tmp_path / "out"
    run(table, out, model)
    file = out / "s1" / f"image{suffix}"
    if not file.exists():
        pytest.skip(f"the model of this test writes no {suffix}")
    file.unlink()
    assert run(table, out, model).counts["done"] == 1
    assert file.is_file() and last(out)["s1/image"].status == "done"
    assert run(table, out, model).counts["before"] == 4
