"""The machines' entrance to reports."""
