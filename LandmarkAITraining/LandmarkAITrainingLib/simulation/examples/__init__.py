"""Small simulated data sets of landmarks and segments that no model ships for, with exact truth."""
