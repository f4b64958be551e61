"""What may be read of cameras."""
