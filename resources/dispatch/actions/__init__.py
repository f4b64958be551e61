"""The doors of dispatch: they compose those of the resources room, and write nothing else."""

from resources.dispatch.actions.send import MOST, Pick, Sent, Terms, dispatch_forces

__all__ = ["MOST", "Pick", "Sent", "Terms", "dispatch_forces"]
