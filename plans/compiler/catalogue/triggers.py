"""Faults of triggers and of other conditions."""

from django.utils.translation import gettext_lazy as _

from plans.compiler.catalogue.entry import Entry

ENTRIES = (
    Entry(
        "E601",
        _("Conditions that exclude each other"),
        _("These cannot hold at the same time: %(conditions)s."),
        _("It would never come true."),
        _("Change one of the two, or make two triggers of them."),
    ),
    Entry(
        "E602",
        _("Unknown sensor"),
        _("There is no sensor “%(sensor)s”."),
        _("Its reading would never come."),
        _("Choose a sensor as station and quantity, like D-ZJF.H."),
    ),
    Entry(
        "E603",
        _("No such level"),
        _("%(value)s is no level: they go from 1 (gravest) to 4."),
        _("No event, warning or response could ever meet it."),
        _("Choose a level from 1 to 4."),
    ),
    Entry(
        "E604",
        _("Trigger without a condition"),
        _("Trigger %(trigger)s has no condition."),
        _("It would always hold, so the plan would be suggested for everything."),
        _("Say when it holds, or take it out."),
    ),
    Entry(
        "E605",
        _("Condition without a question"),
        _("Somebody must say whether this holds, but nobody is asked anything."),
        _("Whoever decides must know what about."),
        _("Write the question."),
    ),
    Entry(
        "W601",
        _("No trigger"),
        _("The plan does not say when it is to be activated."),
        _("It will not be suggested; somebody must think of it."),
        _("Add a trigger, for instance by the grade of the event."),
    ),
    Entry(
        "W602",
        _("A step that is never reached"),
        _("Step %(step)s asks for %(conditions)s, which excludes what the plan is activated"
          " by."),
        _("When the plan is at work, the step waits for what can hardly come."),
        _("Change the condition of the step, or the trigger."),
    ),
    Entry(
        "W603",
        _("The same trigger twice"),
        _("Trigger %(trigger)s says the same as %(other)s."),
        _("One of them may have been meant otherwise."),
        _("Change one, or take it out."),
    ),
)  # fmt: skip
