"""Storage: SQLAlchemy Core, and nothing else does SQL. Returns domain values, never rows."""
