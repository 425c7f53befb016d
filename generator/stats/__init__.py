"""Statistics: arrays in, numbers out, no KPI words."""
