"""A detection on its way from a volume to nodes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Literal

import slicer
import vtk
from slicer.i18n import tr as _

from ..detection import Detection
from ..device import Request as DeviceRequest
from ..errors import LandmarkAIError
from ..files.detections import read_detection
from ..files.images import write_image
from ..scene.nodes import DetectionNodes
from ..scene.results import show_detection
from ..scene.sequences import current_frame, frame_count, frame_image, is_sequence, show_frames
from ..scene.transforms import Node
from ..scene.volumes import image_of
from ..worker.jobs import Callbacks
from ..worker.protocol import Detect, Failure, Notice, Position, Progress, Result
from .follow import follow
from .qt_worker import QtWorker

Rough = Mapping[int, Mapping[str, Position]]
Frames = Literal["current", "all"]


def _ignore(*_arguments: Any) -> None:
    """Nobody wants to know."""


@dataclass(frozen=True)
class Wish:
    """What to detect with, and on.

    Args:
        model: name, or path of a model's folder; None chooses by the image.
        device: where to compute.
        frames: of a volume that shows a sequence.
        rough: a reader's points to refine, LPS mm in the volume's own frame, by slice and landmark.
    """

    model: str | None = None
    device: DeviceRequest = "auto"
    frames: Frames = "current"
    rough: Rough | None = None


@dataclass(frozen=True)
class RunCallbacks:
    """Whom to tell of a run; one of ``done``, ``failed`` and ``cancelled`` is called, once and last.

    Args:
        done: with the nodes.
        failed: with a sentence for the user.
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

    The image is taken as it is now. The run is cancelled when the volume is removed or the scene closed.
    Frames of a sequence are done one after the other; one that fails is told of in a notice.

    Args:
        worker: what does it.
        volume: vtkMRMLScalarVolumeNode.
        wish: what to detect with, and on.
        callbacks: whom to tell; some may be called from here already.

    Raises:
        InputError: the volume cannot be used.
        OutputError: its image cannot be written for the worker.
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
        self._frames = _frames(volume, self.wish.frames)
        self._found: dict[int | None, Detection] = {}
        self._failures: list[str] = []
        self._folder = TemporaryDirectory(prefix="LandmarkAI-", dir=_temporary_path())
        self._observations = self._observe(slicer.mrmlScene)
        self._next()

    @property
    def is_first(self) -> bool:
        """Whether it is the one that is being done, and not waiting."""
        return not self.ended and self._worker.client.pending[:1] == [self._request.id]

    def cancel(self, reason: str = "") -> None:
        """Cancel it; ``cancelled`` is called when its process is gone."""
        if not self.ended:
            self._reason = self._reason or reason
            self._worker.cancel(self._request.id)

    def _next(self) -> None:
        """Hand the next frame to the worker."""
        frame = self._frames[len(self._found) + len(self._failures)]
        path = Path(self._folder.name) / "image.nrrd"
        try:
            image = image_of(self.volume) if frame is None else frame_image(self.volume, frame)
            write_image(image, path)
        except BaseException:
            self._end()
            raise
        rough = {k: dict(named) for k, named in (self.wish.rough or {}).items()}
        self._request = Detect(
            image=str(path),
            output=str(path.parent / "out"),
            model=self.wish.model,
            device=self.wish.device,
            name=image.name,
            metadata=dict(image.metadata),
            rough=rough or None,
        )
        self._worker.submit(self._request, self._told())

    def _told(self) -> Callbacks:
        return Callbacks(
            done=self._on_done,
            failed=self._on_failed,
            cancelled=self._on_cancelled,
            progress=self._on_progress,
            notice=self._on_notice,
        )

    def _on_progress(self, progress: Progress) -> None:
        before, total = len(self._found) + len(self._failures), len(self._frames)
        text = progress.text
        if total > 1:
            text = _("frame {number} of {total}: {text}").format(
                number=before + 1, total=total, text=text
            )
        self._callbacks.progress((before + progress.share) / total, text)

    def _on_notice(self, notice: Notice) -> None:
        self._callbacks.notice(notice.text)

    def _on_done(self, result: Result) -> None:
        frame = self._frames[len(self._found) + len(self._failures)]
        self._go_on(lambda: self._keep(frame, read_detection(Path(result.files[0]))))

    def _keep(self, frame: int | None, detection: Detection) -> None:
        self._found[frame] = detection

    def _on_failed(self, failure: Failure) -> None:
        if failure.kind != "user" or len(self._frames) == 1:
            self._end()
            self._callbacks.failed(failure.message)
            return
        self._failures.append(failure.message)
        self._callbacks.notice(failure.message)
        self._go_on(lambda: None)

    def _go_on(self, first: Callable[[], None]) -> None:
        """Do something, then the next frame, or show what was found."""
        try:
            first()
            if len(self._found) + len(self._failures) < len(self._frames):
                self._next()
                return
            nodes = self._show()
        except LandmarkAIError as error:
            self._end()
            self._callbacks.failed(str(error))
            return
        except BaseException:
            self._end()
            raise
        self._end()
        if nodes is None:
            self._callbacks.failed(self._failures[-1])
            return
        follow(nodes)
        self._callbacks.done(nodes)

    def _show(self) -> DetectionNodes | None:
        if None in self._found:
            return show_detection(self.volume, self._found[None])
        by_frame = {frame: found for frame, found in self._found.items() if frame is not None}
        return show_frames(self.volume, by_frame) if by_frame else None

    def _on_cancelled(self) -> None:
        self._end()
        self._callbacks.cancelled(self._reason)

    def _end(self) -> None:
        if self.ended:
            return
        self.ended = True
        scene, tags = self._observations
        for tag in tags:
            scene.RemoveObserver(tag)
        self._folder.cleanup()

    def _observe(self, scene: Any) -> tuple[Any, list[int]]:
        removed, closing = scene.NodeAboutToBeRemovedEvent, scene.StartCloseEvent
        return scene, [
            scene.AddObserver(removed, self._on_node_removed),
            scene.AddObserver(closing, self._on_scene_closed),
        ]

    @vtk.calldata_type(vtk.VTK_OBJECT)  # type: ignore[untyped-decorator]
    def _on_node_removed(self, _scene: Any, _event: str, node: Node) -> None:
        if node is self.volume:
            self.cancel(_("{name} was removed from the scene.").format(name=self.name))

    def _on_scene_closed(self, _scene: Any, _event: str) -> None:
        self.cancel(_("The scene was closed."))


def _frames(volume: Node, which: Frames) -> list[int | None]:
    """Frames to look at; None stands for a plain volume."""
    if not is_sequence(volume):
        return [None]
    return list(range(frame_count(volume))) if which == "all" else [current_frame(volume)]


def _temporary_path() -> str:
    path = Path(slicer.app.temporaryPath)
    path.mkdir(parents=True, exist_ok=True)
    return str(path)
