"""Training, simulation and evaluation of LandmarkAI models; builds on ``LandmarkAILib``."""
