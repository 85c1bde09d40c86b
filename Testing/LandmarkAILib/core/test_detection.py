"""What a detection says of itself."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from LandmarkAILib.core.detection import Segmentation
from LandmarkAILib.core.geometry import Grid


@given(arrays(np.uint8, st.tuples(*[st.integers(1, 5)] * 3), elements=st.sampled_from([0, 0, 0, 1, 2])))
def test_the_window_is_the_smallest_that_holds_all_labels(labels: np.ndarray) -> None:
    depth, height, width = labels.shape
    segmentation = Segmentation(labels, Grid((width, height, depth), np.eye(4)), ("a", "b"))
    window = segmentation.window()
    assert np.count_nonzero(labels[window]) == np.count_nonzero(labels)
    if labels.any():
        index = np.argwhere(labels)
        assert [side.start for side in window] == index.min(axis=0).tolist()
        assert [side.stop for side in window] == (index.max(axis=0) + 1).tolist()
    else:
        assert labels[window].size == 0
