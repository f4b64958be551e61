"""Commands of paging."""
