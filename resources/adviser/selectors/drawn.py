"""Plans as the page draws them: words, times of day, and bars. No query but for names."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from command.core import regions
from command.core.models import Duty
from resources.adviser.floors import agreed_floors
from resources.adviser.options import proof
from resources.adviser.selectors.columns import (
    Bar,
    NeedDrawn,
    PlanDrawn,
    RemainDrawn,
    SendDrawn,
    StaysDrawn,
)
from resources.adviser.selectors.cut import AdviceShown, Plain
from resources.adviser.selectors.said import said
from resources.adviser.words import AIMS, GROUNDS, ROUTERS, clock, duration

WIDE = 100  # of a bar


def drawn(shown: AdviceShown, names: Mapping[str, tuple[str, str]]) -> list[PlanDrawn]:
    """Return the three columns; ``names`` are name and unit of every thing."""
    latest = [send["high"] for plan in shown.plans for send in plan["sends"]]
    times = [need["by"] for need in shown.needs if need["by"]]
    scale = max([*latest, *(t for t in times if t <= 2 * max(latest, default=1)), 1])
    return [
        _plan(shown, plan, number, names, scale)
        for number, plan in enumerate(shown.plans, start=1)
    ]


def _plan(
    shown: AdviceShown,
    plan: Plain,
    number: int,
    names: Mapping[str, tuple[str, str]],
    scale: int,
) -> PlanDrawn:
    needs = [_need(shown, plan, row, names, scale) for row in plan["needs"]]
    whole = [row for row in plan["needs"] if row["at"] is not None]
    last = max((row["at"] for row in whole), default=None)
    left_open = sum(row["open"] for row in plan["needs"])
    return PlanDrawn(
        key=plan["key"],
        digit=number,
        name=str(AIMS[plan["key"]]),
        ground=str(GROUNDS[plan["key"]]),
        filled=clock(shown.at, last) if not left_open else "",
        span=_span(shown.at, [row["low"] for row in whole], [row["high"] for row in whole]),
        open=left_open,
        proof=proof(plan) if shown.card.answered_at else _("quick answer, proof under way"),
        is_proven=plan["is_proven"],
        is_quick=plan["by"] == "greedy",
        needs=needs,
        remains=_remains(plan, names),
        hidden=plan["hidden"],
        breaches=[_breach(row, names) for row in plan["breaches"]],
        stays=[_stays(shown, row, names) for row in plan["not_chosen"]],
        facts=_facts(plan, needs, names),
        can_choose=bool(plan["sends"]) and not shown.card.chosen,
    )


def _need(
    shown: AdviceShown,
    plan: Plain,
    row: Plain,
    names: Mapping[str, tuple[str, str]],
    scale: int,
) -> NeedDrawn:
    asked = next(need for need in shown.needs if need["key"] == row["need"])
    name, unit = names[asked["what"]]
    mark = asked["by"] * WIDE / scale if asked["by"] and asked["by"] <= scale else None
    return NeedDrawn(
        label=asked["label"],
        name=name,
        sent=row["sent"],
        quantity=row["quantity"],
        open=row["open"],
        unit=unit,
        at=clock(shown.at, row["at"]),
        span=_span(shown.at, [row["low"]], [row["high"]]) if row["at"] is not None else "",
        late=duration(row["late"]) if row["late"] else "",
        sends=[
            _send(shown.at, send, unit, scale, mark)
            for send in plan["sends"]
            if send["need"] == row["need"]
        ],
    )


def _send(at: str, send: Plain, unit: str, scale: int, mark: float | None) -> SendDrawn:
    return SendDrawn(
        city=regions.name(send["city"]),
        name=send["name"],
        amount=f"{send['quantity']:,} {unit}"
        if send["kind"] == "stock" or not send["name"]
        else "",
        at=clock(at, send["eta"]),
        span=_span(at, [send["low"]], [send["high"]]),
        bar=Bar(
            x=round(send["low"] * WIDE / scale, 1),
            width=max(1.0, round((send["high"] - send["low"]) * WIDE / scale, 1)),
            at=round(send["eta"] * WIDE / scale, 1),
            mark=mark,
        ),
        by=str(ROUTERS.get(send["by"], send["by"])),
        is_guess=send["by"] == "line",
        because=str(_(", ")).join(send["because"]),
    )


def _remains(plan: Plain, names: Mapping[str, tuple[str, str]]) -> list[RemainDrawn]:
    most: dict[str, int] = {}
    agreed = agreed_floors()
    for row in plan["remains"]:
        most[row["what"]] = max(most.get(row["what"], 1), row["before"], row["floor"])
    found, before = [], ""
    for row in plan["remains"]:
        scale = WIDE / most[row["what"]]
        name, unit = names[row["what"]]
        found.append(
            RemainDrawn(
                city=regions.name(row["city"]),
                name=name,
                before=row["before"],
                given=row["given"],
                after=row["after"],
                floor=row["floor"],
                is_agreed=(row["city"], row["what"]) in agreed,
                unit=unit,
                kept=round(max(0, row["after"]) * scale, 1),
                gone=round(row["given"] * scale, 1),
                line=round(row["floor"] * scale, 1) if row["floor"] else None,
                broken=row["broken"],
                signature=_post(row["signed_by"]) if row["broken"] else "",
                is_first=row["what"] != before,
            )
        )
        before = row["what"]
    return found


def _breach(row: Plain, names: Mapping[str, tuple[str, str]]) -> str:
    name, unit = names[row["what"]]
    return _("%(city)s: %(name)s %(broken)s %(unit)s below its floor; %(post)s must sign") % {
        "city": regions.name(row["city"]),
        "name": name,
        "broken": row["broken"],
        "unit": unit,
        "post": _post(row["signed_by"]),
    }


def _stays(shown: AdviceShown, row: Plain, names: Mapping[str, tuple[str, str]]) -> StaysDrawn:
    need = next(need for need in shown.needs if need["key"] == row["need"])
    return StaysDrawn(
        need=need["label"],
        city=regions.name(row["city"]),
        name=row["name"] or names[row["what"]][0],
        eta=duration(row["eta"]) if row["eta"] is not None else "",
        reasons=[said(reason, regions.name(row["city"])) for reason in row["reasons"]],
    )


def _facts(
    plan: Plain, needs: list[NeedDrawn], names: Mapping[str, tuple[str, str]]
) -> list[tuple[str, str, str]]:
    """Return what the question before choosing shows: label, value, tone."""
    facts = []
    for need in needs:
        when = need.at or _("%(open)s stay open") % {"open": need.open}
        facts.append((f"{need.label} {need.name}", when, "short" if need.open else ""))
    for row in plan["remains"]:
        if row["given"]:
            name, unit = names[row["what"]]
            value = f"{row['before']} → {row['after']} {unit}"
            tone = "none" if row["broken"] else ""
            facts.append((f"{regions.name(row['city'])} {name}", value, tone))
    return facts


def _span(at: str, lows: list[int], highs: list[int]) -> str:
    if not lows:
        return ""
    return _("%(low)s to %(high)s") % {
        "low": clock(at, max(lows)),
        "high": clock(at, max(highs)),
    }


def _post(post: str) -> str:
    return str(Duty.Post(post).label) if post else _("the commander")
