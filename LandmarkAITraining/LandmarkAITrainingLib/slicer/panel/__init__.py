"""The panel of the Slicer module LandmarkAITraining, in parts."""
