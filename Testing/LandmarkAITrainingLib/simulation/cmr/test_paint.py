"""Hearts drawn into maps."""

from __future__ import annotations

import numpy as np
from LandmarkAITrainingLib.simulation.cmr.heart import draw_heart
from LandmarkAITrainingLib.simulation.cmr.paint import paint_heart
from LandmarkAITrainingLib.simulation.cmr.tissues import tissue_code


def test_beyond_apex_and_base_nothing_is_labelled() -> None:
    heart = draw_heart(np.random.default_rng(4))
    y, x = np.mgrid[-80.0:80:2, -80.0:80:2]
    for height, changed in ((-5.0, False), (heart.length + 5, True)):
        tissues, labels = np.zeros(x.shape, np.uint8), np.zeros(x.shape, np.uint8)
        paint_heart(tissues, labels, (x, y), heart, height)
        assert heart.section(height) is None
        assert not labels.any()
        assert tissues.any() == changed


def test_every_height_shows_what_is_there() -> None:
    heart = draw_heart(np.random.default_rng(5))
    y, x = np.mgrid[-80.0:80:2, -80.0:80:2]
    shown = {}
    for share in (0.03, 0.12, 0.5, 0.95):
        tissues, labels = np.zeros(x.shape, np.uint8), np.zeros(x.shape, np.uint8)
        paint_heart(tissues, labels, (x, y), heart, share * heart.length)
        assert (tissues[labels == 3] == tissue_code("rv_blood")).all()
        shown[share] = set(np.unique(labels))
    assert shown[0.03] == {0, 2}
    assert shown[0.5] == shown[0.95] == {0, 1, 2, 3}
