"""Detection in a process of its own that stays warm, and the client that runs it from Slicer."""
