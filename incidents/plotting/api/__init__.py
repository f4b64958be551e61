"""The machines' entrance to plotting."""
