"""A version of a plan as a paper."""

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from command.core import regions
from incidents.documents import Block, Facts, Heading, Paper, Table, Text
from plans.document import document_of
from plans.models import PlanVersion
from plans.reading import Line, Sheet, level_words, sheet_of

State = PlanVersion.State


def paper_of(version: PlanVersion, language: str, printed_by: str) -> Paper:
    """Return a version as a paper in one language; a draft is marked as one."""
    with translation.override(language):
        plan = version.plan
        sheet = sheet_of(document_of(version), plan.city_id)
        blocks: list[Block] = [_facts(version)]
        for chapter in sheet.chapters:
            blocks.append(Heading(chapter.title or chapter.part, 2))
            blocks += [Text(line) for line in chapter.lines if line.strip()]
        blocks += _listed(pgettext("plan part", "Triggers"), sheet.triggers)
        blocks += _listed(pgettext("plan part", "Roles"), sheet.roles)
        blocks += _steps(sheet)
        blocks += _listed(pgettext("plan part", "Notices"), sheet.notices)
        blocks += _listed(pgettext("plan part", "Expected from other cities"), sheet.asks)
        blocks += _listed(pgettext("plan part", "Promised to other cities"), sheet.offers)
        return Paper(
            kind="form",
            language=language,
            title=plan.name,
            number=f"{plan.city_id}-v{version.number}",
            issuer=regions.name(plan.city_id),
            signer=version.published_by.name if version.published_by else "",
            issued_at=version.published_at,
            as_of=version.published_at or version.drafted_at,
            printed_by=printed_by,
            drill=version.exercise_id is not None,
            draft=version.state not in {State.PUBLISHED, State.SUPERSEDED},
            blocks=tuple(blocks),
        )


def _facts(version: PlanVersion) -> Facts:
    plan = version.plan
    return Facts(
        (
            (_("City"), regions.name(plan.city_id)),
            (pgettext("plan", "Kind"), str(plan.get_kind_display())),
            (pgettext("plan", "Version"), f"v{version.number}"),
            (_("State"), str(version.get_state_display())),
            (pgettext("plan", "In force since"), _day(version.published_at)),
            (pgettext("plan", "Review due"), _day(version.review_due)),
        )
    )


def _steps(sheet: Sheet) -> list[Block]:
    if not sheet.steps:
        return []
    rows = tuple(
        (
            step.key,
            f"★ {step.title}" if step.critical else step.title,
            step.role,
            f"{step.start} - {step.finish}",
            level_words(step.levels),
            step.after or "-",
            "; ".join((*step.when, *step.needs)) or "-",
        )
        for step in sheet.steps
    )
    head = (
        _("No."), pgettext("plan part", "Step"), pgettext("plan", "Role"),
        pgettext("plan", "From - to"), pgettext("plan", "Levels"),
        pgettext("plan", "Waits for"), pgettext("plan", "Conditions and needs"),
    )  # fmt: skip
    return [
        Heading(pgettext("plan part", "Steps"), 2),
        Table(head=head, rows=rows, widths=(2, 6, 4, 4, 2, 3, 5)),
        Text(_("★ critical path: the end moves with this step. T is the activation.")),
    ]


def _listed(title: str, lines: tuple[Line, ...]) -> list[Block]:
    if not lines:
        return []
    rows = tuple((line.key, line.name, " · ".join(line.told)) for line in lines)
    head = (_("No."), _("Name"), pgettext("plan", "What it says"))
    return [Heading(title, 2), Table(head=head, rows=rows, widths=(1, 3, 6))]


def _day(at: object) -> str:
    return f"{at:%Y-%m-%d}" if at else "-"
