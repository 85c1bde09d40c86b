"""A detection on its way from a volume to nodes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import qt
from slicer.i18n import tr as _

from ...core.detection import Detection
from ...errors import InputError, LandmarkAIError
from ...inference.options import DetectionOptions, Frames
from ...worker.handover import take_over
from ...worker.jobs import Callbacks
from ...worker.protocol import Detect, Failure, Notice, Position, Progress, Result
from ..scene.nodes import DetectionNodes
from ..scene.results import showing, showing_frames
from ..scene.sequences import current_frame, frame_count, frame_image, is_sequence
from ..scene.steps import StepRunner
from ..scene.transforms import Node
from ..scene.volumes import VolumeWatch, image_of
from .keep_current import keep_current
from .qt_worker import QtWorker
from .run_folder import RunFolder

Rough = Mapping[int, Mapping[str, Position]]


def _ignore(*_arguments: Any) -> None:
    """Nobody wants to know."""


@dataclass(frozen=True)
class Wish:
    """What to detect with, and on.

    Args:
        options: with what; of a sequence, None as frames is the current one.
        rough: a reader's points to refine, LPS mm in the volume's own frame, by slice and landmark.
    """

    options: DetectionOptions = field(default_factory=DetectionOptions)
    rough: Rough | None = None


@dataclass(frozen=True)
class RunCallbacks:
    """Whom to tell of a run; one of ``done``, ``failed`` and ``cancelled`` is called, once and last.

    Args:
        done: with the nodes.
        failed: with a sentence for the user; what nobody expected is raised besides.
        cancelled: with the reason, if it was not the user; the process that worked on it is gone.
        progress: with the share done, 0 to 1, and what is being done.
        notice: with a sentence that the user should know.
    """

    done: Callable[[DetectionNodes], None] = _ignore
    failed: Callable[[str], None] = _ignore
    cancelled: Callable[[str], None] = _ignore
    progress: Callable[[float, str], None] = _ignore
    notice: Callable[[str], None] = _ignore


class Run:
    """A detection in a volume, from now until its nodes are in the scene: all of them, or none.

    The image is taken as it is now, of a large one the end a moment later. All is done in short steps,
    so that Slicer lives on. The run is cancelled when the volume is removed or the scene closed. Frames
    of a sequence are done one after the other; one that fails is told of in a notice.

    Args:
        worker: what does it.
        volume: vtkMRMLScalarVolumeNode.
        wish: what to detect with, and on.
        callbacks: whom to tell; some may be called from here already.

    Raises:
        InputError: the volume cannot be used.
        OutputError: its image cannot be written for the worker.
        Exception: what nobody expected; ``failed`` has been called.
    """

    def __init__(
        self,
        worker: QtWorker,
        volume: Node,
        wish: Wish | None = None,
        callbacks: RunCallbacks | None = None,
    ) -> None:
        self.volume, self.wish = volume, wish or Wish()
        image_of(volume)  # complains of a volume that cannot be used
        self.name = str(volume.GetName())
        self.ended = False
        self._worker, self._callbacks = worker, callbacks or RunCallbacks()
        self._reason = ""
        self._frames = frames_to_detect(volume, self.wish.options.frames)
        self._found: dict[int | None, Detection] = {}
        self._failures: list[str] = []
        self._nodes: DetectionNodes | None = None
        self._folder = RunFolder()
        self._watch = VolumeWatch(
            volume,
            removed=lambda: self.cancel(_("{name} was removed from the scene.").format(name=self.name)),
            closed=lambda: self.cancel(_("The scene was closed.")),
        )
        self._begun = False
        self._job = ""
        self._go_on(self._send())
        self._begun = True

    @property
    def is_first(self) -> bool:
        """Whether it is the one that is being done, and not waiting."""
        return not self.ended and self._worker.client.pending[:1] == [self._job]

    def cancel(self, reason: str = "") -> None:
        """Cancel it; ``cancelled`` is called when its process is gone.

        Nothing happens once its nodes are in the scene.
        """
        if self.ended:
            return
        self._reason = self._reason or reason
        if self._nodes is None and not self._worker.cancel(self._job):
            # The worker has nothing to do with it now: the image or the result is on its way.
            self._steps.stop()
            # Not from here: whoever removes a volume has more to do before there is something to tell.
            qt.QTimer.singleShot(0, self._on_cancelled)

    def _send(self) -> Iterator[None]:
        """Hand the next frame to the worker."""
        frame = self._frames[self._done]
        image = image_of(self.volume) if frame is None else frame_image(self.volume, frame)
        rough = {k: dict(named) for k, named in (self.wish.rough or {}).items()}
        request = Detect(
            image=str(self._folder.image),
            output=str(self._folder.output),
            options=self.wish.options,
            name=image.name,
            metadata=dict(image.metadata),
            rough=rough or None,
        )
        self._job = request.id
        yield from self._folder.write(image)
        self._worker.submit(request, self._told())

    @property
    def _done(self) -> int:
        """How many frames the worker has answered."""
        return len(self._found) + len(self._failures)

    def _told(self) -> Callbacks:
        return Callbacks(
            done=self._on_done,
            failed=self._on_failed,
            cancelled=self._on_cancelled,
            progress=self._on_progress,
            notice=self._on_notice,
        )

    def _on_progress(self, progress: Progress) -> None:
        total, text = len(self._frames), progress.text
        if total > 1:
            text = _("frame {number} of {total}: {text}").format(
                number=self._done + 1, total=total, text=text
            )
        self._callbacks.progress((self._done + progress.share) / total, text)

    def _on_notice(self, notice: Notice) -> None:
        self._callbacks.notice(notice.text)

    def _on_done(self, result: Result) -> None:
        self._go_on(self._take(result))

    def _on_failed(self, failure: Failure) -> None:
        if failure.kind != "user" or len(self._frames) == 1:
            self._fail(failure.message)
            return
        self._failures.append(failure.message)
        self._callbacks.notice(failure.message)
        self._go_on(self._next())

    def _go_on(self, steps: Iterator[None]) -> None:
        self._steps = StepRunner(self._ending(steps), qt.QTimer.singleShot)

    def _ending(self, steps: Iterator[None]) -> Iterator[None]:
        """Steps with which the run ends if one of them raises; the constructor's go to its caller."""
        try:
            yield from steps
        except LandmarkAIError as error:
            if self.ended or not self._begun:
                self._end()
                raise
            self._fail(str(error))
        except Exception as error:
            self._break_off(error)
            raise

    def _take(self, result: Result) -> Iterator[None]:
        """Read a result, and what comes after it."""
        self._found[self._frames[self._done]] = take_over([Path(file) for file in result.files])
        yield
        yield from self._next()

    def _next(self) -> Iterator[None]:
        """The next frame, or show what was found."""
        if self._done < len(self._frames):
            yield from self._send()
        elif not self._found:
            self._fail(self._failures[-1])
        else:
            yield from self._show()

    def _show(self) -> Iterator[None]:
        if None in self._found:
            steps = showing(self.volume, self._found[None])
        else:
            by_frame = {frame: found for frame, found in self._found.items() if frame is not None}
            steps = showing_frames(self.volume, by_frame)
        self._nodes = yield from steps
        yield
        if self._nodes.in_scene:
            keep_current(self._nodes)
            yield
        self._end()
        if self._nodes.in_scene:
            self._callbacks.done(self._nodes)
        else:
            self._callbacks.cancelled(self._reason)

    def _break_off(self, error: Exception) -> None:
        """End after what nobody expected: told here, and raised so that its traceback is printed."""
        if self.ended:
            return
        reason = f"{type(error).__name__}: {error}".splitlines()[0].rstrip(": ")
        self._end()
        self._worker.cancel(self._job)
        self._callbacks.failed(
            _(
                "Unexpected error on {name} ({reason}): run it again, and if it fails again report it "
                "with what the Python console says."
            ).format(name=self.name, reason=reason)
        )

    def _fail(self, message: str) -> None:
        self._end()
        self._callbacks.failed(message)

    def _on_cancelled(self) -> None:
        if not self.ended:
            self._end()
            self._callbacks.cancelled(self._reason)

    def _end(self) -> None:
        if self.ended:
            return
        self.ended = True
        self._watch.stop()
        self._folder.remove()


def frames_to_detect(volume: Node, which: Frames | None) -> list[int | None]:
    """Frames to look at; None stands for a plain volume.

    Raises:
        InputError: the sequence has no such frame.
    """
    if not is_sequence(volume):
        return [None]
    count = frame_count(volume)
    if which == "all":
        return list(range(count))
    if which is not None and not 0 <= which < count:
        text = _("{name} has frames 0 to {last}: there is no frame {frame}.")
        raise InputError(text.format(name=volume.GetName(), last=count - 1, frame=which))
    return [current_frame(volume) if which is None else which]
