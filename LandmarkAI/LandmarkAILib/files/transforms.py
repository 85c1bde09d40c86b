"""Linear transforms as files of ITK, which 3D Slicer opens: ``.tfm`` (text) and ``.h5`` (HDF5)."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from ..core.geometry import FloatArray
from ..errors import OutputError
from .atomic import atomic_path
from .native import writable

SUFFIXES = (".tfm", ".h5")


def write_transform(matrix: FloatArray, path: Path) -> None:
    """Write the transform that carries a source to a target.

    ITK's files hold the way back, from target points to source points, since resampling an image asks
    for that; 3D Slicer knows this, and what it shows as a transform "to parent" is ``matrix`` again.

    Args:
        matrix: (4, 4) LPS mm → LPS mm, source to target; invertible.
        path: ends in .tfm or .h5; a file that is there is replaced.

    Raises:
        OutputError: another suffix, or the file cannot be written.
    """
    import SimpleITK as sitk

    if path.suffix.lower() not in SUFFIXES:
        raise OutputError(f"{path} cannot be a transform: name it {' or '.join(SUFFIXES)}.")
    back = np.linalg.inv(matrix)
    transform = sitk.AffineTransform(3)
    transform.SetMatrix(back[:3, :3].ravel().tolist())
    transform.SetTranslation(back[:3, 3].tolist())
    with atomic_path(path) as temporary:
        try:
            with writable(temporary) as name:
                sitk.WriteTransform(transform, name)
        except RuntimeError as error:
            raise OutputError(
                f"{path} cannot be written: check that its folder takes files and has free space."
            ) from error
