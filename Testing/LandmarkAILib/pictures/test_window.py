"""Black and white level: fixed for CT in Hounsfield units, by percentiles for all else."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from ct_phantom import make_ct_phantom
from LandmarkAILib.core.detection import Detection
from LandmarkAILib.core.image import Image
from LandmarkAILib.core.landmarks import LandmarkSet
from LandmarkAILib.pictures.mosaic import make_mosaic
from LandmarkAILib.pictures.window import window_of
from short_axis_phantom import make_phantom


@pytest.fixture(scope="module")
def scan() -> Image:
    return make_ct_phantom().image


@pytest.mark.parametrize("facts", [{}, {"modality": "CT"}])
@pytest.mark.parametrize("offset", [0, 1024])
def test_ct_gets_the_window_of_angiography_however_it_is_stored(
    scan: Image, facts: dict[str, str], offset: int
) -> None:
    stored = replace(scan, array=scan.array + offset, metadata=facts)
    assert window_of(stored, stored.array) == (-100 + offset, 500 + offset)


@pytest.mark.parametrize("facts", [{}, {"modality": "MR"}, {"modality": "CT"}])
def test_all_else_is_seen_by_percentiles(facts: dict[str, str]) -> None:
    """Also what calls itself CT and is not in HU."""
    image = replace(make_phantom().image, metadata=facts)
    levels = window_of(image, image.array)
    assert levels == pytest.approx(np.percentile(image.array, [1, 99.5]))


def test_mr_with_values_of_air_stays_mr(scan: Image) -> None:
    image = replace(scan, metadata={"modality": "MR"})
    assert window_of(image, image.array) != (-100, 500)


def test_the_mosaic_of_a_ct_uses_it(scan: Image) -> None:
    assert make_mosaic(scan, Detection(LandmarkSet(()), None), 300).levels == (-100, 500)
