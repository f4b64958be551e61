"""What may be read of scene."""
