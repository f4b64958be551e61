"""The doors of the ground floor."""

from command.core.actions.audit import record_refusal, record_sign_in, record_sign_out
from command.core.actions.code_lists import load_regions

__all__ = ["load_regions", "record_refusal", "record_sign_in", "record_sign_out"]
