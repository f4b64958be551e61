"""The words that the scripts of the map page need."""

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from incidents.plotting.events import FIELD_NAMES
from incidents.plotting.lifecycle import Style, VersionKind, Visibility


def for_scripts() -> dict[str, str]:
    """Return the sentences; ``{n}`` and its like are filled in there."""
    return {
        "new": _("New drawing, not yet sent"),
        "existing": _("Drawing"),
        "drawn": _("Drawn. Z takes it back."),
        "changed": _("Changed. Z takes it back."),
        "removed": _("Taken off the map. Z takes it back."),
        "restored": _("Restored. Z takes it back."),
        "undone": _("Taken back."),
        "redone": _("Done again."),
        "nothing_to_redo": _("Nothing was taken back that could be done again."),
        "nothing_to_undo": _("Nothing of yours to take back."),
        "no_category": _("Choose a category."),
        "no_shape": _("Draw a shape on the map, or type its coordinates."),
        "wrong_line": _("Line {n} is no position. Write longitude, latitude: 109.795, 40.503"),
        "choose_first": _("Choose a drawing or click on the map."),
        "inside_none": _("Nothing lies within {metres}."),
        "inside": _("Within {metres} of {what}"),
        "position": _("this position"),
        "away": _("{metres} away"),
        "measure": _("Click along the way; Enter ends. {metres}"),
        "hint_point": _("Click where it is. Esc drops it."),
        "hint_line": _("Click along the line, Enter ends it. Esc drops it."),
        "hint_polygon": _("Click around the area, Enter closes it. Esc drops it."),
        "hint_around": _("Click on the map or on a drawing: what lies around it?"),
        "hint_edit": _(
            "Drag the corners or change the coordinates; Enter saves, Esc drops it."
        ),
        "mine": _("Use mine"),
        "theirs": _("Keep theirs"),
        "both": _("Keep both: mine as a copy"),
        "merge": _("Both in one text, to be made one by hand"),
        "back": _("Put it back, with mine"),
        "lost": _("It was taken off the map meanwhile. What you typed is kept."),
        "kept": _("What you typed is kept. Open the drawing again to go on."),
        "taken_up": _("What you had typed is here again."),
        "conflict": _("{by} has changed the same meanwhile."),
        "yours": _("Yours"),
        "now": pgettext("two editors", "Now"),
        "was": _("It was"),
        "points": _("{n} points"),
        "copy": _("copy"),
        "nobody": _("nothing"),
        "row": _("Row {n}: {why}"),
        "imported": _("{n} drawings taken over."),
        "not_geojson": _("This file is not a GeoJSON collection."),
        "gone": _("This drawing is not shown any more."),
        "version": _("Version {n}"),
        "restore": _("Restore this version"),
        "refused": _("Refused."),
        "not_sent": _("Not sent: the server cannot be reached. Nothing has changed."),
        "expired": _("expired"),
        **{f"field_{name}": str(said) for name, said in FIELD_NAMES.items()},
        **{f"kind_{kind}": str(VersionKind(kind).label) for kind in VersionKind.values},
        **{f"visibility_{v}": str(Visibility(v).label) for v in Visibility.values},
        **{f"style_{s}": str(Style(s).label) for s in Style.values},
    }
