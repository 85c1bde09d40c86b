"""Warnings that Slicer gives by chance and no test can prevent; each with its cause."""

from __future__ import annotations

import re

# The markups logic goes on observing the list it last made active when that list is removed. Once the
# list is freed, the tags of those observations stay noted under its address; a new list that the
# allocator puts there, and that others observe under one of those tags, is then "already" observed.
_ADDRESS_USED_AGAIN = re.compile(
    r"Observation \d+ between vtkMRMLMarkups\w*Node and vtkSlicerMarkupsLogic .*already exists"
)


def is_known(text: str) -> bool:
    """Whether VTK's message ``text`` comes from addresses in memory, not from the code tested."""
    return _ADDRESS_USED_AGAIN.search(text) is not None
