"""What ``LandmarkAILogic`` consists of: the worker behind Qt, runs from volume to nodes, sample data."""
