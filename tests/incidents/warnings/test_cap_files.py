"""Files of warnings that come in and go out, with their chain."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from lxml import etree

from command.core.errors import Conflict, NotPermitted
from command.core.models import Entry, MediaFile
from incidents.warnings import selectors
from incidents.warnings.actions import cancel_warning, import_warning, update_warning
from incidents.warnings.cap import cap12, cncap, dialects
from incidents.warnings.cap.message import Reference
from incidents.warnings.models import Obligation, PublicWarning, WarningVersion
from tests import make
from tests.incidents.warnings import made
from tests.incidents.warnings.messages import (
    AT,
    FIRST,
    REFUSED,
    RING,
    message,
    spoilt,
    updating,
)
from tests.make import BAOTOU, DALAD, ORDOS, ULANQAB, Post
from tests.support.client import client_of


@pytest.fixture
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.mark.django_db
def test_a_foreign_warning_is_taken_in_with_its_file_once_and_its_chain_is_followed(media):
    officer = make.person(Post.DUTY_OFFICER, ORDOS)
    first = message(identifier=FIRST, sent_at=AT - timedelta(hours=2))
    content = cncap.write(first)
    taken = import_warning(actor=officer, content=content)
    assert taken.new
    told = Entry.objects.count()
    again = import_warning(actor=officer, content=content)
    assert (again.new, again.warning) == (False, taken.warning)
    assert Entry.objects.count() == told
    assert WarningVersion.objects.count() == MediaFile.objects.count() == 1
    assert Obligation.objects.filter(jurisdiction=DALAD).exists()  # an actual orange one

    # The update comes in the other dialect, and finds its chain all the same.
    import_warning(actor=officer, content=cap12.write(updating(level=4)))
    cancelled = updating("cancel", identifier=FIRST + "_1", sent_at=AT + timedelta(hours=1))
    import_warning(actor=officer, content=cncap.write(cancelled))
    warning = PublicWarning.objects.get()
    card = selectors.fresh(warning.pk)
    assert (card.state, card.versions, card.foreign) == ("cancelled", 3, True)
    assert card.unit == "鄂尔多斯市气象局"

    client = client_of(officer)
    version = made.fresh(warning).versions.all()[0]
    path = reverse("api-warning-original", args=[warning.pk])
    assert client.get(path, {"version": str(version.pk)}).content == content
    path = reverse("api-warning-cncap", args=[warning.pk])
    answer = client.get(path, {"version": str(version.pk)}, HTTP_ACCEPT="application/xml")
    assert dialects.read(answer.content) == replace(first, category="Met")
    assert "_ORANGE_ALERT.XML" in answer["Content-Disposition"]
    with pytest.raises(Conflict):
        cancel_warning(actor=officer, warning_id=warning.pk, reason="x", issued_at=AT)


@pytest.mark.django_db
def test_a_file_that_is_refused_changes_nothing(media, settings):
    officer = make.person(Post.DUTY_OFFICER, ORDOS)
    own = made.warning(by=officer)
    stolen = message(
        kind="cancel",
        sender=own.unit_code,
        identifier=f"{own.unit_code}_20270319064500",
        references=(Reference(made.last(own).identifier, own.unit_code, AT),),
    )
    other = message(identifier=FIRST, sent_at=AT - timedelta(hours=2))
    import_warning(actor=officer, content=cap12.write(other))
    liar = updating(sender="15020041600000", identifier="15020041600000_20270319064500")
    told = (Entry.objects.count(), WarningVersion.objects.count(), MediaFile.objects.count())

    client = client_of(officer)

    def post(content):
        file = SimpleUploadedFile("w.xml", content, content_type="text/plain")
        return client.post(reverse("api-warning-import"), {"file": file})

    for content, status in [
        (spoilt(*REFUSED["severity"]), 400),
        (cncap.write(replace(updating(), references=(Reference(FIRST[:-1] + "9"),))), 400),
        (cap12.write(stolen), 409),
        (cncap.write(replace(stolen, references=(Reference(made.last(own).identifier),))), 409),
        (cncap.write(replace(liar, references=(Reference(FIRST),))), 400),
        (b"not a message", 415),
    ]:
        answer = post(content)
        assert answer.status_code == status, answer.content
    assert post(spoilt(*REFUSED["severity"])).json()["error"]["detail"]["element"] == "severity"
    with pytest.raises(NotPermitted):
        import_warning(actor=make.person(Post.OBSERVER, ORDOS), content=cap12.write(message()))
    now_told = (
        Entry.objects.count() - 2,  # the person who was refused was made known
        WarningVersion.objects.count(),
        MediaFile.objects.count(),
    )
    assert now_told[1:] == told[1:]
    assert len([p for p in Path(settings.MEDIA_ROOT).rglob("*") if p.is_file()]) == 1


@pytest.mark.django_db
def test_own_warnings_go_out_and_come_back_whole_with_their_chain():
    officer = make.person(Post.DUTY_OFFICER, ORDOS)
    warning = made.warning(
        by=officer, level=1, regions=[ORDOS, BAOTOU],
        more={
            "polygons": [[list(p) for p in RING]], "circles": [[40.5, 109.8, 3000]],
            "channels": ["SMS"], "certainty": "observed", "contact": "12345",
        },
    )  # fmt: skip
    issued = made.last(warning)
    update_warning(
        actor=officer, warning_id=warning.pk, issued_at=issued.sent_at + timedelta(minutes=5)
    )
    warning = made.fresh(warning)
    for version in selectors.sent(warning):
        told = selectors.message_of(warning, version)
        assert dialects.read(selectors.serialize_cap12(warning, version)) == told
        national = selectors.serialize_cncap(warning, version)
        assert cncap.is_identifier(version.identifier)
        root = etree.fromstring(national)
        first = issued.identifier if version.kind == "update" else None
        assert root.findtext("references") == (first or "")
    client = client_of(make.person(Post.OBSERVER, BAOTOU))
    answer = client.get(reverse("api-warning-cap", args=[warning.pk]))
    assert dialects.read(answer.content).kind == "update"
    hidden = client_of(make.person(Post.OBSERVER, ULANQAB))
    assert hidden.get(reverse("api-warning-cap", args=[warning.pk])).status_code == 404
