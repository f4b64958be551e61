"""The tables of interlock."""
