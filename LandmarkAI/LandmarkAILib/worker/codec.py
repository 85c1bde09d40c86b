"""Messages to lines of JSON and back."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TypeVar

from ..core.records import RecordError, read_record, write_record
from ..errors import LandmarkAIError
from .protocol import (
    CaseEnded,
    Detect,
    DetectFolder,
    Failure,
    Notice,
    Probe,
    Progress,
    Ready,
    Reply,
    Request,
    Result,
)

VERSION = 2
"""Of the messages; raised when an older one no longer understands a newer one."""

_T = TypeVar("_T")

_REQUESTS: dict[str, type[Request]] = {
    "probe": Probe,
    "detect": Detect,
    "detect_folder": DetectFolder,
}
_REPLIES: dict[str, type[Reply]] = {
    "ready": Ready,
    "progress": Progress,
    "notice": Notice,
    "case": CaseEnded,
    "result": Result,
    "error": Failure,
}
_TAGS = {kind: tag for tag, kind in (*_REQUESTS.items(), *_REPLIES.items())}


class ProtocolError(LandmarkAIError):
    """A line that is no message of this version.

    Args:
        message: what is wrong with it.
        id: of the request that it belongs to, as far as can be told.
    """

    code = "protocol"

    def __init__(self, message: str, id: str = "") -> None:
        super().__init__(message)
        self.id = id


def to_json(message: Request | Reply) -> str:
    """One line, without its end."""
    tagged = {"landmarkai": VERSION, "type": _TAGS[type(message)], **write_record(message)}
    return json.dumps(tagged, ensure_ascii=True, allow_nan=False)


def request_from_json(line: str) -> Request:
    """The request of a line.

    Raises:
        ProtocolError: it is none.
    """
    return _from_json(line, _REQUESTS)


def reply_from_json(line: str) -> Reply:
    """The reply of a line.

    Raises:
        ProtocolError: it is none.
    """
    return _from_json(line, _REPLIES)


def _from_json(line: str, types: Mapping[str, type[_T]]) -> _T:
    try:
        values = json.loads(line, parse_constant=_refuse_constant)
    except (ValueError, RecursionError):
        raise ProtocolError(f"This line is no message of LandmarkAI: {_shortened(line)}") from None
    if not isinstance(values, dict) or "landmarkai" not in values:
        raise ProtocolError(f"This line is no message of LandmarkAI: {_shortened(line)}")
    given = values.get("id")
    id = given if isinstance(given, str) else ""
    version, tag = values.pop("landmarkai"), values.pop("type", None)
    if version != VERSION:
        raise ProtocolError(
            f"LandmarkAI and its worker are of different versions (messages {version} and {VERSION}): "
            "restart Slicer, or install LandmarkAI again.",
            id,
        )
    if not isinstance(tag, str) or tag not in types:
        raise ProtocolError(f"There is no message '{tag}': it is one of {', '.join(types)}.", id)
    try:
        return read_record(types[tag], values)
    except RecordError as error:
        raise ProtocolError(f"The message '{tag}' is wrong: {error}.", id) from None


def _refuse_constant(text: str) -> float:
    raise ValueError(f"{text} is no number in JSON")


def _shortened(line: str) -> str:
    text = line.strip()
    return repr(text if len(text) <= 100 else f"{text[:100]}…")
