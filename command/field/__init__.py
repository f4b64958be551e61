"""The field: what people on the spot see and do."""
