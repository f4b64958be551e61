"""When two people change the same thing: both values, and who, and what it was."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from command.core.errors import Conflict
from command.core.models import Person
from incidents.plotting import folds
from incidents.plotting.models import FeatureState, FeatureVersion
from incidents.plotting.selectors import open_to


def refuse_what_met(
    state: FeatureState, base: int, wanted: Mapping[str, Any], actor: Person | None
) -> None:
    """Raise ``Conflict`` for the fields that somebody else has changed since ``base``.

    ``fields`` says of each what is wanted (``yours``), what it is ``now`` and since
    when ``by`` whom, and what it was at the ``base``.
    """
    if base == state.step or not wanted:
        return
    later = FeatureVersion.objects.filter(feature=state.feature_id, step__gt=base)
    meeting: dict[str, dict[str, Any]] = {}
    current = folds.values_of(state)
    for version in later.select_related("actor").order_by("step"):
        for name in set(version.data["changed"]) & set(wanted):
            meeting[name] = {
                "yours": wanted[name],
                "now": current[name],
                "by": version.actor.name if version.actor else "",
                "at": version.occurred_at.isoformat(),
                "base": None,
            }
    if not meeting:
        return
    was = FeatureVersion.objects.filter(
        feature=state.feature_id, step=base, data__visibility__in=sorted(open_to(actor, state))
    ).first()
    for name, met in meeting.items():
        met["base"] = was.data[name] if was else None
    raise Conflict(
        _("Somebody else has changed the same meanwhile."), fields=meeting, version=state.step
    )
