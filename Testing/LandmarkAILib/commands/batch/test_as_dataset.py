"""The table of a dataset that a run of ``detect --as-dataset`` adds to."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from LandmarkAILib.cli import main
from LandmarkAILib.errors import InputError
from LandmarkAILib.files.dataset_table import CaseTable


def row(case: str, expected: str = "3.5") -> dict[str, str]:
    return {"case": case, "subject": case, "state": "pre-annotated", "expected_mm": expected}


def rows(path: Path) -> dict[str, dict[str, str]]:
    with path.open(newline="", encoding="utf-8") as file:
        listed = list(csv.DictReader(file))
    assert len({one["case"] for one in listed}) == len(listed)
    return {one["case"]: one for one in listed}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "cases.csv"


def test_rows_are_added_to_the_same_file(path: Path) -> None:
    table = CaseTable(path)
    table.note(row("a/1"))
    first, start = path.stat().st_ino, path.read_bytes()
    for n in range(2, 30):
        table.note(row(f"a/{n}"))
    assert path.stat().st_ino == first, "it was written anew"
    assert path.read_bytes().startswith(start)
    assert list(rows(path)) == [f"a/{n}" for n in range(1, 30)]
    assert not list(path.parent.glob(".*"))


def test_a_case_that_comes_again_has_one_row(path: Path) -> None:
    CaseTable(path).note(row("a"))
    CaseTable(path).note(row("a", "9"))
    table = CaseTable(path)
    for case, expected in (("b", "1"), ("c", "1"), ("b", "2")):
        table.note(row(case, expected))
    assert {case: one["expected_mm"] for case, one in rows(path).items()} == {
        "a": "9",
        "b": "2",
        "c": "1",
    }


@pytest.mark.parametrize("between", [",", ";"])
@pytest.mark.parametrize("last", ["x,1,yes", "x,1,yes\r\n"])
def test_columns_and_rows_of_others_stay(path: Path, last: str, between: str) -> None:
    """Also of a table as Excel saves it, in whatever country, or whose last line is open."""
    text = "\ufeffcase,subject,seen\r\n" + last
    path.write_text(text.replace(",", between), encoding="utf-8", newline="")
    table = CaseTable(path)
    table.note(row("a"))
    table.note(row("b"))
    found = rows(path)
    assert found["x"]["seen"] == "yes" and found["b"]["seen"] == "" and found["b"]["split"] == ""
    assert found["b"]["state"] == "pre-annotated"


def test_what_is_changed_during_a_run_is_kept(path: Path) -> None:
    """A reader accepts a case in another program, which has its own order of columns and no last end."""
    table = CaseTable(path)
    table.note(row("a"))
    table.note(row("b"))
    path.write_text("state,case,subject,split,expected_mm,reader\nreviewed,a,a,train,,me")
    table.note(row("c"))
    table.note(row("d"))
    found = rows(path)
    assert (found["a"]["state"], found["a"]["reader"]) == ("reviewed", "me")
    assert (found["d"]["state"], found["d"]["case"], found["d"]["reader"]) == ("pre-annotated", "d", "")


@pytest.mark.parametrize(
    "content",
    [
        b"sep=;\ncase;subject;split;state\na;p1;train;reviewed\n",
        b"case\tsubject\tsplit\na\tp1\ttrain\n",
        b"Case;Subject\na;p1\n",
        b"Fall;Person\na;p1\n",
        "case,subject\na,Müller\n".encode("latin-1"),
        "case,subject\na,p1\n".encode("utf-16"),
        b"case,subject,expected_mm\na,p1,3,5\n",
    ],
    ids=["sep", "tabs", "capitals", "german", "latin1", "utf16", "comma"],
)
def test_what_is_no_table_of_cases_is_refused_and_left(
    path: Path, content: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    path.write_bytes(content)
    with pytest.raises(InputError, match=r"cases\.csv"):
        CaseTable(path).note(row("b"))
    image = path.parent / "new.nrrd"
    image.write_bytes(b"read by nobody: the table is looked at first")
    assert main(["detect", str(image), "--as-dataset", "-o", str(path.parent)]) == 2
    said = capsys.readouterr().err
    assert "save it as CSV UTF-8" in said or "line 2 more cells" in said
    assert path.read_bytes() == content
    assert not (path.parent / "new").exists() and not list(path.parent.glob("run-*"))


def test_semicolons_become_commas_and_nothing_is_lost(path: Path) -> None:
    path.write_text("case;subject;split;state\na;p1;train;reviewed\n", encoding="utf-8-sig")
    CaseTable(path).note(row("b"))
    found = rows(path)
    assert (found["a"]["subject"], found["a"]["split"], found["a"]["state"]) == (
        "p1",
        "train",
        "reviewed",
    )
    assert found["b"]["state"] == "pre-annotated"
