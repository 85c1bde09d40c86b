"""Reading and writing: images, markups, segmentations and detections in the formats of Slicer."""
