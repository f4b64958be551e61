"""The API of dispatch."""
