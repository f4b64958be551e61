"""The machines' entrance to closing."""
