"""A plan put into words for people: for the page, the paper and the file to take along."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from command.core import regions
from command.core.errors import Invalid
from command.core.models import Duty, Organisation
from command.core.tongues import of_reader
from command.tasking.lifecycle import TaskKind
from plans.document import Condition, Document, Notice, Role, Step, StepNeed
from plans.document.shape import CHAPTERS, ORGANISATION
from plans.graph import Timed, critical_path, timed
from resources.lifecycle import TeamKind
from resources.models import Supply

LEVELS = {1: "I", 2: "II", 3: "III", 4: "IV"}
SIGNS = {">=": "≥", "<=": "≤"}


@dataclass(frozen=True, slots=True)
class ChapterRead:
    """A chapter in words."""

    key: str
    part: str
    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StepRead:
    """A step in words; ``levels`` are the response levels, ``start`` and ``finish`` from T."""

    key: str
    title: str
    detail: str
    kind: str
    role: str
    where: str
    start: str
    finish: str
    after: str
    when: tuple[str, ...]
    needs: tuple[str, ...]
    levels: tuple[int, ...]
    critical: bool
    repeat: int


@dataclass(frozen=True, slots=True)
class Line:
    """Something with a name and what is said about it."""

    key: str
    name: str
    told: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A plan to be read."""

    chapters: tuple[ChapterRead, ...]
    triggers: tuple[Line, ...]
    roles: tuple[Line, ...]
    steps: tuple[StepRead, ...]
    notices: tuple[Line, ...]
    asks: tuple[Line, ...]
    offers: tuple[Line, ...]
    total: str = ""  # when the last step is done, from T

    @property
    def is_empty(self) -> bool:
        """Whether nothing is said at all."""
        return not (self.chapters or self.steps or self.roles or self.triggers)


def sheet_of(document: Document, city: str) -> Sheet:
    """Return what a plan of ``city`` says in words, in the language of the reader.

    One query for the names of the supplies.
    """
    names = _names(document)
    try:
        times = timed(document.steps)
        critical = set(critical_path(document.steps, times))
    except Invalid:  # the steps have no order: a draft may say so
        times, critical = {}, set()
    return Sheet(
        chapters=tuple(
            ChapterRead(
                each.key, str(CHAPTERS[each.part]), each.title, tuple(each.text.splitlines())
            )
            for each in document.chapters
        ),
        triggers=tuple(
            Line(each.key, of_reader(each.title, each.title_en), _conditions(each.when))
            for each in document.triggers
        ),
        roles=tuple(
            Line(each.key, _role(each), (_filled(each, city),)) for each in document.roles
        ),
        steps=tuple(
            _step(each, document, times.get(each.key), names, city, each.key in critical)
            for each in document.steps
        ),
        notices=tuple(_notice(each, document) for each in document.notices),
        asks=tuple(
            _promise(each.key, each.city, each.what, each.quantity, each.within_minutes, names)
            for each in document.asks
        ),
        offers=tuple(
            _promise(
                each.key,
                each.city,
                each.what,
                each.quantity,
                each.within_minutes,
                names,
                each.terms,
            )
            for each in document.offers
        ),
        total=after(max((each.finish for each in times.values()), default=0)),
    )


def after(minutes: float) -> str:
    """Return a moment after the activation: T+1:30."""
    hours, rest = divmod(round(minutes), 60)
    return f"T+{hours}:{rest:02d}"


def _step(
    step: Step,
    document: Document,
    times: Timed | None,
    names: dict[str, str],
    city: str,
    critical: bool,  # noqa: FBT001  private, one caller
) -> StepRead:
    role = document.role(step.role)
    where = [regions.name(step.region)] if step.region and step.region != city else []
    return StepRead(
        key=step.key,
        title=of_reader(step.title, step.title_en),
        detail=step.detail,
        kind=str(TaskKind(step.kind).label),
        role=_role(role) if role else "",
        where=" · ".join([*where, *([step.place] if step.place else [])]),
        start=after(times.start if times else step.offset_minutes),
        finish=after(times.finish if times else step.offset_minutes + step.due_minutes),
        after=", ".join(step.after),
        when=_conditions(step.when),
        needs=tuple(_need(each, names) for each in step.needs),
        levels=tuple(sorted(step.levels)),
        critical=critical,
        repeat=step.repeat_minutes,
    )


def _notice(notice: Notice, document: Document) -> Line:
    role = document.role(notice.to) if notice.to_kind == "role" else None
    to = _role(role) if role else _owner(notice.to_kind, notice.to)
    where = regions.name(notice.region) if notice.region else ""
    if notice.counties:
        where = f"{where} {_('and every banner, county and district')}".strip()
    told = (where, after(notice.offset_minutes), of_reader(notice.text, notice.text_en))
    return Line(notice.key, to, tuple(each for each in told if each))


def _promise(
    key: str,
    city: str,
    what: str,
    quantity: int,
    within: int,
    names: dict[str, str],
    terms: str = "",
) -> Line:
    whose = regions.name(city) if city else _("any of the others")
    told = [f"{names.get(what, what)} \N{MULTIPLICATION SIGN} {quantity}"]
    if within:
        told.append(_("within %(n)d min") % {"n": within})
    return Line(key, whose, (*told, *([terms] if terms else [])))


def _need(need: StepNeed, names: dict[str, str]) -> str:
    said = f"{names.get(need.what, need.what)} \N{MULTIPLICATION SIGN} {need.quantity}"
    return f"{said} ← {regions.name(need.source)}" if need.source else said


def _conditions(when: Iterable[Condition]) -> tuple[str, ...]:
    return tuple(_condition(each) for each in when)


def _condition(condition: Condition) -> str:
    value = f"{condition.value:g}"
    level = LEVELS.get(int(condition.value), value)
    match condition.on:
        case "grade":
            return _("event grade %(level)s or graver") % {"level": level}
        case "warning":
            return _("warning level %(level)s or graver") % {"level": level}
        case "response":
            return _("response level %(level)s or graver") % {"level": level}
        case "reading":
            return f"{condition.sensor} {SIGNS[condition.op]} {value}"
    return condition.says


def _role(role: Role) -> str:
    return of_reader(role.name, role.name_en) or _owner(role.owner_kind, role.owner) or role.key


def _filled(role: Role, city: str) -> str:
    return f"{regions.name(role.region or city)} · {_owner(role.owner_kind, role.owner)}"


def _owner(kind: str, owner: str) -> str:
    if kind == ORGANISATION and owner in Organisation.Kind.values:
        return str(Organisation.Kind(owner).label)
    if kind == "post" and owner in Duty.Post.values:
        return str(Duty.Post(owner).label)
    return owner


def _names(document: Document) -> dict[str, str]:
    """Return the names of what is needed, asked and offered, by code."""
    codes = {need.what for step in document.steps for need in step.needs}
    codes |= {each.what for each in document.asks}
    codes |= {each.what for each in document.offers}
    found = {code: str(TeamKind(code).label) for code in codes & set(TeamKind.values)}
    for supply in Supply.objects.filter(pk__in=codes):
        found[supply.pk] = supply.name
    return found


def level_words(levels: Iterable[int]) -> str:
    """Return response levels in Roman figures; “all” for none."""
    return " ".join(LEVELS[level] for level in levels) or pgettext("levels", "all")
