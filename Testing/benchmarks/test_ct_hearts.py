"""Of hearts whose errors, notices and radii are known, the table says what they are."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from benchmarks.ct_hearts import chosen, main, measure, tables
from ct_dataset import write_ct_dataset
from LandmarkAILib.core.anatomy import LEFT_VENTRICLE, LV_APEX, MITRAL_ANNULUS_CENTER, MYOCARDIUM
from LandmarkAILib.core.detection import Detection, Segmentation
from LandmarkAILib.core.image import Image
from LandmarkAILib.core.landmarks import Landmark, LandmarkSet
from LandmarkAITrainingLib.data.dataset import CaseRecord, load_case, read_dataset
from models import tiny_ct_bundle

OFF = (2.0, 4.0, 12.0, 15.0)  # mm, of the apex
RADIUS = 5.0  # mm


class Scripted:
    """A detector that is off by known distances; the last heart's annulus it does not find."""

    def __init__(self, records: list[CaseRecord]) -> None:
        self.cases = [load_case(record) for record in records]
        self.number = 0

    def detect(self, image: Image) -> Detection:
        case, off = self.cases[self.number], OFF[self.number]
        self.number += 1
        truth = {p.name: p.position for p in case.landmarks}
        moved = truth[LV_APEX] + [0.0, 0.0, off]
        annulus = None if self.number == len(OFF) else truth[MITRAL_ANNULUS_CENTER]
        points = (
            Landmark(LV_APEX, moved, note="in doubt" if off == 12.0 else "", radius=RADIUS),
            Landmark(MITRAL_ANNULUS_CENTER, annulus, radius=RADIUS),
        )
        assert case.segmentation is not None
        labels = np.where(case.segmentation.labels == 1, 1, 0).astype(np.uint8)
        segments = Segmentation(labels, image.grid, (LEFT_VENTRICLE, MYOCARDIUM))
        return Detection(LandmarkSet(points), segments, {"model": {}, "notice": ""})


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_ct_dataset(tmp_path_factory.mktemp("hearts") / "set", len(OFF))


def test_known_errors_are_counted_as_they_are(dataset: Path) -> None:
    records = read_dataset(dataset)
    hearts = measure("set", records, Scripted(records))
    apex, annulus = hearts.points
    assert (hearts.cases, hearts.found, apex.landmark) == (4, 4, LV_APEX)
    assert apex.median_mm is not None and apex.median_mm.value == pytest.approx(8.0, abs=0.01)
    assert apex.largest_mm == pytest.approx(15.0, abs=0.01)
    assert (apex.over_10_mm, apex.untold, hearts.untold) == (2, 1, 1)
    assert apex.within_radius is not None and apex.within_radius.value == 0.5
    assert apex.radius_mm == RADIUS
    assert (annulus.found, annulus.present, annulus.over_10_mm) == (3, 4, 0)
    cavity, wall = hearts.segments
    assert (cavity.lowest, wall.lowest, wall.not_found) == (1.0, 0.0, 4)


def test_a_notice_of_the_scan_is_one_of_all_its_points(dataset: Path) -> None:
    records = read_dataset(dataset)
    scripted = Scripted(records)
    plain = scripted.detect
    scripted.detect = lambda image: Detection(  # type: ignore[method-assign]
        (found := plain(image)).landmarks, found.segmentation, {"model": {}, "notice": "no contrast"}
    )
    hearts = measure("set", records, scripted)
    assert (hearts.over_10_mm, hearts.untold) == (2, 0)


def test_the_table_has_a_row_a_landmark_and_a_row_a_segment(dataset: Path) -> None:
    records = read_dataset(dataset)
    rows = tables([measure("set", records, Scripted(records))]).splitlines()
    assert f"| set | {LV_APEX} | 4 of 4 |" in rows[2] and "| 2, 1 |" in rows[2]
    assert f"| set | {MYOCARDIUM} | 0.000 | 0.000 | 4 of 4 |" in rows[-1]
    assert len({row.count("|") for row in rows[:4]}) == 1


def test_sets_are_divided_by_what_hearts_are_of(dataset: Path) -> None:
    assert [(name, len(held)) for name, held in chosen([dataset], None, 3)] == [("set", 3)]
    assert [name for name, _ in chosen([dataset], "contrast", None)] == ["set, ct"]


def test_a_model_is_measured_and_the_files_are_written(dataset: Path, tmp_path: Path) -> None:
    model = tiny_ct_bundle(tmp_path / "tiny").path
    main([str(model), str(dataset), "--first", "1", "-o", str(tmp_path / "out")])
    written = json.loads((tmp_path / "out" / "ct_hearts.json").read_text(encoding="utf-8"))
    assert [(hearts["name"], hearts["cases"]) for hearts in written["sets"]] == [("set", 1)]
    assert LV_APEX in (tmp_path / "out" / "ct_hearts.md").read_text(encoding="utf-8")
