"""Ventricular function from the segmentations of a cardiac cycle: phases, volumes, wall thickness."""
