"""Distances in px that a template and whoever fills it agree on, apart from the templates: those load Altair."""

TREND_RESULT, TREND_LABELS = 12, 23
"""To the right of a trend's plot."""
VERSUS_LABELS = 10
"""To the right of the panels."""
FAN_STRIP = 18
"""Of words above a fan's plot, and again between it and its time axis."""
FAN_PANEL = 12
"""Between a fan's plot and the dots."""
