"""The words of the scripts of the outbox."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

WORDS: Mapping[str, object] = {
    # What an item is.
    "box_help": _("Call for help"),
    "box_help_voice": _("Voice note of the call for help"),
    "box_help_cancel": _("Call for help taken back"),
    "box_step": _("Status: {what}"),
    "box_step_block": _("Blocked: {what}"),
    "box_step_reject": _("Order refused: {what}"),
    "box_step_suspend": _("Work stopped: {what}"),
    "box_step_report": _("Progress: {what}"),
    "box_tick_done": _("Checklist: item done"),
    "box_tick_open": _("Checklist: tick taken away"),
    "box_check_in": _("Check-in: all well"),
    "box_read": _("Message read"),
    "box_read_back": _("Order read back"),
    "box_message": _("Message: {what}"),
    "box_report": _("Report"),
    "box_people": _("People: {what}"),
    "box_evacuated": _("evacuated {n}"),
    "box_remaining": _("remaining {n}"),
    "box_injured": _("injured {n}"),
    "box_dead": _("dead {n}"),
    "box_missing": _("missing {n}"),
    "box_road_open": _("Road: open"),
    "box_road_difficult": _("Road: difficult"),
    "box_road_blocked": _("Road: blocked"),
    "box_hazards": _("Hazards marked: {n}"),
    "box_voice": pgettext_lazy("file", "Voice"),
    "box_photo": pgettext_lazy("file", "Photo"),
    "box_video": pgettext_lazy("file", "Video"),
    # Where it stands.
    "box_state_held": pgettext_lazy("outbox", "Can be taken back"),
    "box_state_waiting": pgettext_lazy("outbox", "To be sent"),
    "box_state_sending": pgettext_lazy("outbox", "Being sent"),
    "box_state_conflict": pgettext_lazy("outbox", "With the liaison"),
    "box_state_rejected": pgettext_lazy("outbox", "Not accepted"),
    "box_state_delivered": pgettext_lazy("outbox", "Delivered"),
    "box_state_part": pgettext_lazy("outbox", "sent {percent} %"),
    "box_state_paused": pgettext_lazy("outbox", "Paused {percent} %"),
    "box_state_examining": pgettext_lazy("outbox", "Being examined"),
    "box_state_refused": pgettext_lazy("outbox", "File refused"),
    "box_state_other": _("Waits for {name}"),
    # About it.
    "box_made": _("done {time}"),
    "box_received": _("received {time}"),
    "box_offset": _("clock of the phone corrected"),
    "box_accuracy": _("position ±{n} m"),
    "box_bytes": _("{sent} of {size}"),
    "box_resumes": _("goes on where it stopped"),
    "box_tries": _("tried {n} times"),
    "box_conflict_why": _(
        "Newer information disagrees. The liaison of your city decides;"
        " it stays here until then."
    ),
    "status_large": _("It is larger than the server takes."),
    "status_other": _("The server did not take it (answer {n})."),
    "box_needs_sign_in": _("Sign in again to send. Everything is kept on this phone."),
    "box_of_others": _(
        "{n} were done by somebody else on this phone. They go out when that person signs in."
    ),
    "box_empty": _("Nothing waits. The command post has everything."),
    "box_last": _("last synchronised {time}"),
    "box_never": _("not synchronised yet"),
    "box_space": _("Only {free} MB are free on this phone. Make room before taking photos."),
    "box_removed": _("Removed from this phone."),
    "box_remove_open": _("The command post does not have this. It cannot be brought back."),
    "box_remove_delivered": _(
        "The command post has this. It only leaves the list of this phone."
    ),
    "box_remove_file": _(
        "The command post has the note of it, but not the whole file."
        " It cannot be brought back."
    ),
    "box_not_now": _("It is being sent just now. Try again in a moment."),
    "box_outdated": _("Another tab runs a newer version. Load this page again."),
}
