"""Tasks on paper: ICS 204, 214 and 215."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from command.core.errors import NotThere
from command.core.tongues import CHINESE, ENGLISH, is_english
from command.tasking.desk.filters import Filters
from command.tasking.desk.frame import person_of
from command.tasking.desk.papers import PAPERS
from incidents.documents import paper_response


@require_safe
@never_cache
def paper(request: HttpRequest, paper: str, form: str) -> HttpResponse:
    """Print what the filters choose."""
    person = person_of(request)
    write = PAPERS.get(paper)
    if write is None:
        raise NotThere(_("There is no such paper."))
    language = ENGLISH if is_english() else CHINESE
    return paper_response(write(person, Filters.read(request.GET.dict()), language), form)
