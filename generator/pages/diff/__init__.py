"""A difference between two versions, worded: as a comment, as annotations, as a page of the site."""
