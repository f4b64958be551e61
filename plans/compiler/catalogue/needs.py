"""Faults of what a plan takes, asks for and offers."""

from django.utils.translation import gettext_lazy as _

from plans.compiler.catalogue.entry import Entry

ENTRIES = (
    Entry(
        "E401",
        _("Unknown thing"),
        _("“%(what)s” is neither a kind of team nor a code of supplies."),
        _("Nobody can tell what is meant."),
        _("Choose a kind of team or an item of the supplies list."),
    ),
    Entry(
        "E402",
        _("More than the city has"),
        _("At one time %(needed)s %(what)s are needed of the city's own, which has %(have)s"
          " (steps %(steps)s)."),
        _("Some of these steps would go without."),
        _("Need less, do the steps one after the other, or take %(missing)s from a neighbour"
          " who promises them."),
    ),
    Entry(
        "E403",
        _("More than a neighbour has promised"),
        _("%(needed)s %(what)s are counted on from %(city)s, whose plans in force promise"
          " %(have)s (steps %(steps)s)."),
        _("Without a promise the neighbour may need them itself."),
        _("Agree with %(city)s on an offer of %(missing)s more in a plan of theirs, or need"
          " less."),
    ),
    Entry(
        "E404",
        _("A capability that is not on the list"),
        _("“%(capability)s” is not a capability of %(what)s."),
        _("Nothing could ever meet it."),
        _("Choose a capability that the list has for this kind."),
    ),
    Entry(
        "E405",
        _("Asked of oneself"),
        _("The city cannot ask, or promise, itself anything."),
        _("An agreement takes two cities."),
        _("Name one of the other three cities."),
    ),
    Entry(
        "E406",
        _("Promised more than there is"),
        _("%(promised)s %(what)s are promised to neighbours, but the city has %(have)s."),
        _("The neighbours build their plans on it."),
        _("Promise at most %(have)s."),
    ),
    Entry(
        "E407",
        _("Asked for a step that is not there"),
        _("This is asked for step %(missing)s, which is not in the plan."),
        _("Whoever receives the aid would not know what it is for."),
        _("Name a step of the plan, or leave it empty."),
    ),
    Entry(
        "W401",
        _("Asked, but not promised"),
        _("Of %(quantity)s %(what)s asked of %(city)s, %(promised)s are promised in time."),
        _("In the hour of need the rest may not come."),
        _("Speak with %(city)s about an offer in a plan of theirs."),
    ),
    Entry(
        "W402",
        _("Everything is promised away"),
        _("All %(have)s %(what)s of the city are promised to neighbours."),
        _("Nothing would be left for an event at home."),
        _("Keep a reserve."),
    ),
)  # fmt: skip
