"""The groove rule: RV insertion points from contours of a short-axis slice."""
