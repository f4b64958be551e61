"""The interface of distress, for machines."""
