"""Reading of importing."""

from resources.importing.selectors.runs import RunCard, run_seen, runs_open_to

__all__ = ["RunCard", "run_seen", "runs_open_to"]
