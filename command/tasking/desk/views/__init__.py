"""The people's entrance to tasks."""
