"""Messages survive the way there, and what is none is refused with the reason."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from LandmarkAILib.analysis.aha.settings import AhaSettings
from LandmarkAILib.inference.options import DetectionOptions
from LandmarkAILib.worker.protocol import (
    CaseEnded,
    Detect,
    DetectFolder,
    Failure,
    Notice,
    Probe,
    Progress,
    ProtocolError,
    Ready,
    Result,
    reply_from_json,
    request_from_json,
    to_json,
)

TEXT = st.text(st.characters(codec=None, exclude_categories=()), max_size=20)
NUMBER = st.floats(allow_nan=False, allow_infinity=False)
POINTS = st.dictionaries(TEXT, st.tuples(NUMBER, NUMBER, NUMBER), max_size=3)
DEVICES = st.sampled_from(["auto", "cpu", "cuda", "mps"])

OPTIONS = st.builds(
    DetectionOptions,
    model=st.none() | TEXT,
    device=DEVICES,
    threads=st.none() | st.integers(1, 64),
    overwrite=st.booleans(),
    frames=st.none() | st.integers() | st.just("all"),
    engine=st.sampled_from(["torch", "openvino"]),
    aha=st.builds(
        AhaSettings,
        levels=st.none()
        | st.dictionaries(
            st.sampled_from(["basal", "mid", "apical"]), st.lists(st.integers(0, 20)).map(tuple)
        ),
    ),
)

REQUESTS = st.one_of(
    st.builds(Probe, device=DEVICES),
    st.builds(
        Detect,
        image=TEXT,
        output=TEXT,
        options=OPTIONS,
        name=st.none() | TEXT,
        metadata=st.dictionaries(TEXT, TEXT, max_size=2),
        rough=st.none() | st.dictionaries(st.integers(0, 99), POINTS, max_size=3),
    ),
    st.builds(
        DetectFolder,
        inputs=st.lists(TEXT, max_size=3).map(tuple),
        output=TEXT,
        options=OPTIONS,
    ),
)
REPLIES = st.one_of(
    st.builds(Ready, pid=st.integers(1)),
    st.builds(Progress, id=TEXT, share=NUMBER, text=TEXT),
    st.builds(Notice, id=TEXT, text=TEXT),
    st.builds(
        CaseEnded,
        id=TEXT,
        case=TEXT,
        status=st.sampled_from(["done", "skipped", "failed"]),
        seconds=NUMBER,
        message=TEXT,
    ),
    st.builds(
        Result,
        id=TEXT,
        files=st.lists(TEXT, max_size=3).map(tuple),
        facts=st.dictionaries(TEXT, st.none() | TEXT | st.lists(NUMBER), max_size=2),
    ),
    st.builds(Failure, id=TEXT, kind=st.sampled_from(["user", "crash", "oom"]), message=TEXT),
)


@given(REQUESTS)
def test_a_request_arrives_as_it_was_sent(request_: Any) -> None:
    assert request_from_json(to_json(request_)) == request_


@given(REPLIES)
def test_a_reply_arrives_as_it_was_sent(reply: Any) -> None:
    assert reply_from_json(to_json(reply)) == reply


@given(REQUESTS)
def test_a_message_is_one_line_of_ascii(request_: Any) -> None:
    line = to_json(request_)
    assert line.isascii()
    assert len(line.splitlines()) == 1


def test_no_two_requests_share_an_id() -> None:
    assert Probe().id != Probe().id


def test_numbers_that_json_lacks_are_not_sent() -> None:
    with pytest.raises(ValueError, match="JSON"):
        to_json(Progress("a", float("nan"), ""))


@given(st.text(max_size=40) | st.recursive(st.none() | st.integers(), st.lists).map(json.dumps))
def test_garbage_is_refused(line: str) -> None:
    with pytest.raises(ProtocolError, match="no message of LandmarkAI"):
        reply_from_json(line)


def test_endless_nesting_is_refused() -> None:
    with pytest.raises(ProtocolError, match="no message of LandmarkAI"):
        reply_from_json("[" * 100_000)


def changed(**values: Any) -> str:
    """A request with members replaced; None takes one out."""
    members = json.loads(to_json(Detect("image.nrrd", "out", id="7"))) | values
    return json.dumps({key: value for key, value in members.items() if value != "out of it"})


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (changed(landmarkai=1), r"different versions \(messages 1 and 2\): restart Slicer"),
        (changed(type="sing"), "no message 'sing': it is one of probe, detect"),
        (changed(type=["probe"]), "no message"),
        (changed(type="result"), "no message 'result'"),
        (changed(image="out of it"), "image is missing"),
        (changed(colour="red"), "colour is not known"),
        (changed(image=None), "image is None, not text"),
        (changed(image=3), "image is 3, not text"),
        (changed(options={"device": "tpu"}), "options.device is 'tpu', not one of"),
        (changed(metadata=[]), r"metadata is \[\], not an object"),
        (changed(metadata={"modality": 1}), "metadata.modality is 1, not text"),
        (changed(rough={"two": {}}), "a key of rough is 'two', not a whole number"),
        (changed(rough={"2": {"LV center": [1, 2]}}), "rough.2.LV center has 2 values, not 3"),
        (
            changed(rough={"2": {"LV center": [1, 2, True]}}),
            r"center\[2\] is True, not a number",
        ),
        (changed(rough={"2": {"LV center": "here"}}), "rough.2.LV center is 'here', not a list"),
    ],
)
def test_a_wrong_message_is_refused_with_its_id_and_the_reason(line: str, reason: str) -> None:
    with pytest.raises(ProtocolError, match=reason) as caught:
        request_from_json(line)
    assert caught.value.id == "7"


def test_infinity_is_refused() -> None:
    with pytest.raises(ProtocolError, match="no message"):
        request_from_json(changed(rough={"2": {"LV center": [1, 2, float("inf")]}}))


@pytest.mark.parametrize(
    ("frames", "accepted"), [(True, False), (1.5, False), ("some", False), (4, True)]
)
def test_frames_are_a_number_or_all(frames: Any, accepted: bool) -> None:
    members = json.loads(to_json(DetectFolder(("a",), "b"))) | {"options": {"frames": frames}}
    if accepted:
        assert request_from_json(json.dumps(members)).options.frames == frames  # type: ignore[union-attr]
    else:
        with pytest.raises(ProtocolError, match=r"options\.frames is"):
            request_from_json(json.dumps(members))
