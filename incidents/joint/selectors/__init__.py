"""What joint lets people read."""
