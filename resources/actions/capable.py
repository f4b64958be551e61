"""Capabilities: reading codes, and whether a thing has what is asked for."""

from collections.abc import Iterable, Mapping, Sequence

from django.utils.translation import gettext as _

from command.core.errors import Conflict, Invalid
from resources.models import Asset, Capability, Deployment, Stock, Team

Thing = Team | Asset | Stock
MOST = 20  # capabilities of one thing, or asked for at once


def read_capabilities(codes: Sequence[str]) -> list[str]:
    """Return the codes in order and once each. Raises ``Invalid`` for one that is unknown."""
    wanted = sorted(set(codes))
    if not wanted:
        return []
    known = set(Capability.objects.filter(code__in=wanted).values_list("code", flat=True))
    unknown = [code for code in wanted if code not in known]
    if unknown or len(wanted) > MOST:
        raise Invalid(_("There is no such capability."), capabilities=unknown or wanted)
    return wanted


def abilities() -> dict[str, list[str]]:
    """Return by what each capability is given. One query."""
    return dict(Capability.objects.values_list("code", "given_by"))


def able_to(
    what: str, own: Iterable[str], given_by: Mapping[str, Iterable[str]] | None = None
) -> set[str]:
    """Return all that a thing of the kind ``what`` with ``own`` capabilities can do.

    ``given_by`` are the ``abilities``, where many are asked for; else one query.
    """
    brings = {what, *own}
    given_by = abilities() if given_by is None else given_by
    while more := {
        code
        for code, by in given_by.items()
        if code not in brings and not brings.isdisjoint(by)
    }:
        brings |= more
    return brings - {what}


def lacking(thing: Thing, asked: Iterable[str]) -> list[str]:
    """Return which of the capabilities asked for a thing does not have."""
    wanted = set(asked)
    if not wanted:
        return []
    what = thing.kind if isinstance(thing, Team) else thing.supply_id
    own = [] if isinstance(thing, Stock) else thing.capabilities
    return sorted(wanted - able_to(what, own))


def judge_capable(deployment: Deployment, asked: Iterable[str], despite: str) -> None:
    """Note on a new deployment what its thing lacks, and why it is sent all the same.

    Raises ``Conflict`` when it lacks something and nobody has said why.
    """
    thing = deployment.team or deployment.asset or deployment.stock
    assert thing is not None
    missing = lacking(thing, asked)
    if missing and not despite.strip():
        raise Conflict(
            _("It lacks a capability that was asked for: %(codes)s. Say why it goes anyway.")
            % {"codes": ", ".join(missing)},
            lacks=missing,
        )
    deployment.lacks = missing
    deployment.remark = despite.strip() if missing else ""
