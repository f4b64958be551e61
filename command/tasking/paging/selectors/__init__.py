"""What paging lets people read."""
