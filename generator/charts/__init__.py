"""Charts: specs from Altair, drawn to SVG by vl-convert."""
