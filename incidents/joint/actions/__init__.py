"""The doors of joint: the only code that writes."""
