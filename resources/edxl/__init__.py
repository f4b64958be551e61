"""The request chain as EDXL-RM 1.0 messages; owns no tables."""
