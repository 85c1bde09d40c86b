"""The temporary folder of a run: the image on its way to the worker, and what the worker makes of it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import slicer
from slicer.i18n import tr as _

from ...core.image import Image
from ...errors import OutputError
from ...worker.handover import write_raw


class RunFolder:
    """A folder of its own in the one that Slicer keeps for temporary files.

    Attributes:
        image: the file for the worker.
        output: the folder for its results.

    Raises:
        OutputError: it cannot be made.
    """

    def __init__(self) -> None:
        place = Path(slicer.app.temporaryPath)
        try:
            place.mkdir(parents=True, exist_ok=True)
            # What another program holds open stays behind: that is no reason to lose a result.
            self._folder = TemporaryDirectory(
                prefix="LandmarkAI-", dir=place, ignore_cleanup_errors=True
            )
        except OSError as error:
            raise _not_written(place, error) from error
        self.image = Path(self._folder.name) / "image.npy"
        self.output = Path(self._folder.name) / "out"

    def write(self, image: Image) -> Iterator[None]:
        """Write the image for the worker in short steps; see :func:`.write_raw`.

        Raises:
            OutputError: no space, no permission.
        """
        try:
            yield from write_raw(image, self.image)
        except OutputError as error:
            cause = error.__cause__
            if not isinstance(cause, OSError):
                raise
            raise _not_written(self.image, cause) from cause

    def remove(self) -> None:
        """Remove it with all that is in it."""
        self._folder.cleanup()


def _not_written(path: Path, error: OSError) -> OutputError:
    """Unlike elsewhere the user has not chosen the folder, and finds it in Slicer's settings."""
    reason = os.strerror(error.errno) if error.errno else str(error)
    return OutputError(
        _(
            "{path} cannot be written ({reason}): free some space on that disk, or choose another "
            "temporary directory in Slicer's application settings, page Modules."
        ).format(path=path, reason=reason)
    )
