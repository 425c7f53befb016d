"""Goalposts: did a campaign meet the KPIs that were set for it in advance, and how sure is that?"""

__version__ = "0.1.0"
