"""Plain values that every other room builds on: grids, images, landmarks. No files, no torch."""
