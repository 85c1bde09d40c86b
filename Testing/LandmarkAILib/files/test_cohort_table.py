from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

import pytest
from LandmarkAILib.errors import InputError
from LandmarkAILib.files.cohort_table import (
    COLUMNS,
    KEY_COLUMNS,
    CohortCase,
    is_cohort,
    key_of,
    pseudonym,
    read_cohort,
    row_of,
)

CASE = CohortCase(
    *("a/b", "/archive/a", "b.dcm", "1.2.3", "MR", 25, 1234, "208x256x11", "1.37x1.37x10", "abc", "", 0)
)


def write(path: Path, columns: tuple[str, ...], *rows: list[str]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([columns, *rows])
    return path


def test_rows_are_read_as_they_were_written(tmp_path: Path) -> None:
    other = replace(CASE, id="c, ü", group=1, problem='says "no"')
    table = write(tmp_path / "cohort.csv", COLUMNS, row_of(CASE), row_of(other))
    assert is_cohort(table)
    assert list(read_cohort(table)) == [CASE, other]


def test_a_key_says_what_a_pseudonym_is(tmp_path: Path) -> None:
    cases = [replace(CASE, id=f"case-{n}", path="", file="", series="") for n in range(3)]
    table = write(tmp_path / "cohort.csv", COLUMNS, *map(row_of, cases))
    with pytest.raises(InputError, match=r"cohort\.key\.csv does not exist"):
        list(read_cohort(table))
    keys = [[f"case-{n}", f"/archive/{n}", "f", "1.2"] for n in range(3)]
    write(key_of(table), KEY_COLUMNS, ["secret", "00", "", ""], keys[0], ["lost", "", "", ""], *keys[1:])
    assert [case.path for case in read_cohort(table)] == ["/archive/0", "/archive/1", "/archive/2"]
    write(key_of(table), KEY_COLUMNS, keys[0])
    with pytest.raises(InputError, match=r"does not say what case-1 is"):
        list(read_cohort(table))


def test_other_tables_are_told(tmp_path: Path) -> None:
    table = write(tmp_path / "cases.csv", ("case", "subject"))
    assert not is_cohort(table) and not is_cohort(tmp_path / "none.csv") and not is_cohort(tmp_path)
    with pytest.raises(InputError, match=r"no table that 'landmarkai plan' wrote"):
        list(read_cohort(table))
    short = write(tmp_path / "short.csv", COLUMNS, ["a", "b"])
    with pytest.raises(InputError, match=r"row of 2 cells"):
        list(read_cohort(short))
    wrong = [*row_of(CASE)]
    wrong[5] = "many"
    with pytest.raises(InputError, match=r"'many' for frames"):
        list(read_cohort(write(tmp_path / "wrong.csv", COLUMNS, wrong)))


def test_pseudonyms_depend_on_the_secret_and_the_case() -> None:
    assert pseudonym(b"1", "a") == pseudonym(b"1", "a")
    assert len({pseudonym(b"1", "a"), pseudonym(b"2", "a"), pseudonym(b"1", "b")}) == 3


@pytest.mark.parametrize(("separator", "called"), [(";", "semicolons"), ("\t", "tabs")])
@pytest.mark.parametrize("above", ["", "sep={}\n"])
def test_a_table_saved_with_other_separators_is_refused(
    tmp_path: Path, separator: str, called: str, above: str
) -> None:
    table = tmp_path / "cohort.csv"
    lines = [separator.join(COLUMNS), separator.join(row_of(CASE))]
    table.write_text(above.format(separator) + "\n".join(lines), encoding="utf-8-sig")
    with pytest.raises(InputError, match=rf"{called} between its columns: save it with commas"):
        is_cohort(table)


def test_a_table_that_a_spreadsheet_saved_is_read(tmp_path: Path) -> None:
    """With commas, and a byte-order mark."""
    table = write(tmp_path / "cohort.csv", COLUMNS, row_of(CASE))
    table.write_text(table.read_text(encoding="utf-8"), encoding="utf-8-sig")
    assert is_cohort(table) and list(read_cohort(table)) == [CASE]
