"""The machines' entrance to warnings."""
