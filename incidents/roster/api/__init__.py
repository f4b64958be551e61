"""The machines' entrance to roster."""
