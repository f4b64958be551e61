"""The doors of the imagery room."""

from incidents.imagery.actions.record import record_image

__all__ = ["record_image"]
