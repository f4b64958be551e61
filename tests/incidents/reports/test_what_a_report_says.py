"""What a report says: taken from what is known, written by several, read by few."""

import pytest

from command.core.errors import Conflict, Invalid, NotPermitted, NotThere
from command.core.models import Entry, Share
from incidents.actions import record_figure, share_incident
from incidents.reports.actions import (
    acknowledge_report,
    edit_report,
    review_report,
    send_report,
    sign_report,
    submit_report,
)
from incidents.reports.models import Contact, ReportState
from incidents.reports.selectors import content_of, filled_share, seen_report
from resources.actions import commit_team
from tests import make
from tests.incidents.reports.staff import drafted, made_whole, values, version
from tests.make import BAOTOU, DALAD, ORDOS, REGION, Post
from tests.support.client import client_of

pytestmark = pytest.mark.django_db


def test_an_initial_report_is_prefilled_from_the_incident(desk, jam):
    state = drafted(desk, jam)
    views = values(state)
    assert filled_share(list(views.values())) >= 80
    assert (state.report.sender_id, state.report.addressees) == (ORDOS, [REGION])
    assert "K287+300" in views["location"].value
    assert views["location"].sources == ["incident"]
    lines = {line.key: line for line in views["casualties"].figures}
    assert lines["threatened"].value == 2874
    assert lines["threatened"].counts[0].source == "达拉特旗应急局"
    assert views["source"].value == "巡堤员"
    # Who called stands in a row of its own, never in a change or in the journal.
    assert Contact.objects.filter(report=state.report, text="巡堤员").exists()
    assert "value" not in state.fields["source"]
    told = Entry.objects.filter(kind__startswith="report.")
    assert all("巡堤员" not in str(entry.changed) for entry in told)


def test_four_fields_of_five_are_prefilled_even_without_a_figure(desk):
    fresh = make.incident(by=desk["author"])
    team = make.team(region=ORDOS)
    bare = values(drafted(desk, fresh))
    assert filled_share(list(bare.values())) >= 80
    assert not any(bare[code].is_filled for code in ("casualties", "losses", "forces"))
    assert fresh.number in bare["actions_taken"].value
    # The forces under way are told from the rooms, each with the fact it is taken from.
    commit_team(actor=desk["signer"], incident_id=fresh.pk, team_id=team.pk)
    special = values(drafted(desk, fresh, "special"))
    assert team.name in special["forces"].value
    assert [ref.partition(".")[0] for ref in special["forces"].sources] == ["journal"]


def test_two_editors_of_different_fields_lose_nothing_and_of_one_field_are_told(desk, jam):
    state = drafted(desk, jam)
    one, two = desk["author"], desk["reviewer"]
    seen = {name: version(state, name) for name in ("cause", "trend")}
    edit_report(actor=one, report_id=state.pk, fields={"cause": "冰凌堆积"}, base=seen)
    edit_report(actor=two, report_id=state.pk, fields={"trend": "水位上涨"}, base=seen)
    with pytest.raises(Conflict) as clash:
        edit_report(actor=two, report_id=state.pk, fields={"cause": "气温回升"}, base=seen)
    told = clash.value.detail["fields"]["cause"]
    assert (told["yours"], told["now"], told["by"]) == ("气温回升", "冰凌堆积", "李慧")
    assert told["base"]
    now = values(ReportState.objects.get(pk=state.pk))
    assert (now["cause"].value, now["trend"].value) == ("冰凌堆积", "水位上涨")
    merged = {"cause": told["version"]}
    edit_report(actor=two, report_id=state.pk, fields={"cause": "冰凌、升温"}, base=merged)


def test_conflicting_counts_stand_side_by_side_and_a_deviation_needs_a_reason(desk, jam):
    told = {"actor": desk["author"], "incident_id": jam.pk, "key": "trapped", "unit": "person"}
    record_figure(**told, value=16, source="包头", region=DALAD)
    record_figure(**told, value=18, source="鄂尔多斯", region=DALAD)
    state = drafted(desk, jam)
    trapped = next(f for f in values(state)["casualties"].figures if f.key == "trapped")
    assert (trapped.conflict, trapped.value) == (True, None)
    assert "16" in trapped.text
    assert "18" in trapped.text
    act = {"actor": desk["author"], "report_id": state.pk, "base": {}}
    for wrong in ({"value": "17"}, {"value": "many", "reason": "x"}, {"value": "NaN"}, "17"):
        with pytest.raises(Invalid):
            edit_report(**act, fields={"figure.trapped": wrong})
    edit_report(**act, fields={"figure.trapped": {"value": "18", "reason": "以市局为准"}})
    state.refresh_from_db()
    stated = next(f for f in values(state)["casualties"].figures if f.key == "trapped")
    assert stated.deviation == {"value": "18", "reason": "以市局为准"}
    assert len(stated.counts) == 2


def test_a_neighbour_reads_what_was_sent_and_never_edits_it(desk, jam):
    baotou = make.person(Post.COMMANDER, BAOTOU)
    with pytest.raises(NotThere):
        edit_report(actor=baotou, report_id=drafted(desk, jam).pk, fields={"cause": "x"})
    share_incident(
        actor=desk["signer"], incident_id=jam.pk, grantees=[BAOTOU], reason="毗邻", until=None
    )
    state = ReportState.objects.get()
    with pytest.raises(NotThere):  # a draft is its authority's own
        seen_report(state.pk, baotou)
    made_whole(desk, state)
    submit_report(actor=desk["author"], report_id=state.pk)
    review_report(actor=desk["reviewer"], report_id=state.pk, verdict="approve")
    sign_report(actor=desk["signer"], report_id=state.pk)
    send_report(actor=desk["author"], report_id=state.pk)
    read = seen_report(state.pk, baotou)
    assert "巡堤员" not in {view.value for view in content_of(read, baotou)}
    for door in (edit_report, submit_report, sign_report, send_report, acknowledge_report):
        more = {"fields": {"cause": "x"}} if door is edit_report else {}
        with pytest.raises(NotPermitted):
            door(actor=baotou, report_id=state.pk, **more)
    with pytest.raises(NotPermitted):  # nobody signs for another, also not from above
        edit_report(actor=desk["region"], report_id=state.pk, fields={"cause": "x"})
    assert Share.objects.count() == 1


def test_whoever_waits_for_a_paper_is_told_when_it_is_here_or_why_it_is_not(desk, jam):
    state, client = drafted(desk, jam), client_of(desk["author"])
    client.cookies["jc_paper"] = "1"
    for form, status in (("json", 200), ("exe", 400)):
        answer = client.get(f"/r/{state.pk}/report.{form}")
        assert answer.status_code == status
        assert (answer.cookies["jc_paper"].value, answer.cookies["jc_paper"]["max-age"]) == (
            "",
            0,
        )
        client.cookies["jc_paper"] = "1"
