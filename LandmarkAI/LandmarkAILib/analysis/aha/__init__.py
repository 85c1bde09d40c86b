"""The American Heart Association's 16 segments of the left ventricle."""
