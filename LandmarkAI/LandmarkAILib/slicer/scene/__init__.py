"""MRML in and out: the only rooms that know nodes, transforms and RAS. They load inside Slicer alone."""
