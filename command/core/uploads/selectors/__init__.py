"""What may be read of uploads."""
