"""What follows from points and segments: AHA segments, measures, alignment."""
