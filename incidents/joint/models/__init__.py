"""The tables of joint."""
