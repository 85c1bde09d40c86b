"""What the Slicer module does, without Qt: processes that outlive Slicer, their curves and results."""
