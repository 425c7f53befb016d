"""The checks, one a file, each named for the bad pattern it finds."""
