"""What the templates of tasks ask of Python."""
