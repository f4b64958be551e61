"""Words of imagery in templates."""
