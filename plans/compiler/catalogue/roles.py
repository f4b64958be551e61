"""Faults of roles: who does it."""

from django.utils.translation import gettext_lazy as _

from plans.compiler.catalogue.entry import Entry

ENTRIES = (
    Entry(
        "E201",
        _("Step without a role"),
        _("Nobody is named to carry out step %(step)s."),
        _("Its order would go to nobody."),
        _("Choose a role for the step."),
    ),
    Entry(
        "E202",
        _("A role that is not in the plan"),
        _("Step %(step)s falls to role %(role)s, which is not in the plan."),
        _("Its order would go to nobody."),
        _("Add role %(role)s, or choose another."),
    ),
    Entry(
        "E203",
        _("A role without an owner"),
        _("Role %(role)s does not say which post or kind of organisation fills it."),
        _("Nobody can be found for it."),
        _("Choose a post, or a kind of organisation, as its owner."),
    ),
    Entry(
        "E204",
        _("Nobody fills the role"),
        _("In %(region)s there is nobody for role %(role)s (%(owner)s); steps: %(steps)s."),
        _("The steps that fall to it would be left without anybody."),
        _("Register the organisation, or give somebody the post, in %(region)s; or choose"
          " another owner or region."),
    ),
    Entry(
        "W201",
        _("One person in many roles"),
        _("%(person)s alone fills %(count)s roles: %(roles)s."),
        _("Who must do five things at once does one of them."),
        _("Give some of the roles to others."),
    ),
    Entry(
        "W202",
        _("A role that nothing falls to"),
        _("No step and no notice names role %(role)s."),
        _("It may be left over, or a step may have been forgotten."),
        _("Use the role, or take it out."),
    ),
    Entry(
        "W203",
        _("A role without a name"),
        _("Role %(role)s has no name."),
        _("People read names, not keys."),
        _("Give the role a name in Chinese and in English."),
    ),
    Entry(
        "W204",
        _("Nobody there to receive the order"),
        _("%(owner)s in %(region)s has nobody with a duty now, so role %(role)s hears of"
          " nothing."),
        _("The order would lie there unread until somebody asks."),
        _("Give somebody of that organisation a duty."),
    ),
)  # fmt: skip
