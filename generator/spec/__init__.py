"""What users write: the only reader of YAML."""
