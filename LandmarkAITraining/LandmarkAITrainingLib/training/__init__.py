"""Training: examples, objectives, Lightning, export."""
