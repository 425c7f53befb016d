"""Whole campaigns and the whole site: everything judged, diagnosed, forecast and checked, and what it adds up to."""
