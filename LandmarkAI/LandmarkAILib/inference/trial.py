"""A tiny real detection: whether a model runs on a device, and computes there what a CPU computes."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from ..core.detection import Detection
from ..core.geometry import FloatArray, Grid
from ..core.image import Image
from ..errors import LandmarkAIError
from ..models.bundle import Bundle
from .device import Device, choose_device
from .engine import Engine, ModelCache
from .faults import environment_fault
from .views import Points

_AGREE = 1.0  # mm between what two devices find
_HEART = {2: (12.0, 22.0), 3: (24.0, 36.0)}  # mm, radii of cavity and muscle, by the model's dimension
_GRIDS = {2: ((96, 96, 1), 2.0), 3: ((40, 40, 40), 4.0)}  # voxels and mm
# Beyond the body, the body, muscle, blood: in HU, and as good as any for MR.
_VALUES = (-900.0, 40.0, 110.0, 350.0)


def trial_problem(bundle: Bundle, device: Device, models: ModelCache) -> str:
    """What is wrong with a model on a device; empty if it detects there.

    Both ways are gone: the whole chain, and a reader's rough points, so that every stage, head and
    sampling runs. That takes about a second, and the model is loaded then.

    Args:
        bundle: the model.
        device: where it is to run.
        models: where it is kept, once it is loaded.

    Returns:
        A sentence that names the model, the device, the reason and the remedy.
    """
    image, rough = trial_image(bundle)
    try:
        engine = Engine(bundle, device, models)
        engine.detect(image)
        found = engine.detect(image, rough=rough)
        if device.kind == "cpu":
            return ""
        notice = _fallback(found, device)
        if notice:
            return f"{bundle.name}: {notice}"
        other = Engine(bundle, choose_device("cpu"), models).detect(image, rough=rough)
    except LandmarkAIError as error:
        return str(error)
    except Exception as error:  # noqa: BLE001 - whatever a broken installation raises is what is asked for
        if found_fault := environment_fault(error):
            return f"{bundle.name} does not run on {device.name}: {found_fault}"
        reason = f"{type(error).__name__}: {error}".splitlines()[0].rstrip(": ")
        return (
            f"{bundle.name} does not run on {device.name} ({reason}): install PyTorch again, in Slicer "
            "with the extension PyTorch, and report this if that does not help."
        )
    apart = _apart(found, other)
    if apart <= _AGREE:
        return ""
    return (
        f"{bundle.name} finds points on {device.name} that are {apart:.0f} mm from those that the CPU "
        "finds: choose the device 'cpu', or install a newer PyTorch."
    )


def trial_image(bundle: Bundle) -> tuple[Image, Mapping[int, Points]]:
    """A ball of blood in muscle in a body, of a kind that the model looks at, and rough points on it."""
    dimension = bundle.description.dimension
    size, spacing = _GRIDS[dimension]
    # Axes of a short axis as heads-first patients have it; a volume lies on the patient's.
    axes = np.eye(3) if dimension == 3 else np.array([[1.0, 0, 0], [0, 0, 1], [0, -1, 0]]).T
    grid = Grid.from_axes(size, axes, [spacing] * 3, [0.0, 0.0, 0.0])
    k, j, i = np.indices(grid.shape)
    places = grid.to_lps(np.stack([i, j, k], axis=-1))
    radius = np.linalg.norm(places, axis=-1)
    inner, outer = _HEART[dimension]
    bounds = [0.45 * spacing * max(size), outer, inner]
    layer = sum((radius <= bound).astype(int) for bound in bounds)
    values = np.choose(layer, _VALUES).astype(np.int16)
    image = Image(values, grid, "trial", {"modality": bundle.description.modality[0]})
    return image, {0: _rough(bundle, grid, outer)}


def _rough(bundle: Bundle, grid: Grid, radius: float) -> Points:
    """A point for each landmark, around the ball in the plane of i and j."""
    points: dict[str, FloatArray] = {}
    for n, name in enumerate(bundle.landmarks):
        angle = 2 * np.pi * n / len(bundle.landmarks)
        offset = radius * (np.cos(angle) * grid.axes[:, 0] + np.sin(angle) * grid.axes[:, 1])
        points[name] = np.asarray(offset)
    return points


def _fallback(found: Detection, device: Device) -> str:
    """Why a detection did not run where it should, without what is said of the image."""
    if found.provenance["device"] == device.name:
        return ""
    return choose_device(device.kind).notice or str(found.provenance["notice"])


def _apart(one: Detection, other: Detection) -> float:
    """The largest distance in mm of points that both found; infinite where one alone found some."""
    distances = [0.0]
    for point, same in zip(one.landmarks, other.landmarks, strict=True):
        if point.position is not None and same.position is not None:
            distances.append(float(np.linalg.norm(point.position - same.position)))
        elif abs(point.probability - same.probability) > 0.1:
            return float("inf")
    return max(distances)
