"""The screen, its panels and the design page, as a browser receives them."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from command.board.panels import PANELS
from command.core import sessions
from tests import make
from tests.support.client import client_at

pytestmark = pytest.mark.django_db

CHINESE = re.compile(r"[\u4e00-\u9fff]")


@pytest.mark.parametrize("panel", sorted(PANELS))
@pytest.mark.parametrize(
    "query", ["", "?city=150200&incident=x", "?city=' OR 1=1&incident=%00"]
)
def test_each_panel_answers_whatever_is_asked(panel, query):
    make.incident()

    answer = client_at("commander").get(reverse("board-panel", args=[panel]) + query)

    assert answer.status_code == 200


def test_the_screen_shows_the_incident_with_its_age_and_follows_its_room():
    incident = make.incident(title="Ice dam <b>")

    text = client_at("commander").get(reverse("cop")).content.decode()

    assert "Ice dam &lt;b&gt;" in text
    assert f'id="inc-{incident.pk}"' in text
    assert incident.room_id in text
    row = text[text.index(f'id="inc-{incident.pk}"') :]
    assert "<jc-age" in row[: row.index("</li>")]


def test_every_number_of_the_screen_has_an_age():
    make.incident()
    make.team()
    text = client_at("commander").get(reverse("cop")).content.decode()

    for block in re.findall(
        r'<(?:button type="button" class="c-city"|li class="c-inc").*?</(?:button|li)>',
        text,
        re.DOTALL,
    ):
        assert "data-ts=" in block


@pytest.mark.parametrize("name", ["design", "design-screen"])
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_design_page_speaks_both_languages_without_inline_style(name, language):
    answer = client_at("observer").get(reverse(name), {"lang": language})

    text = answer.content.decode()
    assert answer.status_code == 200
    assert " style=" not in text
    assert f'lang="{"en" if language == "en" else "zh-Hans"}"' in text


def test_no_chinese_is_left_on_the_english_design_page():
    text = client_at("observer").get(reverse("design"), {"lang": "en"}).content.decode()

    visible = re.sub(r"中文|<head>.*?</head>", "", text, flags=re.DOTALL)
    assert CHINESE.findall(visible) == []


def test_somebody_without_a_duty_is_told_so():
    client = Client()
    client.force_login(make.person())
    session = client.session
    sessions.start(session)
    session.save()

    assert client.get(reverse("cop")).status_code == 200
