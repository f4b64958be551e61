"""Faults of steps and of their order."""

from django.utils.translation import gettext_lazy as _

from plans.compiler.catalogue.entry import Entry

ENTRIES = (
    Entry(
        "E101",
        _("Steps in a circle"),
        _("These steps wait for each other: %(circle)s."),
        _("None of them would ever be issued."),
        _("Take one of the names out of “after” of one of these steps."),
    ),
    Entry(
        "E102",
        _("Waits for a step that is not there"),
        _("Step %(step)s waits for %(missing)s, which is not in the plan."),
        _("It would never be issued."),
        _("Add step %(missing)s, or take the name out of “after”."),
    ),
    Entry(
        "E103",
        _("Waits for a step of another level"),
        _("At level %(levels)s step %(step)s waits for %(before)s, which is not made there."),
        _("At that level it would wait for ever."),
        _("Let %(before)s be made at these levels too, or let %(step)s not wait for it."),
    ),
    Entry(
        "E104",
        _("Step without a title"),
        _("Step %(step)s has no title."),
        _("The order that is made of it must say in a line what is to be done."),
        _("Give it a title that begins with a verb."),
    ),
    Entry(
        "E105",
        _("No steps"),
        _("The plan has no steps."),
        _("Its activation would give no orders."),
        _("Write at least one step with a role and a deadline."),
    ),
    Entry(
        "W101",
        _("No English title"),
        _("Step %(step)s has no English title."),
        _("On English screens it is shown in Chinese."),
        _("Translate the title."),
    ),
    Entry(
        "W102",
        _("No checklist"),
        _("Step %(step)s has no checklist."),
        _("Whoever carries it out cannot tick off what belongs to it, and nobody can check."),
        _("Write down two to six things that must be seen to."),
    ),
    Entry(
        "W103",
        _("No deadline"),
        _("Step %(step)s has no deadline."),
        _("It can never be late, so nobody will be reminded."),
        _("Say in how many minutes from the order it must be done."),
    ),
    Entry(
        "W104",
        _("A level without steps"),
        _("At response level %(level)s nothing is to be done."),
        _("Whoever activates the plan at that level gives no orders."),
        _("Mark the steps that belong to level %(level)s."),
    ),
)
