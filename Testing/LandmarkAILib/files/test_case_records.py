from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from LandmarkAILib.errors import InputError
from LandmarkAILib.files.case_records import (
    CaseRecord,
    RecordFile,
    last_of_each,
    read_all_records,
    read_case_records,
)

DONE = CaseRecord("a/b", "done", "2026-01-01T00:00:01Z", "1/2", "a/b", outputs=("a/b.json",), found=3)


def test_what_is_appended_is_read(tmp_path: Path) -> None:
    path = tmp_path / "parts" / "part-0001-of-0002.jsonl"
    failed = CaseRecord(
        "c", "failed", "2026-01-01T00:00:02Z", message="ü is\nbroken", frame=3, seconds=1.5
    )
    with RecordFile(path) as record:
        record.append(DONE)
    with RecordFile(path) as record:
        record.append(failed)
    assert list(read_case_records(path)) == [DONE, failed]
    assert list(read_all_records(tmp_path)) == [DONE, failed]


@pytest.mark.parametrize("torn", [b'{"case":"x"', b"x" * 200_000, b'{"case":"x","status":"done"'])
def test_a_torn_line_is_passed_over_and_cut_off(tmp_path: Path, torn: bytes) -> None:
    path = tmp_path / "part.jsonl"
    with RecordFile(path) as record:
        record.append(DONE)
    with path.open("ab") as file:
        file.write(torn)
    assert list(read_case_records(path)) == [DONE]
    with RecordFile(path) as record:
        record.append(replace(DONE, case="c"))
    assert [one.case for one in read_case_records(path)] == ["a/b", "c"]


def test_a_torn_first_line_leaves_an_empty_record(tmp_path: Path) -> None:
    (path := tmp_path / "part.jsonl").write_bytes(b'{"case":')
    with RecordFile(path) as record:
        record.append(DONE)
    assert list(read_case_records(path)) == [DONE]


def test_members_of_a_later_version_are_passed_over(tmp_path: Path) -> None:
    (path := tmp_path / "part.jsonl").write_text('{"case":"a","status":"done","when":"","new":1}\n')
    assert list(read_case_records(path)) == [CaseRecord("a", "done", "")]


def test_the_last_line_of_a_case_counts_and_a_start_is_no_result() -> None:
    failed = replace(DONE, status="failed", when="2026-01-01T00:00:00Z")
    started = replace(DONE, status="started", when="2026-01-02T00:00:00Z")
    skipped = replace(DONE, status="skipped", when="2026-01-03T00:00:00Z")
    frame = replace(DONE, frame=1)
    assert last_of_each(iter([DONE, failed, started, skipped, frame])) == {
        ("a/b", None): DONE,
        ("a/b", 1): frame,
    }
    assert last_of_each(iter([failed, DONE]))["a/b", None] == DONE
    assert last_of_each(iter([skipped, DONE]))["a/b", None] == skipped
    assert last_of_each(iter([started]))["a/b", None] == started


def test_a_record_that_is_a_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"cannot be opened"):
        list(read_case_records(tmp_path))
