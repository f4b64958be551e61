"""The interface of scene, for machines."""
