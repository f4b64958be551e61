"""The words of the scripts of the shell, tasks, report, messages and profile."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

FIRST = {
    # The chip and the strip of the network.
    "net_live": pgettext_lazy("network", "Online"),
    "net_offline": pgettext_lazy("network", "Offline"),
    "net_sending": pgettext_lazy("network", "Sending"),
    "net_signed_out": pgettext_lazy("network", "Signed out"),
    "net_waiting": _("{n} to be sent"),
    "strip_offline": _("No network for {time}"),
    "strip_stored": _("{n} stored on this phone, sent by themselves later"),
    "strip_nothing": _("all that you do is stored here and sent later"),
    "strip_signed_out": _("Signed out. Everything is kept on this phone."),
    "strip_sign_in": _("Sign in to send"),
    "seconds": _("{n} s"),
    "minutes_seconds": _("{n} min {s} s"),
    "hours_minutes": _("{n} h {m} min"),
    "days": _("{n} d"),
    # A task.
    "due_by": _("to be done by {time}"),
    "no_deadline": _("no deadline"),
    "left": pgettext_lazy("time", "left"),
    "late": pgettext_lazy("time", "late"),
    "no_place": _("no place given"),
    "no_position": _("the position of this phone is not known"),
    "level": _("grade {n}"),
    "by_whom": _("{number} · {name} · ordered at {time}"),
    "order": pgettext_lazy("stage", "Order"),
    "accepted": pgettext_lazy("stage", "Accepted"),
    "on_scene": pgettext_lazy("stage", "On scene"),
    "done": pgettext_lazy("stage", "Done"),
    "not_sent": _("not sent yet"),
    "verb_acknowledge": _("Accept the order"),
    "verb_start": _("On scene, start"),
    "verb_complete": _("Completed"),
    "verb_report": _("Report progress"),
    "verb_block": _("Blocked"),
    "verb_reject": _("Cannot take it"),
    "verb_suspend": _("Danger to life: stop"),
    "otherwise_block": _("Blocked / support"),
    "otherwise_reject": _("Cannot take it"),
    "one_tap": _("recorded at once · undo within 10 s"),
    "recorded": _("Recorded: {what}"),
    "undo": _("Undo ({n})"),
    "undone": _("Taken back."),
    "too_late": _("Too late to take it back: it has been sent."),
    "say_why": _("Say why."),
    "support_wanted": _("Support wanted: {text}"),
    "suspended": _("Work suspended"),
    "blocked": _("Blocked"),
    "check_in_by": _("Say that you are well by {time}"),
    "nothing_next": _("Nothing more to do here. The issuing post verifies it."),
    "more_tasks": _("{title} · and {n} more"),
    "last_sync": _("Last synchronised {time}"),
    "never_sync": _("Not synchronised yet"),
    "state_over": pgettext_lazy("task", "Completed"),
    # Directions, clockwise from north.
    "dir_0": pgettext_lazy("direction", "N"),
    "dir_1": pgettext_lazy("direction", "NE"),
    "dir_2": pgettext_lazy("direction", "E"),
    "dir_3": pgettext_lazy("direction", "SE"),
    "dir_4": pgettext_lazy("direction", "S"),
    "dir_5": pgettext_lazy("direction", "SW"),
    "dir_6": pgettext_lazy("direction", "W"),
    "dir_7": pgettext_lazy("direction", "NW"),
    "saved": _("Saved on this phone. It is sent by itself."),
    "not_saved": _("This phone could not store it. Free some space and try again."),
}
WORDS = {
    **FIRST,
    # Report and messages.
    "nothing_said": _(
        "Nothing is said yet: a number, the road, a hazard, words or your voice."
    ),
    "no_incident": _("There is no incident to report to."),
    "correcting": _("You are correcting a report that was not accepted: {reason}"),
    "write_first": _("Write something first."),
    "from_at": _("{name} · {time}"),
    "read_back_sent": _("Read back, not sent yet"),
    "as_received": _("Read back as received"),
    "message_withdrawn": pgettext_lazy("message", "Withdrawn"),
    "message_read": pgettext_lazy("message", "Read"),
    "message_read_back": pgettext_lazy("message", "Read back"),
    "no_network_now": _("That needs a network. Try again later."),
    # Profile.
    "clock_right": _("The clock of this phone is right (± 2 s)."),
    "clock_ahead": _("The clock of this phone is {time} ahead. Times are corrected."),
    "clock_behind": _("The clock of this phone is {time} behind. Times are corrected."),
    "clock_unknown": _("Not compared with the server yet."),
    "storage": _("{free} free for this application"),
    "storage_low": _("Less than 200 MB are free. Photos may not fit."),
    "storage_kept": _("The browser keeps the data of this application."),
    "storage_loose": _(
        "The browser may clear this data if space runs out. Install the application."
    ),
    "unsent_stay": _(
        "{n} not sent yet: they stay on this phone and go out after the next sign-in."
    ),
    "nothing_unsent": _("Everything has been sent."),
    "session_until": _("Signed in until {time}; offline it can be used for longer."),
}
