"""The past of the spec, from git: what was in force when a campaign began, and every later change, with who and when.

Reads the repository that holds the site's folder (its commits and the blobs of spec files), and for one question the
names of the files in a campaign's folder. Writes nothing, and runs two processes whatever the number of commits.
"""
