"""Reading of dispatch."""
