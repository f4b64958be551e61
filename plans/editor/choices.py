"""What may be chosen in the fields of a plan, in the words of the reader."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from command.core import regions
from command.core.models import Duty, Organisation, Region
from command.core.tongues import is_english
from command.tasking.lifecycle import TaskKind
from incidents.words import ROMAN
from plans.document.shape import CHAPTERS, Document
from resources.lifecycle import TeamKind
from resources.selectors import supplies

Choice = tuple[Any, str]
Named = Mapping[str, str | Promise]

CONDITIONS: Final[Named] = {
    "grade": gettext_lazy("Event grade at least"),
    "warning": gettext_lazy("Warning level at least"),
    "response": gettext_lazy("Response level at least"),
    "reading": gettext_lazy("Reading of a sensor"),
    "hand": gettext_lazy("Somebody confirms"),
}
OWNER_KINDS: Final[Named] = {
    "organisation": gettext_lazy("A kind of organisation"),
    "post": pgettext_lazy("filled by", "A post"),
}
TO_KINDS: Final[Named] = {
    "role": gettext_lazy("A role of the plan"),
    "post": pgettext_lazy("filled by", "A post"),
    "organisation": gettext_lazy("A kind of organisation"),
    "contacts": gettext_lazy("A list of contacts"),
}
COMPARISONS: Final[Named] = {">=": gettext_lazy("at least"), "<=": gettext_lazy("at most")}
# Field → its values with their names, where they are the same in every plan.
FIXED: Final[Mapping[str, Named]] = {
    "part": CHAPTERS,
    "on": CONDITIONS,
    "op": COMPARISONS,
    "owner_kind": OWNER_KINDS,
    "to_kind": TO_KINDS,
    "kind": dict(TaskKind.choices),
}
POSTS: Final = [post for post in Duty.Post.choices if not str(post[0]).endswith("_admin")]


class Choices:
    """The choices of one plan's form; each list is made when a field asks for it."""

    def __init__(self, document: Document, city: str) -> None:
        """Choose among the roles and steps of ``document``, for a plan of ``city``."""
        self._document = document
        self._city = city

    def of(self, field: str, own: str = "") -> list[Choice]:
        """Return the values of a field with their names; ``own`` is the part's own key."""
        if field in FIXED:
            return _plain(FIXED[field].items())
        match field:
            case "owner":
                return [("", "—"), *_plain(Organisation.Kind.choices), *_plain(POSTS)]
            case "region":
                return [("", regions.name(self._city)), *self._places()]
            case "city" | "source":
                cities = [code for code in regions.CITIES if code != self._city]
                return [("", "—"), *((code, regions.name(code)) for code in cities)]
            case "role":
                return [("", "—"), *self._roles()]
            case "step":
                return [("", "—"), *self._steps("")]
            case "after":
                return self._steps(own)
            case "levels":
                return [(level, ROMAN[level]) for level in (1, 2, 3, 4)]
            case "what":
                return what_choices()
            case "to":
                return [*self._roles(), *_plain(POSTS), *_plain(Organisation.Kind.choices)]
        return []

    def _places(self) -> list[Choice]:
        """Return the city's own banners first, then everything else by code."""
        codes = Region.objects.order_by("code").values_list("code", flat=True)
        own = [code for code in codes if code[:4] == self._city[:4] and code != self._city]
        rest = [code for code in codes if code not in own and code != self._city]
        return [(code, _place(code)) for code in [*own, *rest]]

    def _roles(self) -> list[Choice]:
        return [(role.key, f"{role.key} {name_of(role)}") for role in self._document.roles]

    def _steps(self, own: str) -> list[Choice]:
        steps = [step for step in self._document.steps if step.key != own]
        return [(step.key, f"{step.key} {titled(step)}") for step in steps]


def what_choices() -> list[Choice]:
    """Return the kinds of teams and the code list of supplies. One query."""
    chinese = in_chinese()
    stock = [(each.code, each.name_zh if chinese else each.name_en) for each in supplies()]
    return [*_plain(TeamKind.choices), *stock]


def name_of(role: Any) -> str:
    """Return what a role is called: its name, or else who fills it."""
    name = role.name if in_chinese() or not role.name_en else role.name_en
    if name:
        return str(name)
    kinds = {**dict(Organisation.Kind.choices), **dict(Duty.Post.choices)}
    owner = str(kinds.get(role.owner, ""))
    return f"{owner} {regions.name(role.region)}" if role.region else owner


def titled(part: Any) -> str:
    """Return the title of a part in the language of the reader, as far as there is one."""
    other = "" if in_chinese() else part.title_en
    return str(other or part.title)


def what_name(what: str, known: Mapping[str, str]) -> str:
    """Return the name of a kind of team or of supplies; the code when it is not known."""
    return known.get(what, what) or _("nothing yet")


def _place(code: str) -> str:
    if code == regions.REGION or code.endswith("00"):
        return regions.name(code)
    both = {"city": regions.name(regions.city_of(code)), "place": regions.name(code)}
    return pgettext("place of a city", "%(city)s %(place)s") % both


def _plain(pairs: Iterable[tuple[Any, Any]]) -> list[Choice]:
    return [(value, str(name)) for value, name in pairs]


def in_chinese() -> bool:
    """Return whether the reader reads Chinese."""
    return not is_english()
