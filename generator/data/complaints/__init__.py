"""The sentences for data that cannot be used: what was found, where, both readings where there are two."""
