"""Reading of coverage."""
