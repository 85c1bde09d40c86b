"""The module LandmarkAITraining in Slicer."""
