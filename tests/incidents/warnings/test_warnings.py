"""Warnings: eight things said, a chain of versions, acknowledgement, expiry."""

from dataclasses import asdict
from datetime import UTC, datetime, timedelta

import pytest
from django.utils.timezone import now

from command.core import journal
from command.core.errors import BadTransition, Conflict, Invalid, NotPermitted, NotThere
from command.core.ids import new_id
from command.core.models import Entry
from incidents.warnings import selectors
from incidents.warnings.actions import (
    acknowledge_warning,
    cancel_warning,
    issue_warning,
    update_warning,
)
from incidents.warnings.models import PublicWarning, WarningAcknowledgement, WarningVersion
from incidents.warnings.tasks import tell_run_out
from tests import make
from tests.incidents.warnings import made
from tests.make import BAOTOU, DALAD, HOHHOT, ORDOS, REGION, ULANQAB, Post
from tests.support.story import whole_story

pytestmark = pytest.mark.django_db


def kinds(room):
    return [entry["kind"] for entry in journal.since(room, 0)]


def fetcher():
    reader = make.person(Post.OBSERVER, REGION)

    def fetch():
        found = selectors.cards(selectors.visible_to(reader))
        duties = selectors.obligation_cards(selectors.obligations_visible_to(reader))
        views = {f"warning.{card.id}": asdict(card) for card in found}
        return views | {f"obligation.{card.id}": asdict(card) for card in duties}

    return fetch


def test_a_warning_is_issued_and_its_headline_follows_the_rule():
    with whole_story("city.150600", fetcher()) as entries:
        warning = made.warning(level=2)
    assert [e["kind"] for e in entries] == ["warning.issued", "obligation.started"]
    version = made.last(warning)
    assert version.headline == "鄂尔多斯市防汛抗旱指挥部发布凌汛灾害橙色预警"
    assert version.identifier.startswith("15060000000200_")
    assert version.area_text == "鄂尔多斯市"
    card = selectors.card(warning)
    assert (card.state, card.level, card.addressed) == ("in_force", 2, [])
    assert card.headline_en.endswith("issues Orange warning: Ice-jam flood")
    assert entries[0]["says"]["en"].startswith("Orange warning: ")


MISSING = [
    ("event_type", ""),
    ("level", None),
    ("onset_at", None),
    ("regions", []),
    ("matters", "  "),
    ("advice", ""),
    ("unit", ""),
    ("issued_at", None),
]


@pytest.mark.parametrize(("field", "nothing"), MISSING)
def test_row_7_a_warning_that_lacks_one_of_the_eight_is_refused_by_name(field, nothing):
    officer = make.person(Post.DUTY_OFFICER, ORDOS)
    before = Entry.objects.count()
    with pytest.raises(Invalid) as refused:
        issue_warning(actor=officer, **made.told(**{field: nothing}))
    assert refused.value.detail["field"] == field
    assert not PublicWarning.objects.exists()
    assert Entry.objects.count() == before


@pytest.mark.parametrize(
    "wrong",
    [
        {"level": 5},
        {"regions": ["159999"]},
        {"unit": "99999900000100"},
        {"event_type": "99Z99"},
        {"expires_at": datetime(2026, 1, 1, tzinfo=UTC)},
        {"more": {"urgency": "soon"}},
        {"more": {"channels": ["PIGEON"]}},
        {"more": {"polygons": [[[40, 109], [41, 109], [41, 110]]]}},
        {"more": {"polygons": [[[40, 109], [41, 109], [41, 110], [40, 111]]]}},
        {"more": {"circles": [[40, 109, -1]]}},
    ],
    ids=str,
)
def test_what_cannot_be_meant_is_refused(wrong):
    with pytest.raises(Invalid):
        issue_warning(actor=make.person(Post.DUTY_OFFICER, ORDOS), **made.told(**wrong))
    assert not PublicWarning.objects.exists()


def test_only_the_desk_of_the_issuing_authority_speaks_in_its_name():
    strangers = [
        make.person(Post.OBSERVER, ORDOS),
        make.person(Post.PLANNER, ORDOS),
        make.person(Post.DUTY_OFFICER, BAOTOU),
        make.person(Post.COMMANDER, REGION),
        make.person(Post.DUTY_OFFICER, DALAD),
    ]
    for stranger in strangers:
        with pytest.raises(NotPermitted):
            issue_warning(actor=stranger, **made.told())
    assert not PublicWarning.objects.exists()
    warning = made.warning()
    for stranger in strangers[3:]:
        with pytest.raises(NotPermitted):
            update_warning(actor=stranger, warning_id=warning.pk, issued_at=now())
        with pytest.raises(NotPermitted):
            cancel_warning(actor=stranger, warning_id=warning.pk, reason="x", issued_at=now())
    assert WarningVersion.objects.count() == 1
    for post in (Post.COMMANDER, Post.LIAISON):
        made.warning(by=make.person(post, ORDOS))


def test_a_warning_goes_from_alert_over_update_to_its_end_and_no_further():
    officer = make.person(Post.DUTY_OFFICER, ORDOS)
    warning = made.warning(by=officer, level=4)
    update_warning(
        actor=officer, warning_id=warning.pk, issued_at=now(),
        changes={"level": 3, "matters": "水位上涨", "regions": [ORDOS, BAOTOU]},
    )  # fmt: skip
    with pytest.raises(Invalid) as refused:
        update_warning(
            actor=officer, warning_id=warning.pk, issued_at=now(), changes={"matters": " "}
        )
    assert refused.value.detail["field"] == "matters"
    with pytest.raises(Invalid):
        cancel_warning(actor=officer, warning_id=warning.pk, reason=" ", issued_at=now())
    cancel_warning(actor=officer, warning_id=warning.pk, reason="险情解除", issued_at=now())

    versions = list(made.fresh(warning).versions.all())
    assert [v.kind for v in versions] == ["alert", "update", "cancel"]
    assert versions[2].headline == "鄂尔多斯市防汛抗旱指挥部解除凌汛灾害黄色预警"
    assert len({v.identifier for v in versions}) == 3
    assert versions[1].advice == made.ADVICE
    for late in (
        lambda: update_warning(actor=officer, warning_id=warning.pk, issued_at=now()),
        lambda: cancel_warning(
            actor=officer, warning_id=warning.pk, reason="x", issued_at=now()
        ),
    ):
        with pytest.raises(BadTransition):
            late()
    assert kinds("city.150600")[-3:] == [
        "warning.issued",
        "warning.updated",
        "warning.cancelled",
    ]
    assert kinds("city.150200")[-2:] == ["warning.addressed", "warning.addressed"]


def test_row_20_a_four_city_warning_is_one_message_with_four_geocodes():
    cities = [HOHHOT, BAOTOU, ORDOS, ULANQAB]
    warning = made.warning(region=REGION, regions=cities)
    assert WarningVersion.objects.count() == 1
    version = made.last(warning)
    national = selectors.serialize_cncap(warning, version).decode()
    assert "<geocode>150100,150200,150600,150900</geocode>" in national
    assert selectors.serialize_cap12(warning, version).count(b"<geocode>") == 4
    assert sorted(version.addressed) == sorted(cities)
    for city in cities:
        assert kinds(f"city.{city}")[-1] == "warning.addressed"


def test_each_addressed_city_acknowledges_each_version_once_with_a_name():
    officer = make.person(Post.DUTY_OFFICER, ORDOS)
    warning = made.warning(by=officer, regions=[ORDOS, BAOTOU], more={"inform": [HOHHOT]})
    baotou = make.person(Post.DUTY_OFFICER, BAOTOU, name="包头值班员")
    acknowledge_warning(actor=baotou, warning_id=warning.pk)
    card = selectors.card(made.fresh(warning))
    assert card.addressed == [HOHHOT, BAOTOU]
    assert card.acknowledged[BAOTOU]["by"] == "包头值班员"

    with pytest.raises(Conflict):
        acknowledge_warning(actor=make.person(Post.LIAISON, BAOTOU), warning_id=warning.pk)
    with pytest.raises(NotPermitted):
        acknowledge_warning(actor=baotou, warning_id=warning.pk, city=HOHHOT)
    with pytest.raises(Invalid):
        acknowledge_warning(actor=officer, warning_id=warning.pk, city=ULANQAB)
    with pytest.raises(NotPermitted):
        acknowledge_warning(actor=make.person(Post.OBSERVER, BAOTOU), warning_id=warning.pk)
    with pytest.raises(NotThere):
        acknowledge_warning(actor=make.person(Post.COMMANDER, ULANQAB), warning_id=warning.pk)
    assert WarningAcknowledgement.objects.count() == 1
    update_warning(actor=officer, warning_id=warning.pk, issued_at=now())
    assert selectors.card(made.fresh(warning)).acknowledged == {}


def test_an_expiry_is_told_once(clocks):
    warning = made.warning(regions=[ORDOS])
    assert tell_run_out() == 0
    clocks.move_to(now() + timedelta(hours=25))
    with whole_story("city.150600", fetcher()) as entries:
        assert tell_run_out() == 1
    assert tell_run_out() == 0
    assert [e["kind"] for e in entries] == ["warning.expired"]
    assert selectors.card(made.fresh(warning)).state == "expired"


def test_a_warning_is_seen_where_it_is_issued_where_it_applies_and_by_whom_it_is_told():
    warning = made.warning(regions=[DALAD, BAOTOU])
    shown = [(Post.OBSERVER, DALAD), (Post.OBSERVER, ORDOS), (Post.OBSERVER, "150207"),
             (Post.OBSERVER, BAOTOU), (Post.OBSERVER, REGION)]  # fmt: skip
    hidden = [(Post.COMMANDER, HOHHOT), (Post.COMMANDER, "150622"), (Post.SYSTEM_ADMIN, ORDOS)]
    for post, region in shown:
        person = make.person(post, region)
        assert selectors.seen(warning.pk, person) == warning, region
    for post, region in hidden:
        with pytest.raises(NotThere):
            selectors.seen(warning.pk, make.person(post, region))
        with pytest.raises(NotThere):
            update_warning(
                actor=make.person(post, region), warning_id=warning.pk, issued_at=now()
            )
    with pytest.raises(NotThere):
        selectors.seen(new_id(), make.person(Post.OBSERVER, REGION))


def test_a_warning_of_an_incident_is_told_in_its_room():
    incident = make.incident()
    warning = made.warning(incident_id=incident.pk, regions=[DALAD, BAOTOU])
    assert kinds(incident.room_id)[-1] == "warning.issued"
    assert kinds("city.150200")[-1] == "warning.addressed"
    assert warning.incident == incident
    with pytest.raises(NotThere):
        made.warning(by=make.person(Post.DUTY_OFFICER, BAOTOU), region=BAOTOU,
                     incident_id=incident.pk)  # fmt: skip
