"""The site: pages and content written to one folder, built by MkDocs, finished by us."""
