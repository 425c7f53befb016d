"""Metrics: the catalogue, and formulas that are parsed and never run as code."""
