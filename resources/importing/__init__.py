"""Registers as files: import with preview and undo, and export."""
