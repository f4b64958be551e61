"""The machines' entrance to joint."""
