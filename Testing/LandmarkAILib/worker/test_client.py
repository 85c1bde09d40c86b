"""What a client does when processes misbehave at a chosen moment; the processes here are scripted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
from LandmarkAILib.worker.client import WorkerClient
from LandmarkAILib.worker.jobs import Callbacks
from LandmarkAILib.worker.process import OnExit, OnText, Timeouts
from LandmarkAILib.worker.protocol import (
    Detect,
    DetectFolder,
    Failure,
    Probe,
    Progress,
    Ready,
    Reply,
    Request,
    Result,
    request_from_json,
    to_json,
)


@dataclass
class Scripted:
    """A process that does nothing by itself: the test says what it says and when it ends."""

    on_line: OnText
    on_log: OnText
    on_exit: OnExit
    deaf: bool = False
    """Whether it lives on when its input closes, as in a call that cannot be interrupted."""
    received: list[str] = field(default_factory=list)
    calls: list[str] = field(default_factory=list)

    def start(self) -> None:
        self.calls.append("start")

    def write_line(self, line: str) -> None:
        self.received.append(request_from_json(line).id)

    def close_input(self) -> None:
        self.calls.append("close")

    def kill_tree(self, worker: int | None) -> None:
        self.calls.append(f"kill {worker}")

    def wait(self, seconds: float) -> bool:
        return not self.deaf or any(call.startswith("kill") for call in self.calls)

    def say(self, reply: Reply) -> None:
        self.on_line(to_json(reply))


class Scene:
    """A client, its processes, and a clock that the test moves."""

    def __init__(self) -> None:
        self.processes: list[Scripted] = []
        self.now = 0.0
        self.told: list[tuple[str, str]] = []
        self.client = WorkerClient(self._new, Timeouts(start=100, stop=5, death=10), lambda: self.now)

    def _new(self, on_line: OnText, on_log: OnText, on_exit: OnExit) -> Scripted:
        self.processes.append(Scripted(on_line, on_log, on_exit))
        return self.processes[-1]

    @property
    def process(self) -> Scripted:
        return self.processes[-1]

    def submit(self, request: Request) -> None:
        id = request.id
        self.client.submit(
            request,
            Callbacks(
                done=lambda result: self.told.append((id, "done")),
                failed=lambda failure: self.told.append((id, failure.message)),
                cancelled=lambda: self.told.append((id, "cancelled")),
            ),
        )

    def begun(self, *requests: Request) -> None:
        """Requests submitted, the first one taken by a ready process."""
        for request in requests:
            self.submit(request)
        self.process.say(Ready(len(self.processes)))
        self.process.say(Progress(requests[0].id, 0.0, "starting"))

    def later(self, seconds: float) -> None:
        self.now += seconds
        self.client.poll()


A, B, C = (Detect("image", "out", name=id, id=id) for id in "abc")
FOLDER = DetectFolder(("in",), "out", id="folder")


@pytest.fixture
def scene() -> Scene:
    return Scene()


def test_nothing_is_started_before_there_is_work(scene: Scene) -> None:
    scene.later(1000)
    assert scene.processes == []
    assert scene.client.state == "idle"


def test_a_process_that_works_and_says_nothing_is_given_up(scene: Scene) -> None:
    scene.begun(A, B)
    scene.later(1000)
    scene.process.say(Progress("a", 0.2, "looking at the image, 2 of 3"))
    scene.later(1799)
    assert not scene.told
    scene.later(1)
    scene.process.on_exit(None)
    ((id, message),) = scene.told
    assert id == "a" and "said nothing for 1800 s" in message
    assert "last at 'looking at the image, 2 of 3'" in message and "run it again" in message
    scene.process.say(Ready(2))
    assert scene.process.received == ["b"]
    scene.process.say(Result("b"))
    scene.later(10_000)  # nothing to do is no silence
    assert len(scene.processes) == 2 and scene.client.state == "idle"


def test_one_process_gets_one_request_at_a_time_in_order(scene: Scene) -> None:
    scene.submit(A)
    scene.submit(B)
    assert (scene.client.state, scene.process.received) == ("starting", [])
    scene.process.say(Ready(7))
    assert (scene.client.state, scene.process.received, scene.client.pid) == ("busy", ["a"], 7)
    assert scene.client.pending == ["a", "b"]
    scene.process.say(Result("a"))
    assert scene.process.received == ["a", "b"]
    scene.process.say(Failure("b", "user", "mend it"))
    assert scene.told == [("a", "done"), ("b", "mend it")]
    assert scene.client.state == "idle"
    scene.submit(C)
    assert scene.process.received == ["a", "b", "c"]
    assert len(scene.processes) == 1


@pytest.mark.parametrize("kind", ["crash", "oom"])
def test_a_worker_that_is_not_well_is_replaced(scene: Scene, kind: str) -> None:
    scene.begun(A, B)
    scene.process.say(Failure("a", kind, "bad"))  # type: ignore[arg-type]
    assert scene.process.calls == ["start", "close", "kill 1"]
    assert scene.told == []
    assert scene.client.state == "cancelling"
    scene.process.on_exit(-9)
    assert scene.told == [("a", "bad")]
    scene.process.say(Ready(2))
    assert (len(scene.processes), scene.process.received) == (2, ["b"])


def test_a_job_that_was_not_begun_goes_to_a_fresh_process_once(scene: Scene) -> None:
    """A worker that ends as it had nothing to do may just have been written to."""
    scene.submit(A)
    scene.process.say(Ready(1))
    scene.process.on_exit(0)
    assert scene.told == []
    scene.process.say(Ready(2))
    assert scene.process.received == ["a"]
    scene.process.on_exit(0)
    (told,) = scene.told
    assert "a was not finished" in told[1]
    assert len(scene.processes) == 2


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (-9, "(killed): memory may have run out"),
        (
            -11,
            "(SIGSEGV): run it again, and if it fails again choose the device 'cpu' or install PyTorch",
        ),
        (1, "(exit status 1)"),
        (None, "(reason unknown)"),
    ],
)
def test_an_end_in_mid_run_is_told_with_what_to_do(scene: Scene, status: int | None, words: str) -> None:
    scene.begun(A)
    scene.process.on_exit(status)
    assert words in scene.told[0][1]
    assert scene.client.state == "idle"


def test_an_end_at_leisure_bothers_nobody(scene: Scene) -> None:
    scene.begun(A)
    scene.process.say(Result("a"))
    scene.process.on_exit(0)
    assert scene.told == [("a", "done")]
    assert (scene.client.state, scene.client.pid) == ("idle", None)


@pytest.mark.parametrize(
    "line", ["Segmentation", "{}", to_json(Ready(4)), to_json(Result("b")), to_json(Probe(id="b"))]
)
def test_a_wrong_answer_ends_the_process_and_fails_its_job(scene: Scene, line: str) -> None:
    scene.begun(A, B)
    scene.process.on_line(line)
    scene.process.say(Result("a"))  # too late
    scene.process.on_exit(-9)
    assert [id for id, _ in scene.told] == ["a"]
    assert "gave a wrong answer" in scene.told[0][1]
    scene.process.say(Ready(2))
    assert scene.process.received == ["b"]


def test_an_error_without_id_is_that_of_the_running_job(scene: Scene) -> None:
    scene.begun(A)
    scene.process.say(Failure("", "crash", "cannot read this"))
    scene.process.on_exit(-9)
    assert scene.told == [("a", "cannot read this")]


def test_a_process_that_does_not_get_ready_is_given_up(scene: Scene) -> None:
    scene.submit(A)
    scene.submit(B)
    scene.later(99)
    assert scene.process.calls == ["start"]
    scene.later(1)
    assert scene.process.calls == ["start", "close", "kill None"]
    scene.process.on_exit(-9)
    assert [id for id, _ in scene.told] == ["a"]
    assert "could not be started (no answer within 100 s)" in scene.told[0][1]
    assert (len(scene.processes), scene.client.state) == (2, "starting")


def test_a_process_that_ends_before_it_is_ready_tells_why(scene: Scene) -> None:
    scene.submit(A)
    scene.process.on_log("Traceback (most recent call last):")
    scene.process.on_log("ModuleNotFoundError: No module named 'numpy'")
    scene.process.on_exit(1)
    assert "(ModuleNotFoundError: No module named 'numpy')" in scene.told[0][1]
    assert "Traceback" in scene.client.log
    assert len(scene.processes) == 1


def test_the_words_of_an_earlier_process_are_not_taken_for_the_reason(scene: Scene) -> None:
    scene.begun(A, B)
    scene.process.on_log("a warning of the first")
    scene.process.on_exit(-9)
    scene.process.on_exit(3)
    assert "could not be started (exit status 3)" in scene.told[1][1]
    assert "a warning of the first" in scene.client.log


def test_a_program_that_is_not_there_fails_all_jobs_at_once(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    def start(self: Scripted) -> None:
        raise FileNotFoundError(2, "No such file", "PythonSlicer")

    scene.submit(A)
    scene.submit(B)
    monkeypatch.setattr(Scripted, "start", start)
    scene.process.on_exit(1)
    assert [id for id, _ in scene.told] == ["a", "b"]
    assert "PythonSlicer" in scene.told[1][1]
    scene.submit(C)
    assert len(scene.told) == 3
    assert scene.client.state == "idle"


def test_a_running_job_is_cancelled_by_killing_its_process(scene: Scene) -> None:
    scene.begun(A, B)
    assert scene.client.cancel("a")
    assert scene.client.cancel("a")  # twice does no harm
    assert scene.process.calls == ["start", "close", "kill 1"]
    scene.process.say(Result("a"))
    assert (scene.told, scene.client.state) == ([], "cancelling")
    scene.process.on_exit(-9)
    assert scene.told == [("a", "cancelled")]
    scene.process.say(Ready(2))
    assert scene.process.received == ["b"]


def test_a_job_may_be_cancelled_while_its_sick_process_is_being_ended(scene: Scene) -> None:
    scene.begun(A)
    scene.process.say(Failure("a", "crash", "bad"))
    assert scene.client.cancel("a")
    scene.process.on_exit(-9)
    assert scene.told == [("a", "cancelled")]


def test_a_waiting_job_is_cancelled_at_once(scene: Scene) -> None:
    scene.begun(A, B, C)
    assert scene.client.cancel("b")
    assert scene.told == [("b", "cancelled")]
    scene.process.say(Result("a"))
    assert scene.process.received == ["a", "c"]
    assert not scene.client.cancel("a")
    assert not scene.client.cancel("nobody")


def test_a_job_cancelled_before_the_process_is_ready_never_reaches_it(scene: Scene) -> None:
    scene.submit(A)
    assert scene.client.cancel("a")
    scene.process.say(Ready(1))
    assert (scene.told, scene.process.received) == ([("a", "cancelled")], [])
    assert scene.client.state == "idle"


def test_a_folder_may_finish_the_file_it_writes_before_it_is_killed(scene: Scene) -> None:
    scene.begun(FOLDER)
    scene.client.cancel("folder")
    assert scene.process.calls == ["start", "close"]
    scene.later(4)
    assert scene.process.calls == ["start", "close"]
    scene.later(1)
    assert scene.process.calls[-1] == "kill 1"
    scene.process.on_exit(-9)
    assert scene.told == [("folder", "cancelled")]


def test_a_process_that_cannot_be_killed_is_given_up(scene: Scene) -> None:
    scene.begun(A, B)
    scene.client.cancel("a")
    scene.later(10)
    assert scene.told == [("a", "cancelled")]
    first, second = scene.processes
    second.say(Ready(2))
    first.say(Result("b"))
    first.on_exit(-9)
    assert scene.told == [("a", "cancelled")]
    assert (scene.client.state, second.received) == ("busy", ["b"])


@pytest.mark.parametrize(
    ("request_", "deaf", "calls"),
    [
        (A, False, ["close", "kill 1"]),
        (FOLDER, False, ["close"]),
        (FOLDER, True, ["close", "kill 1"]),
        (None, False, ["close", "kill 1"]),
    ],
)
def test_shutdown_ends_the_process_and_all_jobs(
    scene: Scene, request_: Request | None, deaf: bool, calls: list[str]
) -> None:
    if request_:
        scene.begun(request_, B)
    else:
        scene.begun(C)
        scene.process.say(Result("c"))
        scene.told.clear()
    scene.process.deaf = deaf
    scene.client.shutdown()
    assert scene.process.calls[1:] == calls
    assert scene.told == ([(request_.id, "cancelled"), ("b", "cancelled")] if request_ else [])
    scene.process.on_exit(0)
    scene.client.shutdown()
    assert (scene.client.state, len(scene.processes)) == ("closed", 1)
    with pytest.raises(ValueError, match="closed"):
        scene.submit(A)


def test_a_job_is_submitted_once(scene: Scene) -> None:
    scene.submit(A)
    with pytest.raises(ValueError, match="has not ended"):
        scene.submit(A)


@pytest.mark.parametrize("ending", [Result("a"), Failure("a", "user", "no")])
def test_the_queue_goes_on_when_a_callback_raises(scene: Scene, ending: Reply) -> None:
    def fail(_: object) -> None:
        raise ZeroDivisionError

    scene.client.submit(A, Callbacks(done=fail, failed=fail))
    scene.submit(B)
    scene.process.say(Ready(1))
    with pytest.raises(ZeroDivisionError):
        scene.process.say(ending)
    assert scene.process.received == ["a", "b"]


def test_a_callback_may_submit_cancel_and_shut_down(scene: Scene) -> None:
    def again(_: Result) -> None:
        scene.client.cancel("b")
        scene.submit(C)

    scene.client.submit(A, Callbacks(done=again))
    scene.client.submit(B, Callbacks(cancelled=lambda: None))
    scene.process.say(Ready(1))
    scene.process.say(Result("a"))
    assert scene.process.received == ["a", "c"]
    close: Callable[[Result], None] = lambda _: scene.client.shutdown()  # noqa: E731
    scene.client.submit(B, Callbacks(done=close))
    scene.process.say(Result("c"))
    scene.process.say(Result("b"))
    assert scene.client.state == "closed"
