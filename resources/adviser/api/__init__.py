"""The API of adviser."""
