"""What a SensorThings client reads, and how little it costs."""

import json
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from command.core.errors import Invalid
from incidents.monitoring.sta.entities import KINDS, OBSERVATIONS, THINGS
from incidents.monitoring.sta.language.options import options
from incidents.monitoring.sta.selectors.collections import page
from incidents.monitoring.sta.selectors.expanding import judge
from incidents.monitoring.sta.selectors.sight import Sight
from incidents.monitoring.sta.views import bounded
from tests import make
from tests.incidents.sta.made import ROOT, START, asked, desk, names, send, thing, world
from tests.make import Post
from tests.support.client import client_of
from tests.support.once import made_once

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def all_of_it(django_db_setup, django_db_blocker):
    with made_once(django_db_blocker, world) as made:
        yield made


@pytest.fixture
def there(all_of_it, db):
    return all_of_it


def test_the_landing_page_names_every_set_and_only_those(there):
    answer = asked(desk(), "")
    assert names(answer) == [
        "Things", "Locations", "Datastreams", "Sensors", "ObservedProperties", "Observations",
        "FeaturesOfInterest",
    ]  # fmt: skip
    client = desk()
    for each in answer["value"]:
        assert client.get(each["url"]).status_code == 200
    error = asked(client, "HistoricalLocations", status=404)["error"]
    assert (error["code"], bool(error["message"])) == ("not_there", True)


def test_one_thing_is_told_with_its_place_its_streams_and_its_last_readings(there):
    gauge = there["gauge"]
    expand = (
        "Locations,Datastreams($filter=properties/key eq 'stage';$count=true;"
        "$expand=Observations($top=2;$orderby=phenomenonTime desc;$count=true))"
    )
    thing = asked(desk(), f"Things('{gauge.station_id}')", expand=expand)

    link = f"http://testserver{ROOT}Things('{gauge.station_id}')"
    assert (thing["@iot.id"], thing["@iot.selfLink"]) == (str(gauge.station_id), link)
    assert (thing["name"], thing["properties"]["code"]) == ("昭君坟", "ZJF")
    assert thing["Datastreams@iot.navigationLink"] == f"{link}/Datastreams"
    [place] = thing["Locations"]
    assert place["location"] == {"type": "Point", "coordinates": [109.7, 40.485]}
    assert thing["Datastreams@iot.count"] == 1
    [stream] = thing["Datastreams"]
    assert stream["unitOfMeasurement"]["symbol"] == "m"
    assert [each["result"] for each in stream["Observations"]] == [2.0, 2.5]
    assert stream["Observations@iot.count"] == 5
    rest = desk().get(stream["Observations@iot.nextLink"]).json()
    assert names(rest, "result") == [None, 1.5]
    last = desk().get(rest["@iot.nextLink"]).json()
    assert (names(last, "result"), "@iot.nextLink" in last) == ([1.0], False)


def test_paths_lead_along_the_links_to_a_bare_value(there):
    client, gauge = desk(), there["gauge"]
    path = f"Things({gauge.station_id})/Datastreams('{gauge.id}')/Observations"
    first = asked(client, path, top=1)["value"][0]
    assert first["phenomenonTime"] == "2027-03-19T08:00:00Z"
    one = f"Observations('{first['@iot.id']}')"
    assert asked(client, one)["result"] == 1.0
    assert asked(client, f"{one}/Datastream/Thing/name") == {"name": "昭君坟"}
    assert asked(client, f"{one}/FeatureOfInterest/feature")["feature"]["type"] == "Point"
    assert client.get(f"{ROOT}{one}/result/$value").content == b"1.0"
    assert client.get(f"{ROOT}{one}/Datastream/name/$value").content.decode() == "水位"
    assert asked(client, f"Datastreams('{gauge.id}')/unitOfMeasurement/symbol")["symbol"] == "m"
    refs = asked(client, f"Things('{gauge.station_id}')/Datastreams/$ref")["value"]
    assert [list(ref) for ref in refs] == [["@iot.selfLink"]] * 2
    for nothing in (
        "Nothing", "Things('x')", f"Things('{gauge.id}')", "Things/name", f"{one}/parameters",
        f"Datastreams('{gauge.id}')/Sensor", "Observations('x.1')",
        f"Observations('{gauge.id}.1')",
        f"Things('{gauge.station_id}')/HistoricalLocations", "Things(", "$ref", "a/" * 20,
        f"Observations('{gauge.id}.{'9' * 60}')", "%00", "Things('%00')",
    ):  # fmt: skip
        assert client.get(ROOT + nothing).status_code in {400, 404}, nothing


AROUND = "POLYGON((109 40,110 40,110 41,109 41,109 40))"
FILTERS = [
    ("Things", "name eq '昭君坟'", 2),
    ("Things", "properties/code eq 'ZJF' or properties/code eq 'DSW'", 2),
    ("Things", "not (properties/code eq 'ZJF') and true", 1),
    ("Things", "startswith(properties/code,'Z') and endswith(name,'坟')", 1),
    ("Things", "substringof('君',name) and contains(tolower(properties/code), 'zj')", 1),
    ("Things", "length(concat(trim(name),'''')) sub 1 eq 3", 2),
    ("Things", "indexof(toupper(name),'君') eq 1 and substring(name,1,1) eq '君'", 2),
    ("Things", "Datastreams/unitOfMeasurement/symbol eq 'm³/s'", 1),
    ("Things", "Datastreams/Observations/result gt 700", 1),
    ("Things", "Datastreams/properties/warning ne null", 1),
    ("Things", "Datastreams/properties/warning gt 2", 1),
    ("Things", "properties/illustrative eq false", 2),
    ("Things", "not properties/illustrative", 2),
    ("Things", "contains(name,'x') eq true", 0),
    ("Things", "1 div 0 eq 1", 0),
    ("Things", "id eq 'nobody'", 0),
    ("Things", f"st_within(Locations/location, geography'{AROUND}')", 2),
    ("Locations", "geo.distance(location, geography'POINT(109.7 40.4)') lt 0.08", 0),
    ("Datastreams", "properties/interval_s div 60 mod 7 eq 4", 3),
    ("Datastreams", "Thing/properties/code eq 'ZJF' and properties/stage eq 'normal'", 2),
    ("Observations", "result gt 1.2 and result le 2.5e0", 3),
    ("Observations", "result eq null", 1),
    ("Observations", "not (result gt 2)", 4),
    ("Observations", "phenomenonTime gt 2027-03-19T10:00:00Z", 2),
    ("Observations", "phenomenonTime lt 2027-03-19T17:00:00 08:00", 2),
    ("Observations", "date(phenomenonTime) eq 2027-03-19 and hour(phenomenonTime) eq 8", 2),
    ("Observations", "phenomenonTime sub duration'PT1H' lt 2027-03-19T07:30:00Z", 2),
    ("Observations", "FeatureOfInterest/name eq '昭君坟' and Datastream/name eq '水位'", 7),
]  # fmt: skip


def test_filters_find_what_they_say(there):
    sight = Sight.of(make.person(Post.OBSERVER, make.BAOTOU))
    for name, text, count in FILTERS:
        kind = KINDS[name]
        found = page(kind, sight.rows(kind), options([("$filter", text)]), sight)
        assert (len(found.rows), text) == (count, text)
    assert asked(desk(), "Things", filter=FILTERS[0][1], count="true", top=0) == {
        "@iot.count": 2,
        "value": [],
    }


HUGE = "1e99 mul 1e99 mul 1e99 mul 1e99"
CROSSED = "POLYGON((0 0,1 1,0 1,1 0,0 0))"
WRONG = {
    "filter": [
        "", "name", "name eq", "(name eq 'x'", "name eq 'x", "name eq 'x')", "name and name",
        "name eq 5", "name gt null", "1 add 'x' eq 2", "nothing eq 1", "eval('x') eq 1",
        "properties/nothing eq 1", "Nothing/name eq 'x'", "location eq location",
        "Datastreams/name eq properties/code", "substring(name,0,-1) eq 'x'",
        f"length(name) gt {HUGE}", "name eq 'x' " * 200, "(" * 60 + "true" + ")" * 60,
        "not " * 60 + "true", "a" * 5000, "now() gt 0001-01-01T00:00:00Z",
        "year(now()) eq 9" * 2, "name eq 'a'; DROP TABLE x", "name eq '\x00'",
        *(
            f"st_within(Locations/location, geography'{place}')"
            for place in ("POINT(1", "POINT(nan 1)", CROSSED, "x", '{"type": "Point"}')
        ),
    ],
    "orderby": ["nothing", "Datastreams/name", "'x'", "name up", "name,", "true", "1"],
    "select": ["nothing", "name,,id"],
    "expand": [
        "Nothing", "Datastreams,Datastreams", "Datastreams(", "Datastreams)",
        "Datastreams($top=-1)", "Datastreams(top=1)", "Datastreams($expand=Thing($top=1))",
        "Datastreams/Observations/Datastream/Thing",
    ],
    "top": ["-1", "x", "1.5", "9" * 30, ""],
    "skip": ["-1", "99999999"],
    "count": ["perhaps"],
    "skiptoken": ["x"],
    "search": ["x"],
}  # fmt: skip


def answered(option, text, sight):
    """Ask about Things without the way through a request."""
    told = options([(option, text)])
    judge(THINGS, told)
    return bounded(lambda: page(THINGS, sight.rows(THINGS), told, sight))


def test_what_cannot_be_meant_is_refused_in_the_words_of_the_standard(there):
    sight = Sight.of(make.person(Post.OBSERVER, make.BAOTOU))
    for option, texts in WRONG.items():
        for text in texts:
            with pytest.raises(Invalid) as refused:
                answered(f"${option}", text, sight)
            assert refused.value.message, (option, text)
    client = desk()
    error = asked(client, "Things", status=400, filter="name eq 'a' and (")["error"]
    assert (error["code"], error["detail"]) == ("invalid", {"field": "$filter", "position": 17})
    assert client.get(f"{ROOT}Things?$top=1&$top=2").status_code == 400
    assert client.get(f"{ROOT}Things?top=x&other=1").status_code == 200


def test_pages_follow_each_other_without_a_gap_or_a_repetition(there):
    client = desk()
    for order in (None, "phenomenonTime desc", "phenomenonTime asc", "result desc"):
        given = {"top": 3, "count": "true", **({"orderby": order} if order else {})}
        answer = asked(client, "Observations", **given)
        found = answer["value"]
        while "@iot.nextLink" in answer:
            assert (len(answer["value"]), answer["@iot.count"]) == (3, 7)
            answer = client.get(answer["@iot.nextLink"]).json()
            found += answer["value"]
        assert len({each["@iot.id"] for each in found}) == len(found) == 7
        times = [each["phenomenonTime"] for each in found]
        if order and order.startswith("phenomenon"):
            assert times == sorted(times, reverse=order.endswith("desc"))
    last = asked(client, "Things", orderby="properties/code desc", skip=1)["value"]
    assert [each["properties"]["code"] for each in last] == ["DSW"]


def test_every_set_is_paged_sorted_narrowed_and_expanded(there):
    client = desk()
    for n in range(2):
        send(client, "Sensors", {**thing()["Datastreams"][0]["Sensor"], "name": f"S{n}"})
    for name, kind in KINDS.items():
        by = "phenomenonTime" if kind is OBSERVATIONS else "id"
        total = asked(client, name, top=0, count="true")["@iot.count"]
        given = {"orderby": f"{by} desc", "expand": ",".join(kind.links)}
        answer = asked(client, name, top=max(1, total // 2), **given)
        found = answer["value"]
        while "@iot.nextLink" in answer:
            answer = client.get(answer["@iot.nextLink"]).json()
            found += answer["value"]
        assert len({each["@iot.id"] for each in found}) == len(found) == total > 1, name
        said = [each["@iot.id" if by == "id" else by] for each in found]
        assert said == sorted(said, reverse=True), name
        assert all(link in each for link in kind.links for each in found), name
        narrow = "result eq 1.5" if kind is OBSERVATIONS else f"id eq '{said[-1]}'"
        assert len(asked(client, name, filter=narrow)["value"]) == 1, name


def test_select_leaves_out_the_rest(there):
    gauge = there["gauge"]
    answer = asked(desk(), "Datastreams", select="name,@iot.id", expand="Thing($select=name)",
                   filter=f"id eq '{gauge.id}'")  # fmt: skip
    wanted = {"@iot.id": str(gauge.id), "name": "水位", "Thing": {"name": "昭君坟"}}
    assert answer["value"] == [wanted]


def test_nobody_is_shown_what_is_not_theirs_by_any_way(there):
    hidden, seen = there["hidden"], there["gauge"]
    outside = desk(make.HOHHOT)
    nobody = client_of(make.person(Post.SYSTEM_ADMIN, make.BAOTOU))
    ways = [
        "Things", "Locations", "Datastreams", "Observations", "FeaturesOfInterest", "Sensors",
        "Things?$expand=Datastreams($expand=Observations)", "Sensors?$expand=Datastreams",
        "ObservedProperties?$expand=Datastreams",
    ]  # fmt: skip
    for client, keys in ((desk(), [hidden]), (outside, [seen]), (nobody, [seen])):
        for way in ways:
            answer = client.get(ROOT + way)
            assert answer.status_code == 200
            text = answer.content.decode()
            assert not [k for k in keys if str(k.id) in text or str(k.station_id) in text], way
        for key in keys:
            at = START - START.replace(year=1970, month=1, day=1, hour=0)
            moment = at // timedelta(microseconds=1)
            for path in (
                f"Things('{key.station_id}')", f"Locations('{key.station_id}')",
                f"FeaturesOfInterest('{key.station_id}')/Observations",
                f"Datastreams('{key.id}')/Observations", f"Observations('{key.id}.{moment}')",
            ):  # fmt: skip
                assert client.get(ROOT + path).status_code == 404, path
    # Nor can it be guessed by asking for what hangs on it.
    guess = asked(desk(), "ObservedProperties", filter=f"Datastreams/id eq '{hidden.id}'")
    assert guess["value"] == []
    assert asked(nobody, "ObservedProperties")["value"] == []


def test_what_is_expanded_costs_few_questions_however_many_there_are(there):
    client = desk(make.REGION)
    deep = "Datastreams($expand=Observations($top=2),Sensor,ObservedProperty),Locations"
    counts = []
    for path in (f"Things('{there['gauge'].station_id}')", "Things"):
        client.get(ROOT + path)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            asked(client, path, expand=deep)
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 24, json.dumps([q["sql"][:90] for q in queries], indent=1)
