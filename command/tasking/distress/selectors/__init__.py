"""What may be read of distress."""
