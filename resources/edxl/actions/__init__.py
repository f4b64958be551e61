"""The door of the exchange."""

from resources.edxl.actions.take_in import Outcome, take_in

__all__ = ["Outcome", "take_in"]
