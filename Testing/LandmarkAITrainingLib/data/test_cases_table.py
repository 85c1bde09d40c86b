"""The table of cases as people and spreadsheets write it."""

from __future__ import annotations

from pathlib import Path

import pytest
from LandmarkAILib.errors import InputError
from LandmarkAITrainingLib.data.cases_table import CaseRow, read_cases_table


def write(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    table = folder / "cases.csv"
    table.write_text(text, encoding=encoding)
    return table


def test_all_columns(tmp_path: Path) -> None:
    text = "case,subject,contrast,source,split,fold,notes,observer\n"
    text += "a/b,s1,lge,x,val,3,one;two three,anna\n"
    notes = frozenset({"one", "two", "three"})
    rows = read_cases_table(write(tmp_path, text))
    assert rows == {"a/b": CaseRow("s1", "lge", "x", "val", 3, notes, "anna")}


def test_only_the_column_case_is_needed(tmp_path: Path) -> None:
    rows = read_cases_table(write(tmp_path, "case\nb\na\n"))
    assert list(rows) == ["b", "a"]
    assert rows["a"] == CaseRow("", "", "", "", None, frozenset())


def test_as_a_spreadsheet_saves_it(tmp_path: Path) -> None:
    """Byte-order mark, semicolons, backslashes, blanks, and an empty last line."""
    text = "case;subject;split\r\nacdc\\p1 ; s1 ;test\r\n"
    rows = read_cases_table(write(tmp_path, text, "utf-8-sig"))
    assert rows["acdc/p1"].subject == "s1"
    assert rows["acdc/p1"].split == "test"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "no column case"),
        ("name,split\na,test\n", "no column case"),
        ("case,split\n", "lists no case"),
        ("case\na\na/\n", "a twice"),
        ("case,split\na,holdout\n", "'holdout' of a"),
        ("case,fold\na,-1\n", "'-1' of a"),
        ("case,fold\na,1.5\n", "'1.5' of a"),
    ],
)
def test_what_cannot_be_used_is_named(tmp_path: Path, text: str, said: str) -> None:
    table = write(tmp_path, text)
    with pytest.raises(InputError, match=said) as caught:
        read_cases_table(table)
    assert str(table) in str(caught.value)


def test_unreadable_table(tmp_path: Path) -> None:
    (tmp_path / "cases.csv").write_bytes(b"case\n\xff\xfe\x00")
    with pytest.raises(InputError, match="UTF-8"):
        read_cases_table(tmp_path / "cases.csv")
    with pytest.raises(InputError, match="cannot be read"):
        read_cases_table(tmp_path / "none.csv")
