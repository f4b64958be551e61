"""The words of the scripts of the call for help."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

WORDS: Mapping[str, object] = {
    "help_number": _("Call {number}"),
    "help_no_number": _("The number comes with the answer of the server"),
    "help_sent": _("Help is called"),
    "help_lead": _("Keep the screen on; the position is sent every 5 s."),
    "help_cancelled": _("Taken back"),
    "help_cancelled_lead": _(
        "The call stays in the log. A command post still confirms that you are well."
    ),
    "help_saved": _("Saved on this phone"),
    "help_server": _("Received by the server"),
    "help_waiting": _("Being sent to the server"),
    "help_offline": _("No network: it is sent as soon as there is one. Call or send an SMS."),
    "help_signed_out": _("Signed out: sign in to send it. Call or send an SMS now."),
    "help_refused": _("The server did not take it. Call now."),
    "help_unkept_sending": _(
        "This phone could not store the call; it is being sent without. Call now."
    ),
    "help_unkept_received": _("This phone could not store the call; the server has it."),
    "help_unkept_unheard": _(
        "This phone could not store the call and nobody has received it. Call now."
    ),
    "help_commander": _("Waiting for a commander to answer"),
    "help_by": _("{name} has answered"),
    "help_no_place": _("position not known"),
    "help_place_hint": _("Allow the position, or say where you are."),
    "help_sure": _("accurate to ±{n} m · {age} old"),
    "help_sms": _("SOS! {who} needs help. {place} ±{near} m, {time}. {number}"),
    "help_sms_nowhere": _("SOS! {who} needs help. Position not known, {time}. {number}"),
    "help_ended": _("Your call {number} was closed: {words}"),
}
