"""The register of vehicles and equipment known one by one: entering one, its readiness."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.timezone import now
from django.utils.translation import gettext as _

from command.core import authority, journal
from command.core.doors import door
from command.core.errors import Conflict, Invalid, NotThere
from command.core.models import Person
from command.core.policies import require
from command.core.rooms import register_room
from resources.actions.capable import read_capabilities
from resources.actions.standing import stand_asset
from resources.actions.teams import LatLon, point_of, require_home
from resources.asset_events import AssetReadied, AssetRegistered
from resources.lifecycle import Readiness
from resources.models import Asset, Supply, Team
from resources.rights import MAY_REGISTER, require_own
from resources.selectors.reading import asset_view, locked_asset


@door
def register_asset(
    *,
    actor: Person | None,
    supply: str,
    name: str,
    region: str,
    base: LatLon | None = None,
    depot: str = "",
    team_id: UUID | None = None,
    capabilities: Sequence[str] = (),
    next_check: date | None = None,
    is_illustrative: bool = False,
    occurred_at: datetime | None = None,
) -> Asset:
    """Enter a vehicle or a piece of equipment in the register of the acting authority.

    ``team_id``: the team whose it is. Raises ``NotPermitted``, ``NotThere``, ``Invalid``, or
    ``Conflict`` when the region has one of that name.
    """
    require_home(actor, region, to=_("register an asset"))
    kind = Supply.objects.filter(code=supply).first()
    if kind is None or kind.is_consumable:
        raise Invalid(_("There is no such vehicle or equipment."), supply=supply)
    if not name.strip():
        raise Invalid(_("An asset has a name or a number of its own."))
    asset = Asset(
        supply=kind,
        name=name.strip(),
        region_id=region,
        base=point_of(base),
        depot=depot.strip(),
        team=_team(team_id),
        capabilities=read_capabilities(capabilities),
        next_check=next_check,
        is_illustrative=is_illustrative,
        readiness_at=occurred_at or now(),
    )
    try:
        with transaction.atomic():
            asset.save(force_insert=True)
    except IntegrityError:
        raise Conflict(_("There is an asset of that name."), name=name, region=region) from None
    stand_asset(asset)
    journal.append(
        AssetRegistered(
            asset_id=str(asset.pk),
            name=asset.name,
            region=region,
            supply_name=[kind.name_zh, kind.name_en],
        ),
        room=register_room(region, asset.exercise_id),
        actor=actor,
        changed=asset_view(asset.pk),
        occurred_at=occurred_at,
    )
    return asset


@door
def ready_asset(
    *,
    actor: Person | None,
    asset_id: UUID,
    readiness: str,
    reason: str = "",
    occurred_at: datetime | None = None,
) -> Asset:
    """Say whether an asset may be called: ready, resting or unavailable.

    One that is out stays out; what was said counts when it is home.
    """
    asset = locked_asset(asset_id)
    require(actor, MAY_REGISTER, to=_("change an asset"), region=asset.region_id)
    require_own(asset.origin, to=_("change an asset"))
    if readiness not in Readiness.values:
        raise Invalid(_("There is no such readiness."), readiness=readiness)
    asset.readiness = readiness
    asset.readiness_at = occurred_at or now()
    asset.save(update_fields=["readiness", "readiness_at"])
    stand_asset(asset)
    journal.append(
        AssetReadied(
            asset_id=str(asset.pk), name=asset.name, readiness=readiness, reason=reason
        ),
        room=register_room(asset.region_id, asset.exercise_id),
        actor=actor,
        changed=asset_view(asset.pk),
        occurred_at=occurred_at,
    )
    return asset


def _team(team_id: UUID | None) -> Team | None:
    """Return the team of the same authority and world. Raises ``NotThere``."""
    if team_id is None:
        return None
    mine = Team.objects.filter(origin=authority.current(), exercise=authority.exercise())
    team = mine.filter(pk=team_id).first()
    if team is None:
        raise NotThere(_("There is no such team."), team=str(team_id))
    return team
