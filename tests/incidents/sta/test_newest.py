"""The newest observations of all streams, out of what is kept for years."""

import re
from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import now

from incidents.monitoring.actions import record_readings
from tests import make
from tests.incidents.monitoring.stations import stage_at, station
from tests.incidents.sta.made import asked, desk, names

pytestmark = pytest.mark.django_db


def test_the_newest_of_all_streams_are_found_day_by_day_and_not_by_sorting_all():
    gauge = stage_at(station(make.BAOTOU, code="ZJF"))
    flow = stage_at(gauge.station, key="flow", unit="m³/s")
    noon = now().replace(hour=12, minute=0, second=0, microsecond=0)
    times = [noon + timedelta(days=n, minutes=m) for n in range(4) for m in range(3)]
    told = [(one.pk, at, 1.0) for at in times for one in (gauge, flow)]
    record_readings(actor=None, readings=told)
    reader, options = desk(), {"orderby": "phenomenonTime desc", "top": 4, "skip": 1}
    with CaptureQueriesContext(connection) as queries:
        answer = asked(reader, "Observations", **options)
    newest = [at for at in reversed(times) for _stream in range(2)][1:]
    found = names(answer, "phenomenonTime")
    assert [datetime.fromisoformat(at) for at in found] == newest[:4]
    looked = set()
    for query in queries:
        if query["sql"].startswith('SELECT "monitoring_reading"'):
            with connection.cursor() as cursor:
                cursor.execute(f"EXPLAIN {query['sql']}")
                plan = "\n".join(line for (line,) in cursor.fetchall())
            looked |= set(re.findall(r" on (monitoring_reading_\w+)", plan))
    assert looked == {f"monitoring_reading_{times[-1]:%Y%m%d}"}
    while "@iot.nextLink" in answer:
        answer = reader.get(answer["@iot.nextLink"]).json()
        found += names(answer, "phenomenonTime")
    assert [datetime.fromisoformat(at) for at in found] == newest
