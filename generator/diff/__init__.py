"""What a change does: two versions of a site, the campaigns that differ judged on both, and every difference by cause.

Reads git (listings and contents), folders and published results; writes only below a temporary folder.
"""
