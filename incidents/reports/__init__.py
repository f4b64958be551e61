"""Room of information reports."""
