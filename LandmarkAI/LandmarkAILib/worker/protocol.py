"""What client and worker say to each other: one JSON object a line, ASCII only.

The client sends requests, one at a time. The worker first says :class:`Ready`; then it answers each
request with any number of :class:`Progress`, :class:`Notice` and :class:`CaseEnded`, and at the end with
one :class:`Result` or :class:`Failure`, all of the request's ``id``. The first answer comes as soon as
the request is taken. Images and detections go by files.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, TypeVar

from ..commands.batch.summary import Status
from ..core.records import RecordError, read_record, write_record
from ..errors import LandmarkAIError
from ..inference.device import Request as DeviceRequest
from ..inference.options import DetectionOptions

FailureKind = Literal["user", "crash", "oom"]
"""``user``: the message tells what to mend, and the worker is well. ``crash``: the worker is not to be
trusted any more. ``oom``: main memory ran out; a fresh worker gives back what this one holds."""

Position = tuple[float, float, float]


def new_id() -> str:
    """An id that no other request has."""
    return uuid.uuid4().hex


@dataclass(frozen=True)
class Probe:
    """Ask for all that a detection needs to be tried: packages, torch, the device, the models."""

    device: DeviceRequest = "auto"
    id: str = field(default_factory=new_id)


@dataclass(frozen=True)
class Detect:
    """Detect on one image.

    Args:
        image: path of a file: best one of :func:`.handover.write_raw`, else any that can be read.
        output: folder for the files of :func:`.handover.hand_over`; made if need be, and the
            client's to remove. A run that is killed may leave unfinished files with hidden names in it.
        options: with what.
        name: what the user calls the image, for messages; None takes the file's.
        metadata: facts that the file does not hold, such as ``modality``, by which a model is chosen.
        rough: a reader's points to refine, LPS mm, by slice and landmark name; with them the last stage
            alone runs.
    """

    image: str
    output: str
    options: DetectionOptions = field(default_factory=DetectionOptions)
    name: str | None = None
    metadata: dict[str, str] = field(default_factory=dict)
    rough: dict[int, dict[str, Position]] | None = None
    id: str = field(default_factory=new_id)


@dataclass(frozen=True)
class DetectFolder:
    """Detect on files and folder trees; see :func:`..commands.batch.folder_run.detect_folder`.

    Args:
        inputs, output, options: as there.
        gather: whether to write the table and the quality page of the output folder at the end.
    """

    inputs: tuple[str, ...]
    output: str
    options: DetectionOptions = field(default_factory=DetectionOptions)
    gather: bool = False
    id: str = field(default_factory=new_id)


@dataclass(frozen=True)
class Ready:
    """The worker's first words.

    Args:
        pid: its process id, which may differ from that of the launcher that started it.
    """

    pid: int


@dataclass(frozen=True)
class Progress:
    """How far a request is.

    Args:
        share: that is done, 0 to 1; never less than before.
        text: what is being done.
    """

    id: str
    share: float
    text: str


@dataclass(frozen=True)
class Notice:
    """What the user should know of a run that goes on, such as the CPU taking the place of the GPU."""

    id: str
    text: str


@dataclass(frozen=True)
class CaseEnded:
    """A case of a folder has ended; fields as in :class:`..commands.batch.summary.CaseResult`."""

    id: str
    case: str
    status: Status
    seconds: float
    message: str
    code: str = ""


@dataclass(frozen=True)
class Result:
    """A request is done.

    Args:
        files: of a detection those for :func:`.handover.take_over`; of a folder ``summary.csv``,
            and its tables and page where they were asked for.
        facts: JSON-ready. Of a detection its provenance; of a folder the number of cases by status; of
            a probe see ``tasks.py``.
    """

    id: str
    files: tuple[str, ...] = ()
    facts: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Failure:
    """A request is not done.

    Args:
        kind: what it means for the worker.
        message: a sentence for the user.
        code: of the error, as of a case in :class:`..commands.batch.summary.CaseResult`.
    """

    id: str
    kind: FailureKind
    message: str
    code: str = "fault"


Request = Probe | Detect | DetectFolder
Reply = Ready | Progress | Notice | CaseEnded | Result | Failure


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
