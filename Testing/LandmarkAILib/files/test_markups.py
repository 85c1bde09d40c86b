from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from LandmarkAILib.core.landmarks import Landmark, LandmarkSet
from LandmarkAILib.errors import InputError, OutputError
from LandmarkAILib.files.markups import (
    describe,
    is_by_model,
    read_landmarks,
    to_fcsv,
    to_mrk_json,
    write_landmarks,
)

FCSV = "# Markups fiducial file version = 4.11\n# CoordinateSystem = {}\n# columns = id,x,y,z\n"


def _point(x: float, y: float, z: float, name: str = "LV apex", **facts: Any) -> Landmark:
    return Landmark(name, np.array([x, y, z]), **facts)


def _mrk(*lists: dict[str, Any]) -> str:
    return json.dumps({"@schema": "markups-schema-v1.0.3.json#", "markups": list(lists)})


def _fiducials(system: Any = "LPS", **point: Any) -> dict[str, Any]:
    point = {"label": "LV apex", "position": [1.5, 2, 3]} | point
    return {"type": "Fiducial", "coordinateSystem": system, "controlPoints": [point]}


def _read(tmp_path: Path, text: str, name: str = "a.mrk.json") -> LandmarkSet:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return read_landmarks(path)


coordinates = st.floats(-1e4, 1e4)
# Any text that a JSON file, and one line of a .fcsv file, can hold.
texts = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Zl", "Zp", "Zs"]), min_size=1)


@pytest.mark.parametrize("suffix", [".mrk.json", ".fcsv"])
@given(
    points=st.lists(st.tuples(coordinates, coordinates, coordinates)),
    name=texts,
    note=texts,
)
def test_written_points_come_back_exactly(
    tmp_path_factory: pytest.TempPathFactory,
    suffix: str,
    points: list[tuple[float, float, float]],
    name: str,
    note: str,
) -> None:
    path = tmp_path_factory.mktemp("points") / f"a{suffix}"
    written = LandmarkSet(tuple(_point(*p, name=name, note=note) for p in points))
    write_landmarks(written, path)
    found = read_landmarks(path)
    assert [(p.name, p.note) for p in found] == [(name, note)] * len(points)
    assert [tuple(p.position) for p in found if p.position is not None] == points


def test_missing_landmark_has_no_position_in_either_file(tmp_path: Path) -> None:
    landmarks = LandmarkSet((Landmark("LV center", None, 0.1), _point(1, 2, 3)))
    for name in ("a.mrk.json", "a.fcsv"):
        write_landmarks(landmarks, tmp_path / name)
    center, apex = read_landmarks(tmp_path / "a.mrk.json")
    assert (center.name, center.status, apex.status) == ("LV center", "missing", "detected")
    (entry, _) = json.loads((tmp_path / "a.mrk.json").read_text())["markups"][0]["controlPoints"]
    assert entry["positionStatus"] == "missing"
    assert "position" not in entry
    assert [p.name for p in read_landmarks(tmp_path / "a.fcsv")] == ["LV apex"]


def test_list_has_a_name_where_one_is_given() -> None:
    points = LandmarkSet((_point(1, 2, 3),))
    assert json.loads(to_mrk_json(points, "Reader 1"))["markups"][0]["name"] == "Reader 1"
    assert "name" not in json.loads(to_mrk_json(points))["markups"][0]


def test_description_says_how_certain_the_point_is() -> None:
    covariance = np.diag([1.0, 0.96, 0.0])
    point = _point(0, 0, 0, probability=0.97, covariance=covariance, slice=5)
    assert describe(point) == "p 0.97 ± 1.4 mm, slice 5"
    assert describe(replace(point, radius=2.62)) == "p 0.97 ± 1.4 mm, 90 % within 2.6 mm, slice 5"
    missing = Landmark("LV apex", None, 0.125, covariance, 0, note="no heart")
    assert describe(missing) == "p 0.12, slice 0; no heart"
    assert describe(_point(0, 0, 0)) == ""
    assert describe(_point(0, 0, 0, note="by hand")) == "by hand"


def test_description_is_what_the_next_reader_gets_as_note(tmp_path: Path) -> None:
    write_landmarks(
        LandmarkSet((_point(1, 2, 3, probability=0.5, note="why"),)), tmp_path / "a.mrk.json"
    )
    (found,) = read_landmarks(tmp_path / "a.mrk.json")
    assert found.note == "p 0.50; why"
    write_landmarks(LandmarkSet((found,)), tmp_path / "b.mrk.json")
    assert (tmp_path / "a.mrk.json").read_bytes() == (tmp_path / "b.mrk.json").read_bytes()


def test_fcsv_keeps_a_point_on_one_line() -> None:
    text = to_fcsv(LandmarkSet((_point(1, 2, 3, note="two\nlines, one comma"),)))
    assert text.splitlines()[-1].endswith(',LV apex,"two lines, one comma",')


@pytest.mark.parametrize(("system", "x"), [("LPS", 1.5), ("RAS", -1.5), ("1", 1.5), ("0", -1.5)])
def test_stated_coordinate_system_is_honoured(tmp_path: Path, system: str, x: float) -> None:
    (point,) = _read(tmp_path, _mrk(_fiducials(system)))
    assert point.position is not None
    assert point.position.tolist() == [x, x / 1.5 * 2, 3]
    row = "vtkMRMLMarkupsFiducialNode_0,1.5,2,3,0,0,0,1,1,1,0,F-1,,vtkMRMLScalarVolumeNode1\n"
    (point,) = _read(tmp_path, FCSV.format(system) + row, "a.fcsv")
    assert point.position is not None
    assert point.position.tolist() == [x, x / 1.5 * 2, 3]
    assert point.name == "F-1"


def test_lists_may_differ_in_coordinate_system_and_others_are_not_read(tmp_path: Path) -> None:
    curve = {"type": "Curve", "coordinateSystem": "LPS", "controlPoints": [{"position": [9, 9, 9]}]}
    found = _read(tmp_path, _mrk(_fiducials("RAS"), curve, _fiducials("LPS", label="LV center")))
    assert [p.name for p in found] == ["LV apex", "LV center"]
    positions = [p.position.tolist() for p in found if p.position is not None]
    assert positions == [[-1.5, -2, 3], [1.5, 2, 3]]


@pytest.mark.parametrize("status", ["undefined", "missing", "preview"])
def test_unset_point_is_missing_whatever_its_position_says(tmp_path: Path, status: str) -> None:
    for position in ([0, 0, 0], "", [4, 5, 6]):
        found = _read(tmp_path, _mrk(_fiducials(positionStatus=status, position=position)))
        assert [p.status for p in found] == ["missing"]


def test_fcsv_of_slicer_5_marks_unset_points_in_a_further_column(tmp_path: Path) -> None:
    rows = (
        "1,1,2,3,0,0,0,1,1,1,0,a,,,2,0\n2,0,0,0,0,0,0,1,1,1,0,b,,,0,0\n3,0,0,0,0,0,0,1,1,1,0,c,,,3,0\n"
    )
    found = _read(tmp_path, FCSV.format("LPS") + rows, "a.fcsv")
    assert [(p.name, p.status) for p in found] == [("a", "detected"), ("b", "missing"), ("c", "missing")]


def test_empty_list_is_no_error(tmp_path: Path) -> None:
    empty = {"type": "Fiducial", "coordinateSystem": "LPS", "controlPoints": []}
    assert len(_read(tmp_path, _mrk(empty))) == 0
    assert len(_read(tmp_path, FCSV.format("LPS"), "a.fcsv")) == 0


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("", "not a complete markups file"),
        ("[1, 2]", "not a complete markups file"),
        ('{"markups": 3}', "not a complete markups file"),
        (_mrk(_fiducials())[:-30], "not a complete markups file"),
        (_mrk(_fiducials(None)), "does not state its coordinate system"),
        (_mrk(_fiducials("IJK")), "coordinate system 'IJK'"),
        (_mrk(_fiducials(0)), "coordinate system 0"),
        (_mrk(_fiducials() | {"coordinateUnits": "um"}), "units of 'um'"),
        (_mrk({"type": "ROI"}), "holds no point list"),
    ],
)
def test_useless_json_is_refused_with_the_reason(tmp_path: Path, text: str, complaint: str) -> None:
    with pytest.raises(InputError, match=rf"a\.mrk\.json .*{complaint}.*: .*save"):
        _read(tmp_path, text)


@pytest.mark.parametrize("position", [[1, 2], [1, 2, float("nan")], "", None])
def test_a_placed_point_without_a_position_is_named(tmp_path: Path, position: object) -> None:
    with pytest.raises(InputError, match="says that 'LV apex' is placed but gives no position"):
        _read(tmp_path, _mrk(_fiducials(position=position)))


def test_fcsv_follows_its_own_line_of_columns(tmp_path: Path) -> None:
    text = "# CoordinateSystem = LPS\n# columns = label,id,z,y,x\nLV apex,1,3,2,1\n"
    (point,) = _read(tmp_path, text, "a.fcsv")
    assert point.name == "LV apex" and point.position is not None
    assert point.position.tolist() == [1, 2, 3]


def test_fcsv_of_a_spreadsheet_says_so(tmp_path: Path) -> None:
    text = "# CoordinateSystem = LPS\n# columns = id;x;y;z;label\n1;1,5;2;3;LV apex\n"
    with pytest.raises(InputError, match="semicolons between its columns, as a spreadsheet"):
        _read(tmp_path, text, "a.fcsv")


def test_units_may_be_a_code(tmp_path: Path) -> None:
    units = {"coordinateUnits": ["mm", "UCUM", "millimeter"]}
    assert len(_read(tmp_path, _mrk(_fiducials() | units))) == 1


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("", "does not state its coordinate system"),
        ("LV apex,1,2,3,1,1\n", "does not state its coordinate system"),
        (FCSV.format("2"), "coordinate system '2'"),
        (FCSV.format("LPS") + "1,1,2", "not a complete .fcsv file"),
        (FCSV.format("LPS") + "1,1,2,three,0,0,0,1,1,1,0,a,,", "not a complete .fcsv file"),
        (FCSV.format("LPS") + "1,1,2,inf,0,0,0,1,1,1,0,a,,", "not a complete .fcsv file"),
    ],
)
def test_useless_fcsv_is_refused_with_the_reason(tmp_path: Path, text: str, complaint: str) -> None:
    with pytest.raises(InputError, match=rf"a\.fcsv .*{complaint}.*: save"):
        _read(tmp_path, text, "a.fcsv")


def test_other_files_are_refused(tmp_path: Path) -> None:
    (tmp_path / "a.fcsv").write_bytes(b"\xff\xfe\x00\xd8")
    with pytest.raises(InputError, match="not a text file"):
        read_landmarks(tmp_path / "a.fcsv")
    with pytest.raises(InputError, match="does not exist"):
        read_landmarks(tmp_path / "none.mrk.json")
    with pytest.raises(InputError, match=r"give a \.mrk\.json"):
        read_landmarks(tmp_path / "a.txt")
    with pytest.raises(OutputError, match=r"name it \.mrk\.json"):
        write_landmarks(LandmarkSet(()), tmp_path / "a.csv")


def test_real_annotations_lie_on_their_images_points(real_case: Path) -> None:
    found = read_landmarks(real_case / "landmarks.mrk.json")
    assert set(found.names()) == {"Anterior RV insertion", "Inferior RV insertion", "LV center"}
    stated = json.loads((real_case / "landmarks.mrk.json").read_text())["markups"][0]["controlPoints"]
    assert [p.position.tolist() for p in found if p.position is not None] == [
        p["position"] for p in stated
    ]


@pytest.mark.parametrize("name", ["a.mrk.json", "a.fcsv"])
@pytest.mark.parametrize(
    ("facts", "by_model"),
    [
        ({"probability": 0.994, "covariance": 0.5 * np.eye(3), "slice": 5}, True),
        ({"probability": 0.5}, True),
        ({"probability": 0.9, "note": "far from its neighbours in the stack"}, True),
        ({"covariance": np.eye(3), "radius": 2.6}, True),
        ({"slice": 5}, False),
        ({"note": "corrected"}, False),
        ({"probability": 0.9, "slice": 5, "note": "in doubt; accepted"}, False),
        ({"note": "p 3 of the protocol"}, False),
        ({}, False),
    ],
)
def test_a_models_points_are_known_by_what_they_say(
    tmp_path: Path, name: str, facts: dict[str, Any], by_model: bool
) -> None:
    write_landmarks(LandmarkSet((_point(1, 2, 3, **facts),)), tmp_path / name)
    assert is_by_model(read_landmarks(tmp_path / name)) is by_model


def test_one_point_of_a_readers_tells_that_the_others_were_seen(tmp_path: Path) -> None:
    models, placed = _point(1, 2, 3, probability=0.9), _point(1, 2, 4, "LV base", note="placed by hand")
    write_landmarks(LandmarkSet((models, placed)), tmp_path / "a.mrk.json")
    assert not is_by_model(read_landmarks(tmp_path / "a.mrk.json"))
