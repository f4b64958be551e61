"""Room of the duty roster and shift handover."""
