"""One annotated CT in many guises: stored otherwise, coarser, noisier, cut off, with less contrast.

Writes a case for each, with the points where they were in the patient and the masks on the new grid, so
that what an alteration costs can be read off one table::

    python Testing/benchmarks/altered_ct.py runs/real-ct/aorta -o runs/altered-ct
    landmarkai evaluate runs/altered-ct --model ct-lv -o runs/altered-ct-report
"""

from __future__ import annotations

import argparse
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
import SimpleITK as sitk
from LandmarkAILib.files.atomic import make_folder

MUSCLE_HU = 146.0  # of the scan that this was written for
BONE_HU = 1200.0
AIR_HU = -1000

Hu = npt.NDArray[np.float64]


def stored(order: str) -> Callable[[sitk.Image], sitk.Image]:
    """The same voxels in another storage order."""
    return lambda image: sitk.DICOMOrient(image, order)


def regridded(
    spacing: tuple[float, float, float], degrees: Sequence[float] = (0, 0, 0)
) -> Callable[[sitk.Image], sitk.Image]:
    """Voxels of ``spacing`` mm along axes turned about x, y and z; thicker slices are means."""

    def alter(image: sitk.Image) -> sitk.Image:
        turn = sitk.Euler3DTransform()
        turn.SetRotation(*np.deg2rad(degrees))
        axes = np.reshape(turn.GetMatrix(), (3, 3))
        size = np.array(image.GetSize())
        number = np.rint(size * image.GetSpacing() / spacing)
        center = image.TransformContinuousIndexToPhysicalPoint(((size - 1) / 2).tolist())
        origin = np.asarray(center) - axes @ (np.array(spacing) * (number - 1) / 2)
        if spacing[2] > image.GetSpacing()[2]:
            variances = (0.01, 0.01, (spacing[2] / 2.355) ** 2)
            image = sitk.DiscreteGaussian(sitk.Cast(image, sitk.sitkFloat32), variances)
        new = sitk.Image([int(n) for n in number], sitk.sitkInt16)
        new.SetSpacing(spacing)
        new.SetOrigin(origin.tolist())
        new.SetDirection(axes.ravel().tolist())
        out = sitk.Resample(image, new, sitk.Transform(), sitk.sitkLinear, AIR_HU)
        return sitk.Cast(sitk.Round(sitk.Cast(out, sitk.sitkFloat32)), sitk.sitkInt16)

    return alter


def revalued(change: Callable[[Hu], Hu]) -> Callable[[sitk.Image], sitk.Image]:
    """Other HU in the same voxels."""

    def alter(image: sitk.Image) -> sitk.Image:
        hu = change(sitk.GetArrayFromImage(image).astype(np.float64))
        new = sitk.GetImageFromArray(np.rint(hu).astype(np.int16))
        new.CopyInformation(image)
        return new

    return alter


def cut(below: float, above: float) -> Callable[[sitk.Image], sitk.Image]:
    """The slices between two shares of the scan, counted from the feet."""

    def alter(image: sitk.Image) -> sitk.Image:
        count = image.GetDepth()
        return image[:, :, int(below * count) : int(above * count)]

    return alter


def noisy(hu: Hu) -> Hu:
    """Noise of 60 HU, each voxel on its own."""
    return np.asarray(hu + np.random.default_rng(1).normal(0, 60, hu.shape))


def with_quarter_contrast(hu: Hu) -> Hu:
    """A quarter of what blood has above muscle; bone fades with it."""
    return np.where(hu > MUSCLE_HU, MUSCLE_HU + (hu - MUSCLE_HU) / 4, hu)


def without_contrast(hu: Hu) -> Hu:
    """Blood darker than muscle, as in a scan before contrast medium; noise of 12 HU, bone as it was."""
    blood = (hu > 110) & (hu < BONE_HU)
    darker = np.where(blood, np.clip(110 - (hu - 110) * 0.12, 50, 110), hu)
    return np.asarray(darker + np.random.default_rng(2).normal(0, 12, hu.shape))


ALTERATIONS: dict[str, Callable[[sitk.Image], sitk.Image]] = {
    "as it is": stored("LPS"),
    "stored feet first": stored("RAI"),
    "stored in sagittal slices": stored("PIR"),
    "turned about all axes": regridded((1.5, 1.5, 1.5), (25, 10, 15)),
    "slices of 3 mm": regridded((1.5, 1.5, 3.0)),
    "pixels of 1.0 x 1.9 mm": regridded((1.0, 1.9, 1.5)),
    "noise of 60 HU": revalued(noisy),
    "stored with an offset of 1024": revalued(lambda hu: np.maximum(hu + 1024, 0)),
    "a quarter of the contrast": revalued(with_quarter_contrast),
    "contrast undone": revalued(without_contrast),
    "cut off above the mitral valve": cut(0.0, 0.4),
    "cut off above the apex": cut(0.366, 1.0),
    "liver alone": cut(0.0, 0.18),
    "neck alone": cut(0.73, 1.0),
}


def main(arguments: Sequence[str] | None = None) -> None:
    """Write a case for each alteration."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("case", type=Path, help="folder of image, landmarks and segmentation")
    parser.add_argument("-o", "--output", type=Path, required=True, help="folder of the new cases")
    chosen = parser.parse_args(arguments)
    image = sitk.DICOMOrient(sitk.ReadImage(str(chosen.case / "image.nrrd")), "LPS")
    masks = sitk.ReadImage(str(chosen.case / "segmentation.seg.nrrd"))
    keys = {key: masks.GetMetaData(key) for key in masks.GetMetaDataKeys() if key.startswith("Segment")}
    for name, alter in ALTERATIONS.items():
        folder = chosen.output / name.replace(" ", "-")
        make_folder(folder)
        altered = alter(image)
        sitk.WriteImage(altered, str(folder / "image.nrrd"), useCompression=True)
        moved = sitk.Resample(masks, altered, sitk.Transform(), sitk.sitkNearestNeighbor)
        for key, value in keys.items():
            moved.SetMetaData(key, value)
        sitk.WriteImage(moved, str(folder / "segmentation.seg.nrrd"), useCompression=True)
        shutil.copyfile(chosen.case / "landmarks.mrk.json", folder / "landmarks.mrk.json")


if __name__ == "__main__":
    main()
