"""One case of a run: read, detected, written, or a message that says why not."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ...analysis.aha.segments import aha_or_reason
from ...analysis.plausibility import doubts, refuse_label_map
from ...core.detection import Detection
from ...core.frame_names import frame_name
from ...core.image import Image, voxel_digest
from ...core.short_axis import slice_axis
from ...errors import InputError
from ...inference.engine import Engine, Progress
from ...inference.options import DetectionOptions
from ...models.installed import UnknownModelError, find_model
from ...quality.case_row import worth_a_look
from ...quality.signs import with_signs
from .left_files import LeftFiles
from .outputs import (
    MARKER,
    PICTURE,
    PICTURES,
    THUMBNAIL,
    Earlier,
    aha_key,
    earlier_detection,
    output_file,
    refuse_to_replace,
)
from .source import ImageSource
from .summary import CaseResult, failed

if TYPE_CHECKING:
    from ...analysis.aha.settings import AhaSettings
    from ...files.case_walk import Case


@dataclass(frozen=True)
class CaseRunner:
    """Detects on cases, one after the other; what goes wrong with a case becomes its result.

    Args:
        engine: the models.
        output: folder of the results.
        options: what may be overwritten, which frames of 4D files, how the AHA table is made.
        left: what runs left in that folder that were killed.
        source: where images come from.
    """

    engine: Engine
    output: Path
    options: DetectionOptions
    left: LeftFiles = field(default_factory=dict)
    source: ImageSource = field(default_factory=ImageSource)

    def results(self, case: Case, progress: Progress) -> Iterator[CaseResult]:
        """One result, or one a frame."""
        try:
            frames = self._frames(case)
        except Exception as error:  # noqa: BLE001 - a case's boundary
            name = case.output_stem.as_posix()
            yield replace(failed(name, case.source, error, 0.0), source=str(case.source))
            return
        for frame in frames:
            yield self._attempt(case, frame, progress)

    def _frames(self, case: Case) -> Iterable[int | None]:
        wanted = self.options.frames
        if wanted is None:
            return [None]
        count = self.source.count_frames(case)
        if wanted == "all":
            return range(count) if count > 1 else [None]
        if count == 1 and wanted == 0:
            return [None]
        if not 0 <= wanted < count:
            frames = "one frame" if count == 1 else f"frames 0 to {count - 1}"
            raise InputError(f"{case.source} has {frames}: there is no --frame {wanted}.")
        return [wanted]

    def _attempt(self, case: Case, frame: int | None, progress: Progress) -> CaseResult:
        """Detect on one image and write its files; what goes wrong becomes the result."""
        name = frame_name(case.output_stem.as_posix(), frame)
        stem, start = self.output / name, time.perf_counter()
        source = str(case.archive.path if case.archive else case.source)
        try:
            message = "" if self.options.overwrite else self._complete(case, stem)
            if message:
                result = CaseResult(name, "skipped", 0.0, message)
            else:
                result = self._detect(case, frame, stem, progress)
        except Exception as error:  # noqa: BLE001 - a case's boundary
            result = failed(name, case.source, error, 0.0)
        seconds = time.perf_counter() - start
        return replace(result, case=name, source=source, frame=frame, seconds=seconds)

    def _complete(self, case: Case, stem: Path) -> str:
        """What to say of a case that an earlier run completed; empty if it is still to do."""
        earlier = earlier_detection(stem, self.left)
        if earlier is None or earlier.input != self.source.fingerprint(case):
            refuse_to_replace(stem, self.left, self.options.pictures)
            return ""
        if not earlier.complete:
            return ""
        if self.options.pictures and self._lacks_picture(stem):
            return "complete since an earlier run, but without a picture: pass --overwrite to redo it"
        other = self._difference(earlier)
        if other:
            return f"complete since an earlier run, but {other}: pass --overwrite to redo it"
        return f"complete since an earlier run, by {earlier.model}"

    def _lacks_picture(self, stem: Path) -> bool:
        from ...files.detections import read_detection

        if output_file(stem, PICTURE).exists():
            return False
        return _in_slices(read_detection(output_file(stem, MARKER)))

    def _difference(self, earlier: Earlier) -> str:
        """In what an earlier result is not what this run would give; empty if in nothing."""
        bundle = self.engine.bundle
        if bundle and earlier.model != f"{bundle.name} {bundle.version}":
            return f"by {earlier.model}"
        with suppress(UnknownModelError):
            bundle = bundle or find_model(earlier.model.rpartition(" ")[0])
            if earlier.sha256 and earlier.sha256 != bundle.sha256:
                return f"by another state of {earlier.model}"
        if earlier.mirrored != self.options.mirror:
            return f"{'with' if earlier.mirrored else 'without'} --mirror"
        if earlier.aha is not None and earlier.aha != aha_key(self.options.aha):
            return "with other choices of the AHA table (--levels)"
        return ""

    def _detect(self, case: Case, frame: int | None, stem: Path, progress: Progress) -> CaseResult:
        """Find the points of an image and write its files; name and time are left to the caller."""
        from ...analysis.aha.segments import aha_rows
        from ...files.atomic import restored_on_failure
        from ...files.detections import SUFFIXES, write_detection

        progress(0.0, "reading")
        known_by: dict[str, Any] = {"input": self.source.fingerprint(case)}
        known_by |= {"aha": aha_key(self.options.aha)}
        image = self.source.image(case, frame)
        refuse_label_map(image)
        _check_levels(image, self.options.aha)
        known_by |= {"voxels": voxel_digest(image)}
        found = self.engine.detect(image, progress, mirror=self.options.mirror)
        detection = with_signs(image, found)
        progress(1.0, "writing")
        odd = doubts(image, detection)
        known_by |= {"doubts": list(odd)} if odd else {}
        known_by |= {"simulated": True} if image.metadata.get("simulated") else {}
        detection = replace(detection, provenance={**detection.provenance, **known_by})
        look = worth_a_look(detection)
        aha, reason = aha_or_reason(image, detection, self.options.aha)
        written = [output_file(stem, suffix) for suffix in (*SUFFIXES, *PICTURES)]
        with restored_on_failure(written):
            files = write_detection(detection, stem, aha_rows(aha) if aha else None)
            if self.options.pictures and _in_slices(detection):
                from ...pictures.figure import detection_figure
                from ...pictures.thumbnail import save_thumbnail

                # The large one last: where it is, the small one is, too.
                files += [output_file(stem, suffix) for suffix in (THUMBNAIL, PICTURE)]
                save_thumbnail(image, detection, files[-2])
                detection_figure(image, detection, aha, files[-1], case.output_stem.name)
        sentences = [_describe(detection), *(f"doubtful: {doubt}" for doubt in odd)]
        sentences += [f"worth a look: {'; '.join(look)}"] if look else []
        sentences += [image.metadata.get("warning", ""), reason, *(aha.notes if aha else ())]
        if aha and len(aha.slices) == 1 and not (self.options.aha and self.options.aha.levels):
            level = aha.slices[0].level
            sentences.append(f"one slice was taken to be {level}: name its level with --levels")
        message = "; ".join(sentence for sentence in sentences if sentence)
        return CaseResult(
            "", "done", 0.0, message, tuple(files), doubts=odd, look=look, detection=detection
        )


def _check_levels(image: Image, settings: AhaSettings | None) -> None:
    """See that an image has the slices that the user named.

    Raises:
        InputError: it has not.
    """
    count = image.grid.size[slice_axis(image.grid)]
    named = [k for slices in (settings.levels or {}).values() for k in slices] if settings else []
    if named and max(named) >= count:
        raise InputError(
            f"--levels names slice {max(named)}, but {image.name} has slices 0 to {count - 1}: "
            "correct that option."
        )


def _in_slices(detection: Detection) -> bool:
    """Whether points belong to slices, which the picture shows side by side."""
    return any(landmark.slice is not None for landmark in detection.landmarks)


def _describe(detection: Detection) -> str:
    """What was found, by which model, and what the reader should know about how."""
    facts = detection.provenance
    found = sum(landmark.status == "detected" for landmark in detection.landmarks)
    choice = facts.get("model_choice")
    model = f"{facts['model']['name']} {facts['model']['version']}" + (
        f" (chosen: {choice})" if choice else ""
    )
    notice = f"; {facts['notice']}" if facts["notice"] else ""
    return f"{found} of {len(detection.landmarks)} points found by {model}{notice}"
