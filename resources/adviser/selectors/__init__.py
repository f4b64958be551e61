"""Reading of adviser."""
