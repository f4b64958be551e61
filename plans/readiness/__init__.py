"""Tonight's readiness: what the plans in force could hold now."""
