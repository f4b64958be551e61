"""The machines' entrance."""
