"""Faults of notices: who is told."""

from django.utils.translation import gettext_lazy as _

from plans.compiler.catalogue.entry import Entry

ENTRIES = (
    Entry(
        "E501",
        _("Notice to nobody known"),
        _("Notice %(notice)s goes to “%(to)s”, which is not there."),
        _("It would be sent to nobody."),
        _("Choose a role of the plan, a post, a kind of organisation or a list of contacts."),
    ),
    Entry(
        "E502",
        _("No such list of contacts"),
        _("The city has no contacts in the list “%(to)s”."),
        _("Those who must be told would hear nothing."),
        _("Enter the contacts of the list with their telephones, or choose another list."),
    ),
    Entry(
        "E503",
        _("Notice without words"),
        _("Notice %(notice)s says nothing."),
        _("An empty message tells nobody anything."),
        _("Write what has happened and what is to be done, in one or two sentences."),
    ),
    Entry(
        "W501",
        _("Notice that reaches nobody"),
        _("Nobody is there now to receive notice %(notice)s (%(to)s in %(region)s)."),
        _("It would be sent to nobody."),
        _("Give somebody the post, or choose another addressee."),
    ),
    Entry(
        "W502",
        _("No English words"),
        _("Notice %(notice)s has no English words."),
        _("On English screens it is shown in Chinese."),
        _("Translate it."),
    ),
)
