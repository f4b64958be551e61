"""What people on the spot report: counts, roads, hazards, words and voice."""
