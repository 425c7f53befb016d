"""Where a site keeps what it makes between builds."""

WORK = ".goalposts"
"""Folder of a site where pages, pictures and state are kept."""
CACHE = "cache"
"""Inside it: what is the same for every site and slow to make."""
MODELS = "models"
"""Inside it: what models answered."""
