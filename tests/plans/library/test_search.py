"""Finding plans: by words of both languages, by facets, and cut to what is in sight."""

import pytest
from django.core.management import call_command

from plans import selectors, words
from plans.models import PlanText
from tests import make
from tests.make import BAOTOU, HOHHOT, ORDOS, Post
from tests.plans import made
from tests.plans.made import step
from tests.support.once import made_once

pytestmark = pytest.mark.django_db
CHAPTER = {"key": "C1", "part": "risk", "text": "黄河内蒙古段封河期长、卡冰结坝易致漫滩。"}


def library():
    evacuate = step(title="转移示例一社群众", title_en="Evacuate hamlet 1", levels=[1, 2])
    made.published(document=made.document(evacuate, chapters=[CHAPTER]))
    made.published(
        city=BAOTOU, title="危险化学品事故应急预案", title_en="Chemical Accident Plan",
        kind="departmental", department="fire", event_types=["12"],
    )  # fmt: skip
    made.draft(city=HOHHOT, title="雪灾应急预案", title_en="Snow Plan", event_types=["11B08"])
    return make.person(Post.OBSERVER, ORDOS)


@pytest.fixture(scope="module")
def reader(django_db_setup, django_db_blocker):
    with made_once(django_db_blocker, library) as person:
        yield person


def titles(person, query="", **by):
    return [one.card.title[:2] for one in selectors.search(person, query, **by).found]


@pytest.mark.parametrize(
    "query",
    ["凌汛", "河凌", "卡冰", "冰结坝", "封河期", "漫滩", "群众 转移", "evacuation", "hamlets",
     "hhlx", "lxyjya", "黄河转移", "滩", "evac"],
)  # fmt: skip
def test_it_is_found_by(reader, query):
    assert titles(reader, query) == ["黄河"]


def test_every_word_of_two_characters_is_found(reader):
    text = PlanText.objects.get(version__plan__city=ORDOS).body
    runs = [run for run in words.CHINESE.findall(text) if len(run) > 1]
    pairs = {run[at : at + 2] for run in runs for at in range(len(run) - 1)}
    assert len(pairs) > 15
    assert [pair for pair in sorted(pairs) if "黄河" not in titles(reader, pair)] == []


@pytest.mark.parametrize(
    ("by", "found"),
    [
        ({}, ["危险", "黄河"]),
        ({"kind": "departmental"}, ["危险"]),
        ({"city": ORDOS}, ["黄河"]),
        ({"level": 1}, ["危险", "黄河"]),
        ({"level": 3}, ["危险"]),
        ({"event_type": "11A05"}, ["黄河"]),
        ({"event_type": "12B01"}, ["危险"]),
        ({"event_type": "1"}, ["危险", "黄河"]),
        ({"department": "fire"}, ["危险"]),
        ({"state": "published", "kind": "special"}, ["黄河"]),
        ({"state": "making"}, []),
        ({"state": "due"}, []),
    ],
)
def test_facets_narrow_it(reader, by, found):
    assert titles(reader, **by) == found
    assert titles(reader, "应急", **by)[:2] == found or sorted(
        titles(reader, "应急", **by)
    ) == (sorted(found))


def test_the_hit_is_marked_and_drafts_of_others_stay_hidden(reader):
    one = selectors.search(reader, "卡冰").found[0]
    assert [piece.text for piece in one.excerpt if piece.hit] == ["卡冰"]
    assert titles(reader, "雪灾") == []
    at_home = make.person(Post.PLANNER, HOHHOT)
    assert titles(at_home, "雪灾") == ["雪灾"]
    assert titles(at_home, state="making") == ["雪灾"]
    assert titles(make.person()) == []


def test_some_of_the_words_are_better_than_none(reader):
    found = selectors.search(reader, "凌汛 航天器")
    assert (found.loose, [one.card.city for one in found.found]) == (True, [ORDOS])


@pytest.mark.parametrize("odd", ["'", "\\", "& | !", ":*", "a'b", "%", "的" * 90, "x" * 200])
def test_odd_signs_break_nothing(reader, odd):
    assert selectors.search(reader, odd).total >= 0


def test_the_table_is_made_anew(reader, capsys):
    rows = PlanText.objects.order_by("pk").values_list("pk", "body", "words", "steps")
    before = list(rows)
    PlanText.objects.filter(version__plan__city=ORDOS).delete()
    call_command("index_plans")
    assert capsys.readouterr().out == "3 versions indexed\n"
    assert (
        list(PlanText.objects.order_by("pk").values_list("pk", "body", "words", "steps"))
        == before
    )
