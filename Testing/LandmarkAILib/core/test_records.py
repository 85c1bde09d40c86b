"""Records: what is written is read again; a wrong value is told by its place and what belongs there."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from LandmarkAILib.core.records import RecordError, Tagged, build, read_record, schema, write_record


@dataclass(frozen=True)
class Window:
    low: float = 1.0
    high: float = 99.0

    def __post_init__(self) -> None:
        if self.low >= self.high:
            raise ValueError(f"{self.low} is not below {self.high}")


@dataclass(frozen=True)
class Plan:
    name: str
    size: tuple[int, int]
    windows: tuple[Window, ...] = ()
    frames: int | Literal["all"] | None = None
    levels: Mapping[Literal["basal", "mid"], Sequence[int]] | None = None
    by_slice: dict[int, dict[str, float]] = field(default_factory=dict)
    view: Tagged = field(default_factory=lambda: Tagged("box"))
    on: bool = False
    extra: Any = None


NUMBER = st.floats(-1e6, 1e6)
PLANS = st.builds(
    Plan,
    name=st.text(max_size=5),
    size=st.tuples(st.integers(), st.integers()),
    windows=st.lists(st.builds(Window, st.floats(0, 1), st.floats(2, 3)), max_size=2).map(tuple),
    frames=st.none() | st.integers() | st.just("all"),
    levels=st.none() | st.dictionaries(st.sampled_from(["basal", "mid"]), st.tuples(st.integers())),
    by_slice=st.dictionaries(st.integers(), st.dictionaries(st.text(max_size=3), NUMBER), max_size=2),
    view=st.builds(Tagged, st.text(max_size=3), st.dictionaries(st.just("size"), st.integers())),
    on=st.booleans(),
)


@given(PLANS)
def test_what_is_written_is_read_again(plan: Plan) -> None:
    assert read_record(Plan, json.loads(json.dumps(write_record(plan)))) == plan


def test_defaults_are_left_out() -> None:
    assert write_record(Plan("a", (1, 2))) == {"name": "a", "size": [1, 2]}


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"name": 3}, "^name is 3, not text$"),
        ({"size": [1]}, r"^size has 1 values, not 2$"),
        ({"size": [1, 2.5]}, r"^size\[1\] is 2.5, not a whole number$"),
        ({"size": [1, True]}, r"^size\[1\] is True, not a whole number$"),
        ({"windows": [{}, {"low": "x"}]}, r"^windows\[1\].low is 'x', not a number$"),
        ({"windows": [{"low": 100}]}, r"^windows\[0\]: 100.0 is not below 99.0$"),
        ({"windows": [{"top": 1}]}, r"^windows\[0\].top is not known; known: low, high$"),
        ({"windows": {}}, r"^windows is {}, not a list$"),
        ({"frames": "some"}, "^frames is 'some', not a whole number or 'all' or null$"),
        ({"levels": {"top": []}}, "^a key of levels is 'top', not one of 'basal', 'mid'$"),
        ({"levels": {"mid": ["x"]}}, r"^levels.mid\[0\] is 'x', not a whole number$"),
        ({"by_slice": {"x": {}}}, "^a key of by_slice is 'x', not a whole number$"),
        ({"by_slice": {"2": {"a": "x"}}}, "^by_slice.2.a is 'x', not a number$"),
        ({"view": {"size": 3}}, "^view.type is None, not text$"),
        ({"on": 1}, "^on is 1, not true or false$"),
    ],
)
def test_a_wrong_value_is_named_with_its_place(change: dict[str, Any], message: str) -> None:
    with pytest.raises(RecordError, match=message):
        read_record(Plan, {"name": "a", "size": [1, 2], **change})


def test_a_missing_member_is_named() -> None:
    with pytest.raises(RecordError, match=r"^size is missing: it is a list$"):
        read_record(Plan, {"name": "a"})
    with pytest.raises(RecordError, match=r"^it is \[\], not an object$"):
        read_record(Plan, [])


def test_unknown_members_are_passed_over_where_that_is_asked_for() -> None:
    values = {"name": "a", "size": [1, 2], "newer": 1, "windows": [{"newer": 2}]}
    assert read_record(Plan, values, unknown="ignore").windows == (Window(),)


def between(low: int, high: int = 5) -> range:
    return range(low, high)


def test_a_kind_is_built_from_its_type_and_options() -> None:
    kinds: dict[str, Any] = {"window": Window, "between": between}
    assert build(kinds, {"type": "between", "low": 2}, "thing") == range(2, 5)
    assert build(kinds, Tagged("window", {"low": 3}), "thing") == Window(3.0)
    for description, message in (
        ({"type": "other"}, "^a.b: unknown thing 'other'; known: window, between$"),
        ({"type": "between", "low": "x"}, "^a.b.low is 'x', not a whole number$"),
        ({"type": "between"}, "^a.b.low is missing: it is a whole number$"),
        ({"type": "window", "top": 1}, "^a.b.top is not known; known: low, high$"),
    ):
        with pytest.raises(RecordError, match=message):
            build(kinds, description, "thing", "a.b")


def test_the_schema_says_what_is_read() -> None:
    made = schema(Plan, {"view": {"window": Window}})
    assert made["required"] == ["name", "size"]
    assert made["properties"]["size"] == {
        "type": "array",
        "prefixItems": [{"type": "integer"}, {"type": "integer"}],
        "minItems": 2,
        "maxItems": 2,
    }
    assert made["properties"]["frames"]["anyOf"] == [
        {"type": "integer"},
        {"enum": ["all"]},
        {"type": "null"},
    ]
    (view,) = made["properties"]["view"]["oneOf"]
    assert view["required"] == ["type"] and view["properties"]["type"] == {"const": "window"}
    assert view["additionalProperties"] is False
