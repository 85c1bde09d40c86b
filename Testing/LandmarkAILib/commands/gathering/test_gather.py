"""``landmarkai gather``: one row a case, of whole runs, of parts, of what failed and what is damaged."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import numpy as np
import pytest
from LandmarkAILib.analysis.aha.segments import aha_or_reason, aha_rows
from LandmarkAILib.cli import main
from LandmarkAILib.commands.batch.folder_run import detect_folder
from LandmarkAILib.commands.gather import gather
from LandmarkAILib.commands.gathering.case_rows import read_cases
from LandmarkAILib.core.detection import Detection
from LandmarkAILib.errors import InputError
from LandmarkAILib.files.case_records import CaseRecord, RecordFile
from LandmarkAILib.files.detections import read_detection, read_points, write_detection
from LandmarkAILib.files.images import write_image
from LandmarkAILib.inference.engine import ModelCache
from LandmarkAILib.inference.options import DetectionOptions
from LandmarkAILib.quality.case_row import CaseRow, cells, with_cycles
from LandmarkAILib.quality.flags import WORDS
from LandmarkAILib.quality.signs import Signs
from short_axis_phantom import make_phantom
from threshold_model import ThresholdDetector, phantom, write_threshold_model


@pytest.fixture
def output(tmp_path: Path) -> Path:
    """Results of two cases, and of one that failed."""
    study = tmp_path / "study"
    for name in ("a/one.nrrd", "b/two.nrrd"):
        (study / name).parent.mkdir(parents=True, exist_ok=True)
        write_image(phantom((24.0, 20.0)), study / name)
    (study / "b/three.nrrd").write_bytes(b"NRRD0004\n")
    model = str(write_threshold_model(tmp_path / "models" / "threshold").path)
    options = DetectionOptions(model, "cpu", pictures=True)
    detect_folder(study, tmp_path / "out", options, models=ModelCache(ThresholdDetector))
    return tmp_path / "out"


def table(output: Path) -> dict[str, dict[str, str]]:
    with (output / "cohort_table.csv").open(encoding="utf-8", newline="") as file:
        return {row["case"]: row for row in csv.DictReader(file)}


def test_each_case_has_one_row_with_what_its_record_says(output: Path) -> None:
    assert main(["gather", str(output)]) == 1  # one failed
    rows = table(output)
    assert {case: row["status"] for case, row in rows.items()} == {
        "a/one": "done",
        "b/two": "done",
        "b/three": "failed",
    }
    record = read_detection(output / "a" / "one.json")
    signs = record.provenance["signs"]
    found = [p for p in record.landmarks if p.position is not None]
    row = rows["a/one"]
    assert (int(row["found"]), int(row["points"])) == (len(found), len(record.landmarks))
    assert float(row["width_mm"]) == signs["width"]
    assert float(row["risk"]) == signs["risk"]
    assert row["model"] == "threshold 1.0.0"
    assert "three.nrrd" in rows["b/three"]["message"] and rows["b/three"]["risk"] == ""


def test_detect_asks_for_a_look_in_the_words_of_the_flags(
    output: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where the ventricle is cut off at the image's side."""
    write_image(phantom((9.0, 20.0)), tmp_path / "cut.nrrd")
    model = tmp_path / "models" / "threshold"
    options = DetectionOptions(str(model), "cpu")
    study, folder = [tmp_path / "cut.nrrd"], tmp_path / "cut"
    (result,) = detect_folder(study, folder, options, models=ModelCache(ThresholdDetector))
    (row,) = read_cases(folder)
    words = [WORDS[flag] for flag in row.flags if flag != "remark"]
    assert "at-the-edge" in row.flags and list(result.look) == words
    assert f"worth a look: {'; '.join(words)}" in result.message


def test_a_run_that_goes_well_ends_with_0_and_its_table_is_the_same_each_time(output: Path) -> None:
    summary = (output / "summary.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    kept = [line for line in summary if "failed" not in line]
    (output / "summary.csv").write_text("".join(kept), encoding="utf-8")
    assert main(["gather", str(output)]) == 0
    before = [(output / name).read_bytes() for name in ("cohort_table.csv", "cohort.html")]
    assert main(["gather", str(output)]) == 0
    assert before == [(output / name).read_bytes() for name in ("cohort_table.csv", "cohort.html")]


def test_parts_count_where_there_is_no_summary(output: Path) -> None:
    (output / "summary.csv").unlink()
    with RecordFile(output / "parts" / "part-0001-of-0002.jsonl") as record:
        record.append(CaseRecord("a/one", "started", "2026-01-01T00:00:00Z", stem="a/one"))
        record.append(CaseRecord("a/one", "done", "2026-01-01T00:00:09Z", stem="a/one", seconds=9.0))
        record.append(CaseRecord("c/four", "failed", "2026-01-01T00:00:10Z", message="no image"))
        record.append(CaseRecord("c/five", "started", "2026-01-01T00:00:11Z", stem="c/five"))
    rows = {row.case: row for row in read_cases(output)}
    assert {case: row.status for case, row in rows.items()} == {
        "a/one": "done",
        "b/two": "done",
        "c/four": "failed",
        "c/five": "unfinished",
    }
    assert rows["a/one"].seconds == 9.0 and rows["c/four"].message == "no image"


def test_a_damaged_record_is_said_and_the_others_stay(output: Path) -> None:
    record = output / "a" / "one.json"
    record.write_text(record.read_text(encoding="utf-8")[:200], encoding="utf-8")
    rows = {row.case: row for row in read_cases(output)}
    assert rows["a/one"].status == "damaged" and "one.json" in rows["a/one"].message
    assert rows["b/two"].status == "done"


def test_a_record_of_an_older_version_has_the_signs_that_its_points_tell(output: Path) -> None:
    record = output / "a" / "one.json"
    document = json.loads(record.read_text(encoding="utf-8"))
    del document["provenance"]["signs"]
    record.write_text(json.dumps(document), encoding="utf-8")
    rows = {row.case: row for row in read_cases(output)}
    assert rows["a/one"].signs.width is None and rows["b/two"].signs.width is not None
    assert rows["a/one"].signs.missing == rows["b/two"].signs.missing


def test_a_folder_without_results_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="holds no results"):
        gather(tmp_path)
    assert main(["gather", str(tmp_path / "nowhere")]) == 2
    assert list(tmp_path.iterdir()) == []


def test_annotations_and_measures_beside_the_results_are_no_cases(output: Path) -> None:
    (output / "mine.mrk.json").write_text("{}", encoding="utf-8")
    (output / "notes.json").write_text("{}", encoding="utf-8")
    assert {row.case for row in read_cases(output)} == {"a/one", "b/two", "b/three"}


def test_decisions_of_the_page_come_into_the_table(output: Path) -> None:
    text = 'case,decision,note,decided_at\na/one,accept,,now\nb/two,reject,"no, cut off",now\n'
    (output / "decisions.csv").write_text(text, encoding="utf-8")
    gather(output)
    decided = {case: row["decision"] for case, row in table(output).items()}
    assert decided == {"a/one": "accept", "b/two": "reject", "b/three": ""}


@pytest.mark.parametrize("text", ["name,choice\na,b\n", "case,decision\na/one,perhaps\n"])
def test_a_table_of_decisions_that_is_none_is_refused(output: Path, text: str) -> None:
    (output / "decisions.csv").write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=r"decisions\.csv"):
        gather(output)
    assert not (output / "cohort_table.csv").exists()


def test_function_of_a_case_comes_from_its_own_folder(output: Path) -> None:
    names = ("LV end-diastolic volume", "LV end-systolic volume", "LV ejection fraction", "LV mass")
    quantities = [
        {"name": name, "value": value} for name, value in zip(names, (150, 60, 60, None), strict=True)
    ]
    document = {"format": "LandmarkAI function", "quantities": quantities}
    (output / "a" / "one").mkdir()
    (output / "a" / "one" / "function.json").write_text(json.dumps(document), encoding="utf-8")
    rows = {row.case: row for row in read_cases(output)}
    figures = rows["a/one"].function
    assert (figures.edv, figures.esv, figures.ef, figures.mass) == (150, 60, 60, None)
    assert rows["b/two"].function.edv is None


def frames(volumes: list[float | None]) -> list[CaseRow]:
    return [
        CaseRow(f"x/cine_frame{n:03d}", "done", signs=Signs(cavity=volume, muscle=100.0))
        for n, volume in enumerate(volumes)
    ]


def test_frames_of_one_file_give_the_figures_of_their_cycle() -> None:
    rows = with_cycles([*frames([120.0, 80.0, 48.0, 90.0]), CaseRow("y", "done")])
    figures = {row.function for row in rows[:4]}
    assert len(figures) == 1
    found = figures.pop()
    assert (found.edv, found.esv, found.ef, found.mass) == (120.0, 48.0, 60.0, 105.0)
    assert rows[4].function.edv is None


def test_a_cycle_with_a_frame_that_failed_has_no_figures() -> None:
    assert {row.function.edv for row in with_cycles(frames([120.0, None, 48.0]))} == {None}
    assert {row.function.edv for row in with_cycles(frames([120.0]))} == {None}


def test_a_case_whose_name_only_begins_like_a_frame_s_has_no_figures_of_the_cycle() -> None:
    rows = with_cycles([*frames([120.0, 48.0]), CaseRow("x/cine_framed", "done")])
    assert [row.function.edv for row in rows] == [120.0, 120.0, None]


def test_sectors_are_those_of_the_case_table(tmp_path: Path) -> None:
    made = make_phantom()
    aha, _ = aha_or_reason(made.image, made.detection)
    assert aha is not None
    write_detection(made.detection, tmp_path / "case", aha_rows(aha))
    (row,) = read_cases(tmp_path)
    assert row.sectors == pytest.approx([aha.means[n] for n in range(1, 17)], rel=1e-5)


def test_points_are_read_without_the_segmentation(tmp_path: Path) -> None:
    made = make_phantom()
    write_detection(made.detection, tmp_path / "case")
    (tmp_path / "case.seg.nrrd").unlink()
    points: Detection = read_points(tmp_path / "case.json")
    assert points.segmentation is None
    for one, other in zip(points.landmarks, made.landmarks, strict=True):
        np.testing.assert_array_equal(one.position, other.position)
    with pytest.raises(InputError):
        read_detection(tmp_path / "case.json")


@pytest.fixture
def without_pyarrow(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("LandmarkAILib.commands.gathering.tables.find_spec", lambda name: None)


@pytest.mark.usefixtures("without_pyarrow")
def test_without_pyarrow_no_outdated_parquet_stays(output: Path) -> None:
    (output / "cohort.parquet").write_bytes(b"of an earlier run")
    _, files = gather(output)
    assert [file.name for file in files] == ["cohort_table.csv", "cohort.html"]
    assert not (output / "cohort.parquet").exists()


def test_parquet_holds_what_the_table_holds(output: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    rows, files = gather(output)
    assert [file.name for file in files] == ["cohort_table.csv", "cohort.parquet", "cohort.html"]
    read = parquet.read_table(output / "cohort.parquet").to_pylist()
    assert read == [cells(row) for row in rows]


def test_decisions_that_excel_parted_by_semicolons_are_read(output: Path) -> None:
    (output / "decisions.csv").write_text("\ufeffcase;decision\r\na/one;reject\r\n", encoding="utf-8")
    gather(output)
    assert table(output)["a/one"]["decision"] == "reject"


def test_a_result_file_that_was_removed_is_named(output: Path) -> None:
    with RecordFile(output / "parts" / "part-0001-of-0001.jsonl") as record:
        outputs = ("a/one.json", "a/one.mrk.json", "a/one.gone")
        record.append(CaseRecord("a/one", "done", "2026", outputs=outputs))
    rows, _ = gather(output)
    (row,) = (row for row in rows if row.case == "a/one")
    assert row.status == "damaged" and "incomplete, a/one.gone was removed" in row.message
