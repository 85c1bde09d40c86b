"""Training and inference see the same pixels, and the same edges of the image, through one sampler."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch
from LandmarkAILib.core.anatomy import LV_APEX, MITRAL_ANNULUS_CENTER
from LandmarkAILib.core.geometry import Grid
from LandmarkAILib.core.image import Image
from LandmarkAILib.core.landmarks import Landmark, LandmarkSet
from LandmarkAILib.files.images import write_image
from LandmarkAILib.files.markups import write_landmarks
from LandmarkAILib.inference.device import choose_device
from LandmarkAILib.inference.intensity import HounsfieldWindow, Percentiles
from LandmarkAILib.inference.sampling import Volume
from LandmarkAILib.inference.views import BoxView, FieldView, FrameView, VolumeView, WindowsView
from LandmarkAITrainingLib.data.dataset import load_case, read_dataset
from LandmarkAITrainingLib.data.slices import load_slices
from LandmarkAITrainingLib.training.labelled_volumes import Packed, Wanted, load_volumes
from LandmarkAITrainingLib.training.patch_examples import PatchExamples, patch_volume
from LandmarkAITrainingLib.training.slice_examples import ExampleOptions, SliceExamples
from LandmarkAITrainingLib.training.volume_examples import VolumeExamples
from models import NAMES

ENDS = (LV_APEX, MITRAL_ANNULUS_CENTER)
WINDOW = HounsfieldWindow((-250, 750))
CPU = choose_device("cpu")
STILL = ExampleOptions(affine=None)


def oblique(size: tuple[int, int, int], spacing: tuple[float, float, float]) -> Grid:
    """A grid along no axis of the patient, around the isocenter."""
    axes, _ = np.linalg.qr(np.array([[0.8, -0.5, 0.3], [0.6, 0.7, -0.4], [0.1, 0.5, 0.9]]))
    axes *= np.sign(np.linalg.det(axes))
    return Grid.from_axes(size, axes, spacing, (0.0, 0.0, 0.0))


def write_case(folder: Path, grid: Grid, points: dict[str, list[float]], seed: int) -> None:
    """A case of noise, which shows every difference in sampling."""
    folder.mkdir(parents=True)
    array = np.random.default_rng(seed).normal(200, 300, grid.shape).astype(np.int16)
    write_image(Image(array, grid, folder.name, {"modality": "CT"}), folder / "image.nrrd")
    marks = tuple(Landmark(name, grid.to_lps(index)) for name, index in points.items())
    write_landmarks(LandmarkSet(marks), folder / "landmarks.mrk.json")


@pytest.mark.parametrize(
    "view",
    [
        FieldView(96, 2.5),  # coarser than the image, and beyond its edges
        FieldView(64, 1.0),
        FrameView(96, 1.5, tuple(NAMES), ("LV center",), tuple(NAMES[:2])),
    ],
)
def test_a_slice_of_an_oblique_stack(tmp_path: Path, view: FieldView | FrameView) -> None:
    grid = oblique((70, 60, 4), (1.4, 1.4, 9.0))
    points = {name: [20.0 + 9 * n, 22.0 + 7 * n**2, 1.0] for n, name in enumerate(NAMES)}
    write_case(tmp_path / "case", grid, points, 1)
    records, intensity = read_dataset(tmp_path), Percentiles()
    examples = SliceExamples(load_slices(records, NAMES, intensity), None, view, NAMES, STILL)
    image = load_case(records[0]).image
    volume = Volume(image, CPU, intensity.of(image))
    assert len(examples) == 4
    for n in range(len(examples)):
        seen = volume.views([examples.grid(n)])[0]
        assert (seen == -1).any() == (view.spacing == 2.5 or isinstance(view, FrameView))
        torch.testing.assert_close(examples[n]["image"], seen, rtol=0, atol=1e-4)


@pytest.mark.parametrize("view", [BoxView((48, 40, 44), 1.5, ENDS), VolumeView((48, 48, 48), 2.0)])
def test_a_box_of_an_oblique_volume(tmp_path: Path, view: BoxView | VolumeView) -> None:
    points = {LV_APEX: [18.0, 20.0, 12.0], MITRAL_ANNULUS_CENTER: [40.0, 35.0, 30.0]}
    grid = oblique((64, 60, 50), (0.9, 0.9, 1.2))
    write_case(tmp_path / "case", grid, points, 2)
    records = read_dataset(tmp_path)
    kept = load_volumes(records, Wanted(ENDS, (), view.spacing, WINDOW))
    examples = VolumeExamples(kept, None, view, ENDS, STILL)
    image = load_case(records[0]).image
    seen = Volume(image, CPU, WINDOW.of(image)).views([examples.grids[0]])[0]
    assert (seen == -1).float().mean() > 0.05  # views beyond the image
    torch.testing.assert_close(examples[0]["image"], seen, rtol=0, atol=1e-4)


def test_a_patch_is_a_window_of_the_view(tmp_path: Path) -> None:
    view = WindowsView((24, 24, 24), 1.5, 0.25)
    grid = oblique((40, 40, 30), (1.2, 1.2, 1.2))
    write_case(tmp_path / "case", grid, {LV_APEX: [20.0, 20.0, 15.0]}, 3)
    records = read_dataset(tmp_path)
    (kept,) = load_volumes(records, Wanted((LV_APEX,), (), view.spacing, WINDOW))
    volume = patch_volume(kept, view)
    start = np.array([6, 7, 8])
    patch = PatchExamples([volume], view.size, [LV_APEX], seed=0)._example(volume, start)
    image = load_case(records[0]).image
    window = volume.grid.part(start.tolist(), view.size)
    seen = Volume(image, CPU, WINDOW.of(image)).views([window])[0]
    # Packed twice: as it was read, and as the windows' spacing shows it.
    torch.testing.assert_close(patch["image"], seen, rtol=0, atol=2e-4)


@pytest.mark.parametrize(("low", "high"), [(-1024.0, 3071.0), (0.0, 1.0), (0.0, 65535.0), (5.0, 5.0)])
def test_intensities_of_any_unit_are_kept(low: float, high: float) -> None:
    values = np.random.default_rng(0).uniform(low, high, (6, 5, 4)).astype(np.float32)
    kept = Packed.of(values).part((slice(1, 4), slice(None), slice(2)))
    assert kept.shape == (3, 5, 2)
    np.testing.assert_allclose(kept, values[1:4, :, :2], atol=(high - low) / 1e5)


def test_what_is_not_a_number_becomes_the_smallest() -> None:
    values = np.array([[[np.nan, 2.0, np.inf, 6.0]]], np.float32)
    kept = Packed.of(values).part((slice(None),) * 3)
    np.testing.assert_allclose(kept[0, 0], [2, 2, 2, 6], atol=1e-3)
