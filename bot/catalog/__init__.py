"""The catalog: guides, competencies and loop templates, read from YAML into frozen values."""
