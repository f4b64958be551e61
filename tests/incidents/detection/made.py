"""Rules for the tests of detection."""

from incidents.monitoring.actions import record_readings
from incidents.monitoring.detection.actions import Aim, write_rule
from incidents.monitoring.detection.drafts import Draft
from incidents.monitoring.detection.models import AlarmRule
from incidents.monitoring.models import AlarmState
from tests import make
from tests.make import Post

OVER = ("cleared", "cleared_unacknowledged")


def rule_of(
    kind, stream=None, *, level=2, by=None, scope=None, region="", name="规则", **given
):
    """Write a rule, by default about one stream, by the duty officer of its city."""
    parameters = given.pop("parameters", None) or given.pop(kind, {})
    scope = scope or ("several" if kind == "combined" else "stream" if stream else "every")
    where = stream.origin if stream else region or make.REGION
    aim = Aim(
        kind, scope, region, stream.id if stream else None, instead=given.pop("instead", "")
    )
    return write_rule(
        actor=by or make.person(Post.DUTY_OFFICER, where),
        name_zh=name,
        name_en="Rule",
        aim=aim,
        draft=Draft(level=level, parameters=parameters, **given),
    )


def shipped(code):
    """Return a rule that ships with the system."""
    return AlarmRule.objects.get(code=code)


def take(stream, *values, start=0, every=1.0, minutes=None):
    """Record values, one each hour (or ``every`` hours) from ``start`` hours after the jam."""
    step = every * 60 if minutes is None else minutes
    readings = [
        (stream.id, make.later(minutes=start * 60 + step * n), value)
        for n, value in enumerate(values)
    ]
    return record_readings(actor=None, readings=readings)


def standing(stream):
    """Return cause and level of what stands at a stream."""
    rows = AlarmState.objects.filter(datastream=stream).exclude(status__in=OVER)
    return sorted(rows.values_list("cause", "level"))
