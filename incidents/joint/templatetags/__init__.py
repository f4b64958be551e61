"""What the templates of joint command ask of Python."""
