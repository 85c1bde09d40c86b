"""Cohorts planned: streamed, continued after a kill at any place, under pseudonyms."""

from __future__ import annotations

import csv
import os
import shutil
import stat
import zipfile
from pathlib import Path

import pytest
from dicom_files import write_series
from LandmarkAILib.cli import main
from LandmarkAILib.commands.cohorts.planning import PlanOptions, PlanState, plan_cohort
from LandmarkAILib.errors import InputError
from LandmarkAILib.files.cases import find_cases
from LandmarkAILib.files.cohort_table import CohortCase, key_of, read_cohort
from LandmarkAILib.files.images import write_image
from threshold_model import phantom

NAME = "Mustermann"


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """Two subjects of files, one of DICOM in two series folders, a zip, one damaged file, notes."""
    root = tmp_path / "archive"
    for n, name in enumerate(("a/image.nrrd", "b/image.nii.gz", f"{NAME}/scan.mha")):
        (root / name).parent.mkdir(parents=True)
        write_image(phantom((24.0 + n, 20.0)), root / name)
    image = phantom()
    write_series(root / "d" / "cine", image.array, image.grid, SeriesDescription="cine")
    (root / "a" / "notes.txt").write_text("no image")
    (root / "e").mkdir()
    (root / "e" / f"{NAME}.dcm").write_bytes(b"cut off")
    with zipfile.ZipFile(root / "e" / "packed.zip", "w") as packed:
        packed.write(root / "a" / "image.nrrd", "inner/image.nrrd")
    return root


def plan(root: Path | list[Path], table: Path, **options: bool) -> PlanState:
    return plan_cohort(root if isinstance(root, list) else [root], table, PlanOptions(**options))


def rows(table: Path) -> list[CohortCase]:
    return list(read_cohort(table))


def test_a_plan_has_the_cases_of_a_run(archive: Path, tmp_path: Path) -> None:
    table = tmp_path / "cohort.csv"
    state = plan(archive, table, zips=True)
    found = rows(table)
    assert {case.id for case in found} == {case.output_stem.as_posix() for case in find_cases([archive])}
    assert (state.cases, state.new, state.problems, state.left_out) == (6, 6, 1, 0)
    by_id = {case.id: case for case in found}
    image = by_id["a/image"]
    assert (image.path, image.file, image.series) == (str(archive / "a/image.nrrd"), "", "")
    assert (image.frames, image.size, image.spacing) == (1, "48x40x3", "2x2x8")
    assert image.bytes == (archive / "a/image.nrrd").stat().st_size and len(image.digest) == 64
    (series,) = (case for case in found if case.series)
    assert series.path == str(archive / "d" / "cine") and series.modality == "MR"
    assert series.spacing == "2x2x8"
    packed = by_id["e/packed/inner/image"]
    assert (packed.path, packed.file) == (str(archive / "e/packed.zip"), "inner/image.nrrd")
    assert packed.size == "48x40x3"
    (bad,) = (case for case in found if case.problem)
    assert bad.frames == 0 and "not a DICOM file" in bad.problem
    assert len({case.group for case in found}) == 6


def test_archives_are_left_out_and_said_unless_asked_for(archive: Path, tmp_path: Path) -> None:
    state = plan(archive, tmp_path / "cohort.csv")
    assert (state.cases, state.left_out) == (5, 1)
    assert plan(archive / "e" / "packed.zip", tmp_path / "zip.csv").cases == 1


def test_quick_reads_no_bytes(archive: Path, tmp_path: Path) -> None:
    plan(archive, tmp_path / "cohort.csv", quick=True)
    assert {case.digest for case in rows(tmp_path / "cohort.csv")} == {""}


def test_inputs_of_one_name_stay_apart(archive: Path, tmp_path: Path) -> None:
    shutil.copytree(archive / "a", tmp_path / "other" / "a")
    plan([archive / "a", tmp_path / "other" / "a"], tmp_path / "cohort.csv")
    assert [case.id for case in rows(tmp_path / "cohort.csv")] == ["a/image", "a_2/image"]


@pytest.mark.parametrize("batches", range(1, 8))
@pytest.mark.parametrize("pseudonyms", [False, True])
def test_a_stopped_plan_goes_on(archive: Path, tmp_path: Path, batches: int, pseudonyms: bool) -> None:
    options = PlanOptions(zips=True, pseudonyms=pseudonyms)
    whole = tmp_path / "whole" / "cohort.csv"
    plan_cohort([archive], whole, options)
    left = batches

    def stop(_state: PlanState) -> None:
        nonlocal left
        left -= 1
        if not left:
            raise KeyboardInterrupt

    table = tmp_path / "cohort.csv"
    try:
        plan_cohort([archive], table, options, stop)
    except KeyboardInterrupt:
        assert not table.exists()
        with (tmp_path / "cohort.csv.unfinished").open("ab") as file:
            file.write(b"torn row,of a kil")
        with (tmp_path / "cohort.csv.planned").open("ab") as file:
            file.write(b"abc")
    state = plan_cohort([archive], table, options)
    assert state.cases == 6
    assert [plain(case) for case in rows(table)] == [plain(case) for case in rows(whole)]


def plain(case: CohortCase) -> tuple[object, ...]:
    return case.path, case.file, case.series, case.digest, case.group, case.size


def test_a_second_plan_opens_nothing_and_adds_what_is_new(
    archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = tmp_path / "cohort.csv"
    plan(archive, table, zips=True)
    before = table.read_bytes()
    opened = []
    monkeypatch.setattr(
        "LandmarkAILib.files.case_walk.find_images", lambda files: (opened.append(1), ([], []))[1]
    )
    assert plan(archive, table, zips=True).new == 0
    assert opened == [] and table.read_bytes() == before
    monkeypatch.undo()
    (archive / "f").mkdir()
    shutil.copy(archive / "a" / "image.nrrd", archive / "f" / "image.nrrd")
    shutil.copy(archive / "a" / "image.nrrd", archive / "a" / "second.nrrd")
    assert plan(archive, table, zips=True).new == 2
    assert table.read_bytes().startswith(before)
    assert [case.id for case in rows(table)][6:] == ["a/second", "f/image"]
    assert [case.group for case in rows(table)] == list(range(8))


def test_rows_that_the_user_took_out_stay_out(archive: Path, tmp_path: Path) -> None:
    table = tmp_path / "cohort.csv"
    plan(archive, table, zips=True)
    lines = table.read_text().splitlines(keepends=True)
    table.write_text("".join(lines[:3] + lines[4:]))
    assert plan(archive, table, zips=True).cases == 5


def test_pseudonyms_say_nothing(archive: Path, tmp_path: Path) -> None:
    table = tmp_path / "cohort.csv"
    plan(archive, table, zips=True, pseudonyms=True)
    key = key_of(table)
    assert stat.S_IMODE(key.stat().st_mode) == 0o600 or os.name == "nt"
    for path in (table, tmp_path / "cohort.csv.planned"):
        text = path.read_text().casefold()
        for name in (NAME, "archive", "image.nrrd", "cine", "packed", "scan", str(tmp_path), "1.2.8"):
            assert name.casefold() not in text, (path, name)
    with key.open(newline="") as file:
        named = {row["id"]: row["path"] for row in csv.DictReader(file)}
    assert {case.id: case.path for case in rows(table)}.items() <= named.items()
    assert all(case.id.startswith("case-") for case in rows(table))
    with pytest.raises(InputError, match="with --pseudonyms"):
        plan(archive, table, zips=True)


def test_pseudonyms_of_two_keys_differ(archive: Path, tmp_path: Path) -> None:
    for name in ("one", "two"):
        plan(archive, tmp_path / name / "cohort.csv", pseudonyms=True)
    one, two = ({c.id for c in rows(tmp_path / n / "cohort.csv")} for n in ("one", "two"))
    assert not one & two


def test_other_tables_and_empty_trees_are_refused(archive: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(InputError, match="hold no image"):
        plan(tmp_path / "empty", tmp_path / "cohort.csv")
    with pytest.raises(InputError, match="does not exist"):
        plan(tmp_path / "none", tmp_path / "cohort.csv")
    (tmp_path / "other.csv").write_text("case,subject\n1,2\n")
    with pytest.raises(InputError, match="no such table"):
        plan(archive, tmp_path / "other.csv")
    assert (tmp_path / "other.csv").read_text() == "case,subject\n1,2\n"


@pytest.mark.parametrize("options", [{}, {"pseudonyms": True}])
def test_a_table_is_not_continued_with_another_archive(
    archive: Path, tmp_path: Path, options: dict[str, bool]
) -> None:
    """As where its disk is mounted elsewhere: each case would be there twice."""
    table, other = tmp_path / "cohort.csv", tmp_path / "other"
    plan(archive, table, **options)
    shutil.copytree(archive, other)
    before = table.read_bytes()
    with pytest.raises(InputError, match=r"planned from other inputs.*another table") as refused:
        plan(other, table, **options)
    assert (str(archive) in str(refused.value)) == (not options)
    assert table.read_bytes() == before and not (tmp_path / "cohort.csv.unfinished").exists()
    assert plan(archive / "a", table, **options).new == 0
    assert plan([archive, other], table, **options).new == 5


def test_a_killed_plan_is_not_continued_with_another_archive(archive: Path, tmp_path: Path) -> None:
    def stop(state: PlanState) -> None:
        if state.cases == 2:
            raise KeyboardInterrupt

    table = tmp_path / "cohort.csv"
    with pytest.raises(KeyboardInterrupt):
        plan_cohort([archive], table, PlanOptions(), stop)
    shutil.copytree(archive, tmp_path / "other")
    with pytest.raises(InputError, match="planned from other inputs"):
        plan(tmp_path / "other", table)
    assert plan(archive, table).cases == 5


@pytest.mark.parametrize("options", [{}, {"pseudonyms": True}, {"quick": True}])
def test_a_second_plan_names_what_was_replaced(
    archive: Path, tmp_path: Path, options: dict[str, bool]
) -> None:
    table = tmp_path / "cohort.csv"
    assert plan(archive, table, **options).changed == []
    assert plan(archive, table, **options).changed == []
    write_image(phantom((30.0, 21.0)), archive / "a" / "image.nrrd")
    image = phantom((30.0, 21.0))
    write_series(archive / "d" / "cine", image.array, image.grid, SeriesDescription="cine")
    by_id = {case.id: Path(case.path) for case in rows(table)}
    for _ in range(2):  # said as long as it is so
        state = plan(archive, table, **options)
        assert {by_id[name] for name in state.changed} == {archive / "a/image.nrrd", archive / "d/cine"}
        assert state.new == 0


def test_the_command_says_what_was_replaced_and_what_to_do(
    archive: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["plan", str(archive), "-o", str(tmp_path / "cohort.csv")]
    assert main(command) == 0
    assert "other files" not in capsys.readouterr().err
    write_image(phantom((30.0, 21.0)), archive / "a" / "image.nrrd")
    assert main(command) == 0
    said = capsys.readouterr().err
    assert "1 have other files than when they were planned (a/image)" in said
    assert "plan anew, into another table" in said


@pytest.mark.parametrize("options", [{}, {"pseudonyms": True}, {"quick": True}])
def test_a_second_plan_names_what_is_gone(
    archive: Path, tmp_path: Path, options: dict[str, bool]
) -> None:
    table = tmp_path / "cohort.csv"
    image = phantom()
    write_series(archive / "d" / "old", image.array, image.grid, SeriesDescription="old")
    assert plan(archive, table, zips=True, **options).gone == []
    (archive / "b" / "image.nii.gz").unlink()
    for file in (archive / "d" / "cine").iterdir():
        file.unlink()  # the folder stays
    shutil.rmtree(archive / "d" / "old")
    (archive / "e" / "packed.zip").unlink()
    by_id = {case.id: Path(case.path) for case in rows(table)}
    gone = {archive / name for name in ("b/image.nii.gz", "d/cine", "d/old", "e/packed.zip")}
    for _ in range(2):  # said as long as it is so
        state = plan(archive, table, zips=True, **options)
        assert {by_id[name] for name in state.gone} == gone and len(state.gone) == 4
        assert (state.changed, state.new, state.cases) == ([], 0, 7)


def test_the_command_says_what_is_gone_and_what_is_new(
    archive: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["plan", str(archive), "-o", str(tmp_path / "cohort.csv")]
    assert main(command) == 0
    said = capsys.readouterr().err
    assert "5 of them new" in said and "not there any more" not in said and "(a/image" not in said
    (archive / "a" / "image.nrrd").unlink()
    for n in range(7):
        write_image(phantom(), archive / "a" / f"later{n}.nrrd")
    assert main(command) == 0
    said = capsys.readouterr().err
    assert "7 of them new (a/later0, a/later1, a/later2, a/later3, a/later4…)" in said
    assert "1 are not there any more (a/image)" in said and "take their rows out" in said
