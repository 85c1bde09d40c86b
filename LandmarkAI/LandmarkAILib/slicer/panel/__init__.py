"""The parts of LandmarkAI's panel; each fills and serves some widgets of ``LandmarkAI.ui``."""
