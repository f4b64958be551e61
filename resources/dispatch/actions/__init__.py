"""The doors of dispatch."""
