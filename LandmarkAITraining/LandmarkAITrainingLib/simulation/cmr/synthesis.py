"""Annotated slices → slices in another contrast.

Heart labels of real cases are kept; the rest of the body is split by the brightness of the real image
and each class is given a tissue. So one annotated cine becomes a T1 map, a late enhancement or a
contrast nobody has named (SynthSeg: Billot et al. 2023, doi:10.1016/j.media.2023.102789).
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from .rendering import FloatImage, synthesize
from .scar import TissueMap, draw_scar, mark_scar
from .tissues import tissue_code

BACKGROUND_CLASSES = 4
_HEART = {1: "lv_blood", 2: "myocardium", 3: "rv_blood"}
# How often a view is drawn in each contrast.
_MIXTURE = {
    "native_t1": 0.2,
    "post_t1": 0.2,
    "lge_magnitude": 0.15,
    "lge_psir": 0.15,
    "vne": 0.1,
    "cine": 0.05,
    "random": 0.15,
}
_ENHANCED = ("lge_magnitude", "lge_psir", "vne")
# Which tissues a class of brightness may be, darkest class first.
_CANDIDATES: tuple[dict[str, float], ...] = (
    {"lung": 0.6, "air": 0.4},
    {"muscle": 0.6, "liver": 0.25, "lung": 0.15},
    {"liver": 0.45, "muscle": 0.25, "fat": 0.15, "lv_blood": 0.1, "fluid": 0.05},
    {"fat": 0.65, "lv_blood": 0.25, "fluid": 0.1},
)
_ANYTHING = ("air", "lung", "fat", "muscle", "liver", "lv_blood", "fluid")


def synthetic_view(
    labels: npt.NDArray[np.uint8],
    background: npt.NDArray[np.uint8],
    image: FloatImage,
    spacing: float,
    rng: np.random.Generator,
) -> FloatImage:
    """A slice of a real subject in a random contrast; bias field and artefacts are left to the caller.

    Args:
        labels: (h, w); 1 LV cavity, 2 myocardium, 3 right ventricle, 0 the rest.
        background: (h, w) classes of :func:`background_classes`.
        image: (h, w) real intensities.
        spacing: mm per pixel.
        rng: source of randomness.
    """
    contrast = str(rng.choice(list(_MIXTURE), p=list(_MIXTURE.values())))
    stack = synthetic_stack(
        labels[None], background[None], image[None], spacing, contrast, rng, artefacts=False
    )
    return np.asarray(stack[0])


def synthetic_stack(
    labels: npt.NDArray[np.uint8],
    background: npt.NDArray[np.uint8],
    image: FloatImage,
    spacing: float,
    contrast: str,
    rng: np.random.Generator,
    artefacts: bool = True,
) -> FloatImage:
    """A real subject in another contrast: one physiology, one scan and at most one scar.

    Args:
        labels: (k, h, w); 1 LV cavity, 2 myocardium, 3 right ventricle, 0 the rest.
        background: (k, h, w) classes of :func:`background_classes`.
        image: (k, h, w) real intensities.
        spacing: mm per pixel.
        contrast: one of :data:`contrasts.CONTRASTS`.
        rng: source of randomness.
        artefacts: whether bias field, low resolution and Gibbs ringing may be drawn.
    """
    tissues = tissue_map_from_labels(labels, background, rng)
    if rng.random() < 0.8:
        thickness = rng.uniform(1.5, 4.0) / spacing
        walls = [with_rv_wall(*pair, thickness) for pair in zip(tissues, labels, strict=True)]
        tissues = np.stack(walls)
    if rng.random() < (0.5 if contrast in _ENHANCED else 0.15):
        scar = draw_scar(rng)
        tissues = np.stack([mark_scar(plane, scar, rng) for plane in tissues])
    texture = texture_of(image, labels, background) * np.float32(rng.uniform(0, 1))
    blur = rng.uniform(0.4, 1.2) / spacing
    return synthesize(tissues, contrast, rng, texture=texture, blur=blur, artefacts=artefacts)


def background_classes(pixels: npt.NDArray[Any]) -> npt.NDArray[np.uint8]:
    """Split a stack by brightness with Otsu's method (doi:10.1109/TSMC.1979.4310076).

    Args:
        pixels: (k, h, w) intensities of one image.

    Returns:
        (k, h, w), 0 (darkest) to 3 (brightest); all 0 for a constant image.
    """
    import SimpleITK as sitk
    from scipy import ndimage

    low, high = np.percentile(pixels, (0.5, 99.5))
    if high <= low:
        return np.zeros(pixels.shape, np.uint8)
    # Smoothed, so that noise does not pepper one tissue with another.
    smooth = ndimage.gaussian_filter(np.clip(pixels, low, high).astype(np.float32), (0, 0.8, 0.8))
    classes = sitk.OtsuMultipleThresholds(
        sitk.GetImageFromArray(smooth), numberOfThresholds=BACKGROUND_CLASSES - 1, labelOffset=0
    )
    return np.asarray(sitk.GetArrayFromImage(classes), np.uint8)


def tissue_map_from_labels(
    labels: npt.NDArray[np.uint8], background: npt.NDArray[np.uint8], rng: np.random.Generator
) -> TissueMap:
    """Give every pixel of a real anatomy a tissue; each class of the background gets one at random.

    Args:
        labels: any shape; 1 LV cavity, 2 myocardium, 3 right ventricle, 0 the rest.
        background: the same shape, classes of :func:`background_classes`.
        rng: source of randomness.
    """
    wild = rng.random() < 0.15
    drawn = [
        str(rng.choice(_ANYTHING) if wild else rng.choice(list(options), p=list(options.values())))
        for options in _CANDIDATES
    ]
    codes = np.array([tissue_code(name) for name in drawn], np.uint8)
    heart = np.array([0, *(tissue_code(_HEART[n]) for n in (1, 2, 3))], np.uint8)
    return np.where(labels > 0, heart[labels], codes[background])


def with_rv_wall(tissue_map: TissueMap, labels: npt.NDArray[np.uint8], thickness: float) -> TissueMap:
    """Draw the free wall of the right ventricle, which label maps leave to the background.

    Args:
        tissue_map: (h, w).
        labels: (h, w); 3 is the right ventricle.
        thickness: of the wall, pixels; rounded, at least 1.
    """
    from scipy import ndimage

    grown = ndimage.binary_dilation(labels == 3, iterations=max(round(thickness), 1))
    return np.where(grown & (labels == 0), np.uint8(tissue_code("myocardium")), tissue_map)


def texture_of(
    image: FloatImage, labels: npt.NDArray[np.uint8], background: npt.NDArray[np.uint8]
) -> FloatImage:
    """What a real image shows within its classes: papillary muscles, vessels, flow.

    Args:
        image: any shape, real intensities.
        labels: the same shape; heart labels 1 to 3, 0 the rest.
        background: the same shape, classes of :func:`background_classes`.

    Returns:
        Deviation from the mean of the class, in units of the difference between LV blood and
        myocardium (of the image's standard deviation where one of them is not in it), within ±1.
    """
    classes = np.where(labels > 0, labels + (BACKGROUND_CLASSES - 1), background).ravel()
    counts = np.bincount(classes, minlength=BACKGROUND_CLASSES + 3)
    sums = np.bincount(classes, weights=image.ravel(), minlength=BACKGROUND_CLASSES + 3)
    means = (sums / np.maximum(counts, 1)).astype(np.float32)
    blood, muscle = BACKGROUND_CLASSES, BACKGROUND_CLASSES + 1
    unit = float(means[blood] - means[muscle]) if counts[blood] and counts[muscle] else 0.0
    deviation = float(image.std())
    if abs(unit) <= 0.2 * deviation:
        unit = deviation or 1.0
    residual = (image - means[classes].reshape(image.shape)) / np.float32(unit)
    return np.asarray(np.clip(residual, -1, 1), np.float32)
