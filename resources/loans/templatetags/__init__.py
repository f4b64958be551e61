"""What the templates of loans ask of Python."""
