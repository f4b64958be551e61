"""Codes of refusals and failures in words."""

from typing import Any

from django.utils.translation import gettext_lazy as _

WHY: dict[str, Any] = {
    "not_taking_part": _("does not take part in the exercise"),
    "off_duty": _("off duty"),
    "answered": _("answered meanwhile"),
    "not_set_up": _("channel not set up"),
    "no_device": _("no browser takes notifications"),
    "no_phone": _("no telephone number"),
    "timeout": _("no answer in time"),
    "no_connection": _("no connection"),
    "redirect": _("the gateway sent us elsewhere"),
    "unsafe_address": _("address not allowed"),
    "gone": _("the browser no longer takes notifications"),
    "undelivered": _("the gateway could not deliver it"),
}


def why(code: str) -> str:
    """Say a code; a status of HTTP as it is."""
    if code.startswith("http_"):
        return "HTTP " + code.removeprefix("http_")
    return str(WHY.get(code, code))
