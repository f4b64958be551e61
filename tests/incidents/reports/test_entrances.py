"""The pages and the interface of reports: the same doors, by people and by machines."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from command.core import authority, journal, regions
from command.core.errors import Conflict
from command.core.ids import new_id
from command.core.models import Exercise, Room
from command.core.rooms import exercise_room
from command.tasking.selectors.due import overdue_untold, to_chase
from incidents.actions import record_figure, share_incident
from incidents.documents import to_json
from incidents.joint.actions import widen_operation
from incidents.models import Limit, Observation
from incidents.reports.actions import (
    compile_sitrep,
    draft_report,
    schedule_sitrep,
    write_section,
)
from incidents.reports.lifecycle import STATE_COUNCIL
from incidents.reports.models import Report, ReportState, Schedule
from incidents.reports.paper import paper_of
from incidents.reports.selectors import clocks_of, clocks_waiting, content_of
from incidents.reports.selectors.due import sitreps_due
from incidents.reports.selectors.figures import lines
from incidents.reports.tasks import chase_reports, compile_due_sitreps
from tests import make
from tests.incidents.joint import made as joint
from tests.make import BAOTOU, DALAD, HOHHOT, ORDOS, Post
from tests.support.client import client_of
from tests.support.later import let_pass
from tests.tasking import made as tasking

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(db):
    """Staff the desk of Ordos."""
    return make.person(Post.DUTY_OFFICER, ORDOS, name="李慧")


@pytest.fixture
def jam(officer):
    """Report an incident of ten minutes ago."""
    occurred = timezone.now() - timedelta(minutes=10)
    incident = make.incident(occurred_at=occurred, reported_at=occurred)
    record_figure(
        actor=officer, incident_id=incident.pk, key="dead", value=0, unit="person",
        source="旗应急局", region=DALAD,
    )  # fmt: skip
    return incident


def test_a_report_is_written_and_taken_over_the_interface(officer, jam):
    client = client_of(officer)
    asked = {"content_type": "application/json"}
    base = f"/api/incidents/{jam.pk}"
    made = client.post(f"{base}/reports/", {"kind": "initial"}, **asked)
    assert made.status_code == 201
    one = f"/api/reports/{made.json()['id']}/"
    content = {f["code"]: f for f in client.get(one).json()["content"]}
    assert content["casualties"]["figures"][0]["counts"][0]["observation"]
    edit = {"changes": {"cause": "冰凌堆积"}, "base": {"cause": content["cause"]["version"]}}
    assert client.patch(one, edit, **asked).status_code == 200
    again = client.patch(one, {**edit, "changes": {"cause": "别的"}}, **asked)
    assert again.status_code == 409
    assert set(again.json()["error"]["detail"]["fields"]["cause"]) >= {"yours", "now", "base"}
    # What the draft said before, and what it says now, side by side.
    differs = reverse("report-preview", args=[made.json()["id"]])
    shown = client.get(differs, {"against": "1"}).content.decode()
    assert "<ins>" in shown
    assert "冰凌堆积" in re.sub(r"</?(ins|del)>", "", shown)
    assert "<ins>" not in client.get(differs, {"against": "2"}).content.decode()
    short = client.post(f"{one}submit/", {}, **asked)
    assert (short.status_code, "losses" in short.json()["error"]["detail"]["fields"]) == (
        400,
        True,
    )
    clocks = client.get(f"{base}/report-clocks/").json()
    assert {"RPT-11.1", "RPT-11.2", "RPT-11.3"} <= {clock["rule"] for clock in clocks}
    called = client.post(f"{base}/phone-reports/", {}, **asked)
    assert called.status_code == 201
    assert len(client.get(f"{base}/phone-reports/").json()) == 1


def test_the_pages_show_a_report_and_its_paper(officer, jam):
    client = client_of(officer)
    assert client.get(reverse("incident-reports", args=[jam.pk])).status_code == 200
    key = str(uuid4())
    form = {"kind": "initial", "key": key}
    for _again in range(2):  # the same form twice is one report
        answer = client.post(reverse("report-draft", args=[jam.pk]), form)
        assert answer.status_code == 302
    report = Report.objects.get()
    page = client.get(answer["Location"]).content.decode()
    observation = Observation.objects.get()
    assert f'data-observation="{observation.pk}"' in page
    refused = client.post(reverse("report-act", args=[report.pk, "submit"]))
    assert refused.status_code == 400
    assert 'id="problem"' in refused.content.decode()
    for name in ("report-chain", "report-preview"):
        assert client.get(reverse(name, args=[report.pk])).status_code == 200
    preview = reverse("report-preview", args=[report.pk])
    assert client.get(preview, {"against": "1"}).status_code == 200
    desk = client.get(reverse("reports"))
    assert desk.status_code == 200
    assert jam.title in desk.content.decode()
    paper = client.get(reverse("report-document", args=[report.pk, "json"]))
    assert paper.status_code == 200
    assert client.get(reverse("report-document", args=[report.pk, "exe"])).status_code == 400


def test_a_figure_is_corrected_at_its_source_or_stated_otherwise(officer, jam):
    client = client_of(officer)
    state = draft_report(actor=officer, incident_id=jam.pk, kind="initial")
    url = reverse("report-figure", args=[state.pk])
    told = {"key": "dead", "value": "2", "source": "市应急局", "where": "source"}
    assert client.post(url, told | {"region": DALAD}).status_code == 302
    assert Observation.objects.count() == 2
    here = {"key": "dead", "value": "1", "where": "here"}
    assert client.post(url, here).status_code == 400  # why must be said
    assert client.post(url, here | {"reason": "待核"}).status_code == 302
    # Somebody who saw the figure before that is shown what stands, and keeps what they typed.
    other = client_of(make.person(Post.LIAISON, ORDOS))
    met = other.post(url, here | {"value": "7", "reason": "指挥部口径", "base": "0"})
    shown = met.content.decode()
    assert met.status_code == 409
    for part in ('value="7"', 'value="指挥部口径"', "李慧", "data-open-now"):
        assert part in shown
    state = ReportState.objects.get()
    line = next(f for v in content_of(state) for f in v.figures if f.key == "dead")
    assert (line.deviation["value"], line.conflict) == ("1", True)
    assert Observation.objects.count() == 2
    assert b"observation" not in to_json(paper_of(state))


def test_a_situation_report_is_compiled_at_its_hour_and_names_what_is_missing(officer, jam):
    share = {"reason": "毗邻", "until": None, "incident_id": jam.pk}
    share_incident(actor=make.person(Post.COMMANDER, ORDOS), grantees=[BAOTOU, HOHHOT], **share)
    schedule = schedule_sitrep(
        actor=officer,
        incident_id=jam.pk,
        title="四市情况",
        every_hours=6,
        first_at=timezone.now() - timedelta(minutes=1),
        sections=[
            {"title": "北岸", "owner": BAOTOU, "post": "duty_officer"},
            {"title": "下游", "owner": HOHHOT, "post": "duty_officer"},
        ],
    )
    (due,) = sitreps_due()
    north = schedule.sections.get(position=1)
    baotou = make.person(Post.DUTY_OFFICER, BAOTOU, name="王强")
    # Its owner in another city writes it on the page; a second writer there sees the first.
    neighbour, second = client_of(baotou), client_of(make.person(Post.COMMANDER, BAOTOU))
    tab = neighbour.get(reverse("incident-reports", args=[jam.pk])).content.decode()
    assert f'id="write-{north.pk}"' in tab
    told = {"hour": due[1].isoformat(), "base": "0"}
    writes = reverse("sitrep-section", args=[north.pk])
    assert neighbour.post(writes, told | {"text": "北岸渗水"}).status_code == 302
    met = second.post(writes, told | {"text": "北岸平稳"})
    assert met.status_code == 409
    for part in ("北岸渗水", "王强", "北岸平稳</textarea>", 'name="base" value="1"'):
        assert part in met.content.decode(), part
    assert second.post(writes, told | {"text": "北岸平稳", "base": "1"}).status_code == 302
    assert compile_due_sitreps() == 1
    assert compile_due_sitreps() == 0
    state = ReportState.objects.get(report__schedule=schedule)
    assert state.report.origin == ORDOS
    views = content_of(state)
    assert [(v.value, v.absent) for v in views[:2]] == [("北岸平稳", False), ("", True)]
    assert views[-1].figures
    assert compile_sitrep(actor=officer, schedule_id=schedule.pk, hour=due[1]) is None
    page = client_of(officer).get(reverse("report", args=[state.pk]))
    assert page.status_code == 200
    with pytest.raises(Conflict):  # it would be in no report any more
        write_section(actor=baotou, section_id=north.pk, text="迟到", hour=due[1])


def test_a_situation_report_is_over_a_whole_joint_operation_and_ends_in_the_tab(officer, jam):
    commander = make.person(Post.COMMANDER, ORDOS)
    other = make.incident(title="管涌")
    found = {"key": "trapped", "value": 4, "unit": "person", "source": "乡"}
    record_figure(actor=officer, incident_id=other.pk, **found)
    jointly = joint.operation(commander, jam, members=[HOHHOT])
    until = timezone.now() + timedelta(hours=1)
    widen_operation(actor=commander, operation_id=jointly.pk, incident_id=other.pk, until=until)
    client, tab = client_of(officer), reverse("incident-reports", args=[jam.pk])
    assert str(jointly.pk) in client.get(tab).content.decode()
    form = {
        "title": "联合", "every_hours": "6", "over": str(jointly.pk),
        "section": "全局", "owner": ORDOS, "post": "duty_officer",
    }  # fmt: skip
    url = reverse("sitrep-schedule", args=[jam.pk])
    assert client.post(url, form | {"over": str(jam.pk)}).status_code == 404
    assert client.post(url, form | {"over": "x"}).status_code == 400
    past = {"to": STATE_COUNCIL, "skip_reason": ""}
    assert client.post(url, form | past).status_code == 400
    assert not Schedule.objects.exists()
    past["skip_reason"] = "自治区通信中断"
    assert client.post(url, form | past).status_code == 302
    schedule = Schedule.objects.get()
    assert (schedule.addressees, schedule.skip_reason) == ([STATE_COUNCIL], "自治区通信中断")
    state = compile_sitrep(actor=officer, schedule_id=schedule.pk, hour=timezone.now())
    assert any(line.key == "trapped" for line in content_of(state)[-1].figures)
    ends = reverse("sitrep-end", args=[schedule.pk])
    assert ends in client.get(tab).content.decode()
    guest = client_of(make.person(Post.DUTY_OFFICER, HOHHOT))
    assert ends not in guest.get(tab).content.decode()
    assert client.post(ends).status_code == 302
    schedule.refresh_from_db()
    assert schedule.ended_at is not None
    assert ends not in client.get(tab).content.decode()


def test_the_clock_tells_of_each_delay_once(officer):
    occurred = timezone.now() - timedelta(hours=2, minutes=30)
    make.incident(occurred_at=occurred, reported_at=occurred)
    assert chase_reports() >= 3
    assert chase_reports() == 0


def test_the_clocks_of_an_exercise_stop_when_it_ends(officer):
    key, occurred = new_id(), timezone.now() - timedelta(hours=3)
    with transaction.atomic(), authority.acting_as(regions.REGION):
        told = {
            "scenario": "S1",
            "speed": 1,
            "started_at": occurred,
            "room": exercise_room(key),
        }
        played = Exercise(id=key, origin=regions.REGION, **told)
        played.save(force_insert=True)
        with authority.in_exercise(key):
            journal.open_room(exercise_room(key), Room.Kind.EXERCISE, regions.REGION)
    with authority.in_exercise(key):
        incident = make.incident(occurred_at=occurred, reported_at=occurred)
        tasking.issued(incident, by=make.person(Post.COMMANDER, ORDOS))
    assert clocks_waiting(officer)
    with transaction.atomic(), authority.acting_as(regions.REGION):
        played.state, played.ended_at = Exercise.State.ENDED, timezone.now()
        played.save(update_fields=["state", "ended_at"])

    assert clocks_waiting(officer) == []
    assert chase_reports() == 0
    let_pass(hours=3)
    incident.refresh_from_db()
    assert any(card.is_late for card in clocks_of(incident))
    assert max(card.late_minutes for card in clocks_of(incident)) <= 180
    assert (
        "the exercise has ended"
        in client_of(officer)
        .get(reverse("incident-reports", args=[incident.pk]), headers={"Accept-Language": "en"})
        .content.decode()
    )
    assert list(to_chase()) == list(overdue_untold()) == []


def test_sources_contradict_each_other_by_the_rule_of_their_own_city(officer, jam):
    hours = timedelta(hours=2)
    for value, ago, source in ((3, hours, "119"), (5, timedelta(), "120")):
        record_figure(
            actor=officer, incident_id=jam.pk, key="serious", value=value, unit="person",
            source=source, observed_at=timezone.now() - ago,
        )  # fmt: skip
    assert lines([jam.pk])["serious"].conflict
    with transaction.atomic(), authority.acting_as(ORDOS):
        Limit(
            code="CONFLICT-HOURS", measure="conflict_hours", applies_to="1", amount=1, unit="h",
            basis="鄂尔多斯市口径",
        ).save(force_insert=True)  # fmt: skip
    assert not lines([jam.pk])["serious"].conflict
