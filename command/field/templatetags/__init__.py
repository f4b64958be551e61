"""What the templates of the phone ask of Python."""
