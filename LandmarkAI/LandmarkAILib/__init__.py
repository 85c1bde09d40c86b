"""LandmarkAI's core: landmarks, grids and models, free of Slicer.

Nothing here imports ``slicer``, ``qt``, ``ctk`` or ``vtk`` except the room ``slicer``, and nothing
imports ``torch`` when it is loaded, so that Slicer starts fast and a shell can ask for help without
waiting.
"""

__version__ = "0.1.0"
