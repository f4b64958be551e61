"""Who may do what with a report."""

from django.utils.translation import gettext as _

from command.core import regions
from command.core.errors import Invalid, NotPermitted
from command.core.models import Duty, Person
from command.core.policies import DESK, Post, duties_of, require
from command.core.times import running
from incidents.models import Incident
from incidents.reports.lifecycle import STATE_COUNCIL, UPWARDS
from incidents.reports.models import Report
from incidents.reports.selectors.course import places

WRITING = DESK | {Post.PLANNER}


def sender_of(actor: Person | None, incident: Incident, given: str | None) -> str:
    """Return who reports: as given, else the lowest level at whose desk ``actor`` works.

    Raises ``Invalid`` when that level has no part in the incident, ``NotPermitted`` when it
    is not the actor's to speak for.
    """
    chain = places(incident)
    levels = [chain[level] for level in UPWARDS[:3] if level in chain]
    if given is not None and given not in levels:
        raise Invalid(
            _("This authority stands at no level above the incident."), field="sender"
        )
    held = _held(actor) if actor is not None else set(levels)
    sender = given or next((code for code in levels if code in held), levels[0])
    if actor is not None:
        require_own(actor, sender, to=_("report for this authority"))
    return sender


def require_own(
    actor: Person | None, sender: str, *, to: str, posts: frozenset[Post] = WRITING
) -> None:
    """Raise ``NotPermitted`` unless ``actor`` holds a post in the authority that reports.

    Nobody reports, reviews or signs for another authority, also not from above.
    """
    require(actor, posts, to=to, region=sender)
    if actor is not None and actor.origin != regions.city_of(sender):
        raise NotPermitted(
            _("A report is its own authority's: others may not %(act)s.") % {"act": to},
            region=sender,
            to=to,
        )


def addressees_of(
    incident: Incident, sender: str, given: list[str] | None, skip_reason: str
) -> list[str]:
    """Return to whom a report goes: the next level up unless others are given.

    Raises ``Invalid`` for somebody who is not above, and when a level is passed over or
    more are told at once without a reason.
    """
    chain = places(incident)
    levels = [chain[level] for level in UPWARDS if level in chain]
    above = levels[levels.index(sender) + 1 :]
    if not given:
        return above[:1]
    wanted = list(dict.fromkeys(given))
    if set(wanted) - set(above):
        raise Invalid(
            _("A report goes to the levels above."), field="addressees", allowed=above
        )
    if wanted != above[:1] and not skip_reason.strip():
        raise Invalid(
            _("Say why the level above is passed over, or more than one is told."),
            field="skip_reason",
        )
    return [code for code in above if code in wanted]


def require_other(
    actor: Person | None,
    report: Report,
    did: set[object],
    *,
    to: str,
    posts: frozenset[Post] = DESK,
) -> None:
    """Raise ``NotPermitted`` when ``actor`` did an earlier step and somebody else is there.

    Author, reviewer and signer are three people where the authority has that many.
    """
    if actor is None or actor.pk not in did:
        return
    others = Duty.objects.filter(
        running(),
        post__in=posts,
        person__is_active=True,
        region=report.sender_id,
        person__origin=report.origin,
    )
    if others.exclude(person__in=[key for key in did if key]).exists():
        raise NotPermitted(
            _("Who has drafted or reviewed it does not %(act)s; another person must.")
            % {"act": to},
            to=to,
        )


def require_addressee(actor: Person | None, report: Report, to: str) -> None:
    """Raise ``NotPermitted`` unless ``actor`` works at the desk of the addressee.

    The State Council has no seat here: the sender records that it has the report.
    """
    act = _("acknowledge a report")
    if to == STATE_COUNCIL:
        require_own(actor, report.sender_id, to=act, posts=DESK)
    elif actor is not None and to not in _held(actor):
        raise NotPermitted(
            _("Only the desk of %(where)s may %(act)s.")
            % {"where": regions.name(to), "act": act},
            region=to,
            to=act,
        )


def _held(actor: Person) -> set[str]:
    held = duties_of(actor).filter(post__in=WRITING, region__isnull=False)
    return {str(code) for code in held.values_list("region_id", flat=True)}
