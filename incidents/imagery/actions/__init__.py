"""The doors of the imagery room."""

from incidents.imagery.actions.record import receive_image, record_image

__all__ = ["receive_image", "record_image"]
