"""The only room that knows Slicer: nodes, RAS, Qt."""
