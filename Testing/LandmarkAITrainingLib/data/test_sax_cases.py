"""The table of the short-axis data that ships: whose images, which folds."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from LandmarkAILib.errors import InputError
from LandmarkAITrainingLib.data.cases_table import CaseRow, read_cases_table
from LandmarkAITrainingLib.data.sax_cases import make_cases_csv

PRESETS = Path(__file__).resolve().parents[3] / "LandmarkAITraining" / "Resources" / "Presets"
TABLE = PRESETS / "cmr-sax.cases.csv"


@pytest.fixture(scope="module")
def rows() -> dict[str, CaseRow]:
    return read_cases_table(TABLE)


def test_what_it_holds(rows: dict[str, CaseRow]) -> None:
    counts = Counter((row.source, row.contrast) for row in rows.values())
    assert counts == {("acdc", "cine"): 248, ("mscmr_cine", "cine"): 23, ("mscmr_lge", "lge"): 30}
    assert len({row.subject for row in rows.values()}) == 153
    assert all("derived-reference" in row.notes for row in rows.values())


def test_cine_and_lge_of_a_person_are_one_subject(rows: dict[str, CaseRow]) -> None:
    assert rows["mscmr_cine/patient07_C0"].subject == rows["mscmr_lge/subject07_LGE"].subject
    assert rows["acdc/patient007_frame01"].subject != rows["mscmr_lge/subject07_LGE"].subject


def test_a_subject_has_one_fold_and_one_split(rows: dict[str, CaseRow]) -> None:
    assert len({(row.subject, row.fold, row.split) for row in rows.values()}) == 153


def test_subjects_with_the_same_images_are_one(rows: dict[str, CaseRow]) -> None:
    assert rows["acdc/patient076_frame01"].subject == rows["acdc/patient074_frame01"].subject


def test_the_same_images_are_the_same(shared_data: Path) -> None:
    from LandmarkAILib.files.images import read_image

    cases = [shared_data / "sax" / "acdc" / f"patient{n}_frame01" / "image.nrrd" for n in ("074", "076")]
    assert np.array_equal(*(read_image(case).array for case in cases))


def test_fold_0_is_the_test_split(rows: dict[str, CaseRow]) -> None:
    assert all((row.fold == 0) == (row.split == "test") for row in rows.values())
    assert {row.split for row in rows.values()} == {"train", "val", "test"}


def test_folds_are_balanced_over_sources_and_diagnoses(rows: dict[str, CaseRow]) -> None:
    acdc = {row.subject: row.fold for row in rows.values() if row.source == "acdc"}
    later = Counter(acdc.pop(name) for name in list(acdc) if int(name[-3:]) > 100)
    assert sorted(later.values()) == [4, 5, 5, 5, 5]  # of ACDC's test set, dealt out after all others
    blocks = Counter((int(name[-3:]) - 1) // 20 * 10 + (fold or 0) for name, fold in acdc.items())
    assert len(blocks) == 25
    assert sorted(blocks.values()) == [3, *[4] * 24]  # 99 subjects: two have the same images
    lge = Counter(row.fold for row in rows.values() if row.source == "mscmr_lge")
    cine = Counter(row.fold for row in rows.values() if row.source == "mscmr_cine")
    assert set(lge.values()) == {6}
    assert set(cine.values()) == {4, 5}


def test_incomplete_right_ventricles_are_noted(rows: dict[str, CaseRow]) -> None:
    noted = {case for case, row in rows.items() if "rv-incomplete" in row.notes}
    numbers = ("07", "09", "25", "31", "32", "45")
    assert noted == {f"mscmr_lge/subject{number}_LGE" for number in numbers}


def test_the_data_give_this_very_table(shared_data: Path, tmp_path: Path) -> None:
    assert make_cases_csv(shared_data / "sax", tmp_path / "cases.csv") == 301
    assert (tmp_path / "cases.csv").read_text(encoding="utf-8") == TABLE.read_text(encoding="utf-8")


def test_other_data_are_refused(tmp_path: Path) -> None:
    folder = tmp_path / "acdc" / "volunteer1"
    folder.mkdir(parents=True)
    for name in ("image.nrrd", "landmarks.mrk.json"):
        (folder / name).touch()
    with pytest.raises(InputError, match="volunteer1"):
        make_cases_csv(tmp_path, tmp_path / "cases.csv")
    assert not (tmp_path / "cases.csv").exists()
