"""The machines' entrance to messaging."""
