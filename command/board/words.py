"""The words that scripts need, from the one catalogue that templates use."""

from django.utils.translation import gettext as _
from django.utils.translation import pgettext


def for_scripts() -> dict[str, str]:
    """Return the sentences of the scripts; ``{n}`` and its like are filled in there."""
    return {
        "now": _("now"),
        "seconds": _("{n} s"),
        "never_heard": _("never heard"),
        "minutes": _("{n} min"),
        "minutes_seconds": _("{n} min {s} s"),
        "hours_minutes": _("{n} h {m} min"),
        "days": _("{n} d"),
        "ago": _("{age} ago"),
        "old": _("data {age} old"),
        "unacknowledged": _("unacknowledged {age}"),
        "oldest": _("oldest {age}"),
        "open_for": _("open {age}"),
        "live": _("Live"),
        "connecting": _("Connecting"),
        "reconnecting": _("Reconnecting"),
        "attempt": _("try {n} · {s} s"),
        "offline": _("Offline"),
        "late": _("No answer"),
        "signedout": _("Signed out"),
        "caught_up": _("caught up {n}"),
        "new_items": _("{n} new"),
        "failed": _(
            "This panel could not be refreshed since {time}. It shows what was known then."
        ),
        "retry": _("Try again"),
        "replay": _("Replay {time} · not the present picture"),
        "looking": _("{n} looking"),
        "editing": _("{name} is editing {field}"),
        "done": _("Done."),
        "refused": _("Refused."),
        "not_sent": _("Not sent: the server cannot be reached. Nothing has changed."),
        "working": _("Working…"),
        "printing": _("The paper is being set…"),
        "printing_long": _("The paper is long. You can go on working here meanwhile."),
        "close": _("Close"),
        "silence": _("Silence {n} s"),
        "silent": _("Silent {n} s"),
        "bar_owns_a": _(
            "A belongs to the alarm while it is up: press it again to take the alarm over."
        ),
        "new_alarm": _("New alarm. {n} unacknowledged, the gravest: {what}"),
        "alarms_folded": _("{n} more facts about alarms; all are in the log"),
        "bar_has_a": _("The alarm bar has this key now"),
        "silenced": _("Sound is off for {n} s; the alarm stays."),
        "on_scene": _("on scene {n}"),
        "en_route": _("en route {n}"),
        "tile_free": _("free: {n}"),
        "tile_none": _("nothing free"),
        "warned_until": _("until {at}"),
        "state_on_scene": _("on scene"),
        "state_en_route": _("en route"),
        "state_standby": _("standby"),
        "state_lost": _("lost"),
        "state_late": pgettext("position", "late"),
        "give_task": _("Give a task"),
        "unit_battery": _("battery {n} %"),
        "unit_eta": _("arrives in {n} min ({low} to {high})"),
        "unit_line": _("reckoned along a straight line"),
        "unit_closed": _("no open road leads there"),
    }
