"""One of everything in one city, of which outsiders are to be shown nothing."""

from datetime import timedelta

from django.utils.timezone import now

from incidents.actions import (
    activate_response,
    offer_command,
    propose_response,
    record_figure,
    share_incident,
    write_note,
)
from incidents.cameras.actions import share_camera
from incidents.imagery.actions import receive_image
from incidents.joint.actions import record_decision
from incidents.messaging.actions import give_instruction, log_call, send_message
from incidents.monitoring.actions import record_readings
from incidents.monitoring.models import AlarmState
from incidents.plotting.actions import draw_feature
from incidents.scene.actions import file_scene_report
from plans.actions import activate_plan
from resources.actions import commit_asset, commit_stock, commit_team, offer_resource
from tests import make
from tests.incidents.cameras.made import camera
from tests.incidents.imagery.test_images import jpeg
from tests.incidents.imagery.test_images import told as picture_of
from tests.incidents.joint import made as joint
from tests.incidents.monitoring.stations import stage_at, station
from tests.incidents.warnings import made as warnings
from tests.make import BAOTOU, DALAD, HOHHOT, ORDOS, Post
from tests.plans import made as plans
from tests.tasking import made as tasking

# Words that stand in what the incident's people write, and nowhere else.
SECRET = "只有现场知道"


def made():
    """Make one of everything in Ordos; return the keys of what outsiders must not see."""
    commander = make.person(Post.COMMANDER, ORDOS, name=f"{SECRET}指挥长")
    incident = make.incident(by=commander, title=f"{SECRET}险情", place=SECRET)
    of = {"actor": commander, "incident_id": incident.pk}
    measure = {
        "jurisdiction": ORDOS,
        "matter": SECRET,
        "measures": SECRET,
        "expected_until": now() + timedelta(days=2),
    }
    activate_response(**of, level=3, **measure)
    proposal = propose_response(**of, level=2, **measure)
    figure = record_figure(**of, key="trapped", value=7, unit="person", source=SECRET)
    note = write_note(**of, category="note", text=SECRET)
    image = receive_image(
        actor=commander, content=jpeg(), **picture_of(incident, caption=SECRET)
    )
    drawn = draw_feature(
        **of,
        geometry={"type": "Point", "coordinates": [109.795, 40.503]},
        category="D10100",
        label=SECRET,
    )
    share_incident(**of, grantees=[HOHHOT], reason=SECRET, until=None)
    # Baotou saw it, until a moment ago.
    share_incident(**of, grantees=[BAOTOU], reason=SECRET, until=now() + timedelta(hours=1))
    offer_command(**of, to=HOHHOT, reason=SECRET)
    team, stock = make.team(region=ORDOS, name=SECRET), make.stock(region=ORDOS, depot=SECRET)
    out = commit_team(**of, team_id=team.pk)
    given = commit_stock(**of, stock_id=stock.pk, quantity=2)
    truck = make.asset(region=ORDOS, name=SECRET)
    sent = commit_asset(**of, asset_id=truck.pk)
    need = make.need(incident, place=SECRET)
    request = make.request(incident, asked=[HOHHOT], place=SECRET)
    offer = offer_resource(
        actor=make.person(Post.COMMANDER, HOHHOT),
        incident_id=incident.pk,
        what="FLOOD",
        quantity=1,
        unit="",
        remark=SECRET,
    )
    task = tasking.issued(incident, by=commander)
    # What was said in the incident, and what a leader wrote about it.
    desk = [f"duty:duty_officer@{ORDOS}"]
    said = {**of, "kind": "order", "recipients": desk, "text": SECRET}
    order = send_message(**said, read_back=True)
    send_message(**{**said, "incident_id": None})
    instruction = give_instruction(**of, text=SECRET)
    call = log_call(**of, content=SECRET, name=SECRET)
    draft = plans.draft(title="起草中的预案")
    activation = activate_plan(
        actor=commander,
        plan_id=plans.published(title="公开的预案").pk,
        incident_id=incident.pk,
    )
    warning = warnings.warning(
        by=commander, level=1, regions=[DALAD], matters=SECRET, advice=SECRET,
        incident_id=incident.pk,
    )  # fmt: skip
    gauge = stage_at(station(ORDOS), warning=1.0)
    record_readings(actor=commander, readings=[(gauge.id, now(), 2.0)], incident_id=incident.pk)
    alarm = AlarmState.objects.get()
    eye = camera(by=commander, region=ORDOS, name=SECRET, place=SECRET)
    share_camera(**of, camera_id=eye.pk)
    operation = joint.operation(commander, incident, members=[HOHHOT], name=SECRET)
    notification = joint.notification(commander, incident, HOHHOT, text=SECRET)
    consultation = joint.consultation(commander, incident, topic=SECRET, situation=SECRET)
    decision = record_decision(**of, decided=SECRET, basis_refs=[f"figure.{figure.pk}"])
    return {
        "incident": incident,
        "proposal": proposal,
        "figure": figure,
        "note": note,
        "image": image,
        "report": file_scene_report(**of, text=SECRET, road="blocked"),
        "feature": drawn.feature,
        "team": team,
        "stock": stock,
        "team-out": out,
        "stock-out": given,
        "asset": truck,
        "asset-out": sent,
        "need": need,
        "request": request,
        "offer": offer,
        "task": task.task,
        "order": order,
        "instruction": instruction,
        "call": call,
        "plan": draft,
        "activation": activation,
        "stream": gauge,
        "station": gauge.station,
        "camera": eye,
        "alarm": alarm.alarm,
        "warning": warning,
        "obligation": warning.obligations.get(),
        "operation": operation,
        "notification": notification,
        "consultation": consultation,
        "decision": decision,
    }
