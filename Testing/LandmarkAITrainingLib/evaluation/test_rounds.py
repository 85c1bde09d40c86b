"""Rounds of annotating and training: what is noted of them, and the curve that they make."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from LandmarkAILib.errors import InputError
from LandmarkAILib.pictures.drawing import Drawing, Polygon, Text
from LandmarkAITrainingLib.evaluation.collect import Collected
from LandmarkAITrainingLib.evaluation.observations import Observation
from LandmarkAITrainingLib.evaluation.report.learning_curve import learning_curve, learning_section
from LandmarkAITrainingLib.evaluation.rounds import (
    ROUNDS,
    Round,
    RoundLine,
    cases_digest,
    lines_of,
    note_round,
    read_rounds,
    round_sentence,
)
from LandmarkAITrainingLib.evaluation.summarise import SegmentScore

COMMON = RoundLine("abc", "mine", "2026-01-02T03:04:05+00:00", 8, "test", 2, cases_digest("xy"))


def observation(case: str, landmark: str, error: float | None) -> Observation:
    status = "missing" if error is None else "detected"
    return Observation(case, case, "", "", "final", landmark, 0, "present", status, error_mm=error)  # type: ignore[arg-type]


def rounds(*medians: float, cases: str = "xy") -> list[Round]:
    lines = [
        replace(
            COMMON, model=f"m{n}", reviewed=4 * n, what="Tip", unit="mm", points=2, found=2, median=m
        )
        for n, m in enumerate(medians, start=1)
    ]
    return [
        Round(n, (replace(line, cases=cases_digest(cases)),)) for n, line in enumerate(lines, start=1)
    ]


def curves(drawing: Drawing) -> list[Polygon]:
    """Joined marks: thicker lines than those of the axes."""
    return [s for s in drawing.shapes if isinstance(s, Polygon) and not s.closed and s.width > 1]


def texts(drawing: Drawing) -> list[str]:
    return [shape.text for shape in drawing.shapes if isinstance(shape, Text)]


def test_medians_of_each_landmark_and_of_all_with_what_was_missed() -> None:
    rows = [
        *(observation("x", "A", 1.0), observation("y", "A", 3.0)),
        *(observation("x", "B", 8.0), observation("y", "B", None)),
        replace(observation("x", "A", 99.0), stage="coarse"),
        replace(observation("x", "B", 99.0), reference="absent"),
    ]
    scores = [SegmentScore("x", "x", "", "", "Cavity", d, h, h) for d, h in ((0.8, 2.0), (0.0, None))]
    lines = lines_of(Collected(rows, scores), COMMON)
    assert [(line.what, line.unit, line.points, line.found, line.median) for line in lines] == [
        ("all", "mm", 4, 3, 3.0),
        ("A", "mm", 2, 2, 2.0),
        ("B", "mm", 2, 1, 8.0),
        ("Cavity", "Dice", 2, 1, 0.8),
    ]
    (only,) = lines_of(Collected(rows[:2], provenance={"units": "px"}), COMMON)
    assert (only.what, only.unit) == ("A", "px")


def test_rounds_are_written_read_and_replaced_by_their_model(tmp_path: Path) -> None:
    assert read_rounds(tmp_path) == []
    first, second = rounds(5.0, 3.0)
    note_round(tmp_path, first.lines)
    note_round(tmp_path, second.lines)
    assert read_rounds(tmp_path) == [first, second]
    note_round(tmp_path, [replace(second.lines[0], median=2.5)])
    assert [held.main.median for held in read_rounds(tmp_path)] == [5.0, 2.5]
    (tmp_path / ROUNDS).write_text("model,nonsense\n1,2\n")
    with pytest.raises(InputError, match=ROUNDS):
        read_rounds(tmp_path)


def test_a_round_is_told() -> None:
    (held,) = rounds(1.234)
    told = "Round 1: trained on 4 cases; Tip: median 1.23 mm on 2 held-out cases, 2 of 2 found"
    assert round_sentence(held) == told
    nothing = Round(1, (replace(held.lines[0], median=None, found=0, split="val"),))
    assert "nothing found on 2 validation cases, 0 of 2 found" in round_sentence(nothing)


def test_the_curve_falls_from_left_to_right() -> None:
    (one, two) = curves(learning_curve(rounds(6.0, 3.0, 2.0)))
    assert one.points[0, 0] < one.points[1, 0] == two.points[0, 0] < two.points[1, 0]
    # Down the drawing is towards nought; the first step is three times the second.
    drops = [line.points[1, 1] - line.points[0, 1] for line in (one, two)]
    assert drops[0] == pytest.approx(3 * drops[1]) and drops[1] > 0
    assert {"Tip", "median error, mm", "cases trained on"} <= set(texts(learning_curve(rounds(6.0))))


def test_rounds_measured_on_other_cases_are_not_joined() -> None:
    mixed = [*rounds(6.0, cases="ab"), *rounds(9.0, 3.0, 2.0)[1:]]
    assert len(curves(learning_curve(mixed))) == 1


def test_many_landmarks_are_one_line() -> None:
    names = [f"P{n}" for n in range(9)]
    lines = tuple(replace(COMMON, what=what, unit="mm", median=1.0) for what in ("all", *names))
    assert set(texts(learning_curve([Round(1, lines)]))) & {"P0", "all landmarks"} == {"all landmarks"}


def test_segments_alone_have_a_curve_of_dice() -> None:
    line = replace(COMMON, what="Cavity", unit="Dice", points=2, found=2, median=0.9)
    assert "median Dice" in texts(learning_curve([Round(1, (line,))]))


def test_the_section_holds_curve_and_table() -> None:
    assert learning_section([]) == ""
    text = learning_section(rounds(6.0, 3.0))
    assert text.count("<svg") == 1 and "3.00 mm" in text and "too small" not in text
    of_validation = [Round(1, (replace(COMMON, split="val", what="Tip", unit="mm", median=1.0),))]
    assert "too small" in learning_section(of_validation)
