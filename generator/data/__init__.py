"""Data: the only user of Ibis and DuckDB; files in, one tidy table a campaign out."""
