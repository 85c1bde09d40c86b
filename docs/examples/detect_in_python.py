"""Landmarks of one image, in Python and without Slicer.

python docs/examples/detect_in_python.py IMAGE [MODEL]

Prints a line a slice and landmark: slice, name, LPS mm, probability.
"""

import sys

from LandmarkAILib import Detection, detect, load_model, read_image


def landmarks_of(path: str, model: str = "cmr-sax") -> Detection:
    """What the model finds in an image."""
    return detect(read_image(path), load_model(model))


if __name__ == "__main__":
    for point in landmarks_of(*sys.argv[1:]).landmarks:
        mm = "missing" if point.position is None else point.position.round(1)
        print(point.slice, point.name, mm, f"{point.probability:.2f}", sep="\t")
