"""What the pages of tasks read."""
