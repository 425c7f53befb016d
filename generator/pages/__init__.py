"""Pages: words and rounding decided here, layout in templates."""
