"""Room of closing an incident: open items, purge, archive."""
