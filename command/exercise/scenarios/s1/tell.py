"""Short ways to write the steps that recur in S1."""

from typing import Final

from command.exercise.scenario import Made, Moment, Step, offset, step

# The season's watch, opened before the jam; the jam; the breach that follows from it.
WATCH, EVENT, BREACH = "watch", "event", "breach"

REGION, HOHHOT, BAOTOU, ORDOS, ULANQAB = "150000", "150100", "150200", "150600", "150900"
DALAD, JIUYUAN, TOGTOH, QINGSHUIHE = "150621", "150207", "150122", "150124"
FOUR: Final = (HOHHOT, BAOTOU, ORDOS, ULANQAB)


def speaker(where: str) -> str:
    """Return who speaks for a jurisdiction.

    A neighbour's banner does not see what is shared with its city: the city speaks for it.
    """
    return BAOTOU if where == JIUYUAN else where


def later(at: str, *, hours: int) -> Moment:
    """Return the moment some hours after a scenario time."""
    minutes = round(offset(at).total_seconds() / 60) + 60 * hours
    sign = "-" if minutes < 0 else ""
    return Moment(f"{sign}{abs(minutes) // 60}:{abs(minutes) % 60:02}")


def note(at: str, key: str, actor: str, category: str, text: str, of: str = EVENT) -> Step:
    """Write one line of the chronicle."""
    return step(
        at, key, actor, "write_note", text,
        incident_id=Made(of), category=category, text=text,
    )  # fmt: skip


def figure(
    at: str, key: str, actor: str, name: str, value: str, unit: str, source: str, region: str
) -> Step:
    """Record one figure of the jam."""
    return step(
        at, key, actor, "record_figure", f"{source}：{name} = {value} {unit}",
        incident_id=Made(EVENT), key=name, value=value, unit=unit, source=source,
        region=region, observed_at=Moment(at),
    )  # fmt: skip


def respond(
    at: str, where: str, level: int, matter: str, measures: str, of: str = EVENT
) -> list[Step]:
    """Bring a jurisdiction to a response level.

    Levels III and IV by order; I and II are proposed by the duty officer ten minutes
    before and approved by the commander.
    """
    roman = "ⅠⅡⅢⅣ"[level - 1]
    key = f"response.{of}.{where}.{at}"
    said = f"{matter}：{roman}级响应"
    given = {
        "incident_id": Made(of),
        "jurisdiction": where,
        "level": level,
        "matter": matter,
        "measures": measures,
        "expected_until": later(at, hours=72),
    }
    commander, desk = f"{speaker(where)}.commander", f"{speaker(where)}.duty_officer"
    if level > 2:
        return [step(at, key, commander, "activate_response", said, **given)]
    before = later(at, hours=0)
    minutes = round(offset(before.at).total_seconds() / 60) - 6
    proposed = f"{minutes // 60}:{minutes % 60:02}"
    return [
        step(proposed, f"{key}.proposal", desk, "propose_response", f"拟请批准：{said}", **given),
        step(
            at, key, commander, "decide_response", f"批准：{said}",
            proposal_id=Made(f"{key}.proposal"), approve="approve",
        ),
    ]  # fmt: skip


def stand_down(at: str, where: str, reason: str, of: str = EVENT) -> Step:
    """End a jurisdiction's response."""
    return step(
        at, f"response.{of}.{where}.{at}", f"{speaker(where)}.commander", "end_response", reason,
        incident_id=Made(of), jurisdiction=where, reason=reason,
    )  # fmt: skip
