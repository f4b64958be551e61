"""The sections of the handover page that this floor knows: incidents, responses, orders."""

from datetime import datetime, timedelta

from django.db.models import Q
from django.utils.timezone import localtime, now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from command.core import regions
from command.core.policies import within
from command.core.times import iso
from command.core.tongues import is_english
from incidents import words
from incidents.lifecycle import ENDED
from incidents.messaging.models import Addressee, Instruction, Message, PhoneCall
from incidents.messaging.selectors.cards import cards, with_all
from incidents.messaging.selectors.instructions import Status
from incidents.messaging.targets import label_of
from incidents.models import Incident, ResponseState
from incidents.reports.selectors.clocks import clocks_of_all
from incidents.roster.sections import Line, Section, enter
from incidents.warnings.models import WarningVersion
from incidents.warnings.selectors.sight import cards as cards_of_warnings
from incidents.warnings.selectors.sight import every

MOST = 50
DAY = timedelta(hours=24)


def open_incidents(region: str) -> list[Line]:
    """Return the incidents of the authority, or led by it, that have not ended."""
    rows = Incident.objects.filter(
        within(region, "region_id") | Q(state__lead_authority=region), exercise__isnull=True
    )
    rows = rows.exclude(state__status__in=ENDED).select_related("state", "region")
    return [
        Line(
            text=f"{row.number} {row.title}",
            detail=" · ".join(
                [row.region.name, words.grade(row.state.grade), row.state.get_status_display()]
            ),
            since=iso(row.reported_at),
        )
        for row in rows.order_by("state__grade", "reported_at")[:MOST]
    ]


def responses(region: str) -> list[Line]:
    """Return the responses in force in the territory; late is one past its expected end."""
    rows = ResponseState.objects.filter(
        within(region, "jurisdiction_id"), level__isnull=False, incident__exercise__isnull=True
    )
    return [
        Line(
            text=_("%(region)s: level %(level)s response, %(matter)s")
            % {
                "region": regions.name(row.jurisdiction_id),
                "level": words.level(row.level),
                "matter": row.matter,
            },
            detail=_("expected until %s") % f"{localtime(row.expected_until):%m-%d %H:%M}"
            if row.expected_until
            else "",
            since=iso(row.updated_at),
            is_late=row.expected_until is not None and row.expected_until < now(),
        )
        for row in rows.order_by("level", "jurisdiction_id")[:MOST]
    ]


def warnings(region: str) -> list[Line]:
    """Return the warnings in force of the authority, or that were sent to it."""
    to_here = WarningVersion.objects.filter(addressed__contains=[region]).values("warning")
    rows = every().filter(within(region, "region_id") | Q(pk__in=to_here))
    shown = cards_of_warnings(rows.filter(exercise__isnull=True), limit=MOST)
    english = is_english()
    return [
        Line(
            text=(card.headline_en if english else "") or card.headline,
            detail=_("until %s") % _clock(card.expires_at) if card.expires_at else "",
            since=card.issued_at,
        )
        for card in shown
        if card.state == "in_force"
    ]


def clocks(region: str) -> list[Line]:
    """Return the reports that the authority's incidents still owe, the most urgent first."""
    rows = Incident.objects.filter(within(region, "region_id"), exercise__isnull=True)
    rows = rows.exclude(state__status__in=ENDED).select_related("state", "exercise")
    return [
        Line(
            text=f"{card.says} · {card.what}",
            detail=f"{card.stands} · {card.incident_title}",
            since=card.due_at,
            is_late=card.is_late,
        )
        for card in clocks_of_all(rows[:MOST])
        if card.met_at is None
    ]


def open_orders(region: str) -> list[Line]:
    """Return the orders from or to the authority that somebody has not answered."""
    to_here = Addressee.objects.filter(region=region).values("message")
    to_us = Addressee.objects.filter(person__origin=region).values("message")
    rows = with_all().filter(
        Q(origin=region) | Q(pk__in=to_here) | Q(pk__in=to_us),
        kind=Message.Kind.ORDER,
        state__awaits=True,
        exercise__isnull=True,
    )
    return [
        Line(
            text=f"{card.number} {card.text[:80]}",
            detail=_("no receipt from %s")
            % _(", ").join(label_of(one) for one in card.to if not one["answered"]),
            since=card.sent_at,
            is_late=card.rung > 0,
        )
        for card in cards(rows.order_by("sent_at")[:MOST])
    ]


def instructions(region: str) -> list[Line]:
    """Return the leaders' instructions that are not closed."""
    rows = Instruction.objects.filter(origin=region, exercise__isnull=True)
    rows = rows.exclude(state__status=Status.CLOSED).select_related("state", "leader")
    waits = {Status.GIVEN, Status.FORWARDED}
    return [
        Line(
            text=f"{row.leader.name}: {row.text[:80]}",
            detail=str(row.state.get_status_display()),
            since=iso(row.given_at),
            is_late=row.state.status in waits and row.feedback_due < now(),
        )
        for row in rows.order_by("feedback_due")[:MOST]
    ]


def calls(region: str) -> list[Line]:
    """Return the calls of the last day of which nothing has come yet; not who called."""
    rows = PhoneCall.objects.filter(
        origin=region, exercise__isnull=True, result="", at__gt=now() - DAY
    )
    return [
        Line(text=row.content[:80], detail=row.proposal[:80], since=iso(row.at))
        for row in rows.order_by("at")[:MOST]
    ]


def _clock(value: str) -> str:
    return f"{localtime(datetime.fromisoformat(value)):%m-%d %H:%M}"


def fill() -> None:
    """Enter the sections of this floor."""
    nothing = gettext_lazy("None.")
    for order, key, title, gather in (
        (10, "incidents", gettext_lazy("Open incidents"), open_incidents),
        (20, "responses", gettext_lazy("Responses in force"), responses),
        (25, "warnings", gettext_lazy("Warnings in force"), warnings),
        (30, "clocks", gettext_lazy("Reports owed, with their times"), clocks),
        (50, "orders", gettext_lazy("Orders without receipt"), open_orders),
        (60, "instructions", gettext_lazy("Leaders' instructions not closed"), instructions),
        (70, "calls", gettext_lazy("Phone calls without a result"), calls),
    ):
        enter(Section(key=key, title=title, none=nothing, gather=gather, order=order))
