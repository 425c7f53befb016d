"""What the checks found, in each reader's format: one function a format, from problems and findings to text.

Problems are what makes input unusable (`errors.Problem`); they have no code and cannot be waived.
"""
