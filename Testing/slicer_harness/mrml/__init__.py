"""The part of Slicer that is real here: scene, logics, displayable managers, reading and writing."""
