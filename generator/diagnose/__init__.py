"""Why it came out so, what else explains it, and what to do next."""
