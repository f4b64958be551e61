"""The words of the scripts of photo, map, voice and position."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

WORDS: Mapping[str, object] = {
    # Photo and video.
    "photo_taken": _("{n} taken on this phone"),
    "photo_waiting": _("{n} not sent completely"),
    "photo_all_there": _("the command post has all of them"),
    "photo_place": _("position ±{n} m"),
    "photo_no_place": _("position not known"),
    "photo_bearing": _("looking {deg}° {direction}"),
    "photo_blind": _("This phone cannot show it ({size}). It is sent as it is."),
    "photo_more": _("{n} more to look at after this one."),
    "photo_no_compass": _(
        "The compass is not allowed: say in words which way it looks, or allow motion and"
        " direction for this site in the settings."
    ),
    "photo_nothing": _(
        "Nothing was taken. If the camera did not open, allow it for the browser in the"
        " settings of this phone, or choose “From this phone”."
    ),
    "photo_saved": _("Saved on this phone. The small picture goes out first."),
    # Voice.
    "voice_hold": _("Hold to speak, or tap"),
    "voice_asking": _("Asking for the microphone …"),
    "voice_stop": _("■ Stop · {time} of 1:00"),
    "voice_listen": _("Listen · {time}"),
    "voice_discard": pgettext_lazy("voice", "Discard"),
    "voice_unable": _("This browser cannot record here (it needs https). Write it instead."),
    "voice_refused": _(
        "The microphone is not allowed. Allow it for this site in the settings of the browser,"
        " or write it instead."
    ),
    "voice_none": _("This phone has no microphone that the browser can use."),
    "voice_busy": _("Another application is using the microphone. End the call and try again."),
    "voice_unheard": _("It cannot be played here. It is sent all the same."),
    # Position and action mode.
    "position_now": _("Position ±{n} m, just now"),
    "position_known": _("Position ±{n} m, {age} ago"),
    "position_old": _("⚠ Position ±{n} m, {age} old"),
    "position_wanted": _("Looking for the position of this phone …"),
    "position_denied": _(
        "⚠ No position: not allowed. Allow it for this site in the settings of the browser."
    ),
    "position_unavailable": _("⚠ No position: nothing is received here. Go into the open."),
    "position_unable": _("⚠ This browser tells no position here (it needs https)."),
    "action_mode": _("Action mode: screen stays on"),
    "action_off": _(
        "Your position goes out only while this application is open in front and the screen is"
        " on. Action mode keeps the screen on; it costs battery."
    ),
    "action_on": _(
        "The screen stays on. Do not lock the phone and do not change to another application:"
        " then nothing is sent, and after 2 minutes the command post sees you as lost."
    ),
    "action_lost": _(
        "The phone did not keep the screen on (battery saver?). Touch the screen from time to"
        " time, or switch the battery saver off."
    ),
    "action_unable": _(
        "This browser cannot keep the screen on. Set the screen time-out of the phone to never,"
        " and keep this application in front."
    ),
    # Map.
    "map_to": _("{name}: {much} {unit} {direction}"),
    "map_no_task": _("No order with a place. The map shows where you are."),
    "map_kept": _("Area stored on this phone: {time}"),
    "map_not_kept": _("The area of this order is not stored yet: it needs a network once."),
    "map_schematic": _("Schematic map, not for demarcation"),
    "map_approval": _("Map approval {number}"),
    "map_me": _("Here I am"),
    "map_nothing": _("Nothing dangerous is reported around here as of {time}."),
    "map_until": _("until {time}"),
    "map_since": _("since {time}"),
    "map_road_open": _("Road open"),
    "map_road_difficult": _("Road difficult"),
    "map_road_blocked": _("Road blocked"),
    "map_tiles": _("Map sheets stored: {n} of {all}"),
}
