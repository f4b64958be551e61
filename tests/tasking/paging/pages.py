"""Pages, and what has become of them."""

from command.tasking.paging.actions import page
from command.tasking.paging.models import PageAttempt, PageState


def paged(person, **given):
    told = {"subject": "集合", "text": "立即到前指集合", "urgent": True, **given}
    return page(actor=None, person=person, **told)


def state_of(made_page):
    return PageState.objects.get(pk=made_page.pk)


def attempts(made_page):
    rows = PageAttempt.objects.filter(page=made_page).order_by("at")
    return [(row.channel, row.outcome, row.code) for row in rows]
