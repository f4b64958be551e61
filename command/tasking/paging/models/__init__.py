"""The tables of paging."""
