"""What the templates of dispatch ask of Python."""
