"""Words of cameras for templates."""
