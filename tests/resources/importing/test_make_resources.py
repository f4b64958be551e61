"""The generator of large registers: what it makes, and where it refuses."""

import pytest
from django.core.management import CommandError, call_command

from resources.importing.generate import Generator
from resources.models import Asset, Stock, Team
from resources.nearest import rebuild
from resources.nearest.models import Spot
from resources.nearest.selectors import nearest
from resources.register.models import Facility
from tests import make

pytestmark = pytest.mark.django_db


def test_a_generated_register_is_whole_marked_and_found(capsys):
    call_command("make_resources", "--count", "400", "--seed", "3")
    assert "made: 120 team, 100 asset, 160 stock, 20 facility" in capsys.readouterr().out
    for model, many in ((Team, 120), (Asset, 100), (Stock, 160), (Facility, 20)):
        rows = model.objects.all()
        assert rows.count() == many
        assert not rows.exclude(is_illustrative=True).exists()
        assert {row.origin[:4] for row in rows} == {row.region_id[:4] for row in rows}
    assert Spot.objects.filter(skill="").count() == 400
    assert nearest((40.5, 109.8), what=Team.objects.first().kind, person=None, free_only=False)
    assert rebuild.rebuild() == 0
    # Its triggers were only asleep.
    make.team(name="later")
    assert Spot.objects.filter(name="later").exists()


def test_the_same_seed_makes_the_same_register():
    one, two = Generator(100, 5), Generator(100, 5)
    assert [one.random.random() for _ in range(5)] == [two.random.random() for _ in range(5)]
    assert one.seats == two.seats


def test_it_refuses_where_something_is_real(settings):
    with pytest.raises(CommandError, match="lies between"):
        call_command("make_resources", "--count", "1")
    settings.SESSION_COOKIE_SECURE = True
    with pytest.raises(CommandError, match="production"):
        call_command("make_resources", "--count", "100")
    settings.SESSION_COOKIE_SECURE = False
    make.incident()
    with pytest.raises(CommandError, match="Real incidents"):
        call_command("make_resources", "--count", "100")
    assert not Team.objects.exists()
