"""The twenty-four tasks of S1: who is ordered to do what, and how it goes."""

from dataclasses import dataclass, field

from command.exercise.scenario import Made, Moment, Step, Who, offset, step
from command.exercise.scenarios.s1.tell import (
    BAOTOU,
    DALAD,
    EVENT,
    HOHHOT,
    JIUYUAN,
    ORDOS,
    QINGSHUIHE,
    REGION,
    TOGTOH,
)


@dataclass(frozen=True, kw_only=True)
class Order:
    """One task.

    ``to`` is the key of a team, or a role when a person is ordered. ``told`` are the
    moments of its life after the acknowledgement: ``(when, verb, progress or reason)``.
    """

    number: str
    at: str
    by: str
    kind: str
    title: str
    title_en: str
    region: str
    to: str
    due: str
    told: tuple[tuple[str, str, int | str | None], ...] = field(default=())

    @property
    def is_for_a_team(self) -> bool:
        """Whether a team is ordered; else a person."""
        return "." not in self.to


SCENE, CITY, FRONT = f"{DALAD}.commander", f"{ORDOS}.commander", f"{REGION}.commander"
BAOTOU_HQ, HOHHOT_HQ = f"{BAOTOU}.commander", f"{HOHHOT}.commander"
DANGER = "堤防溃口，生命危险"

ORDERS: tuple[Order, ...] = (
    Order(number="T-01", at="0:15", by=SCENE, kind="patrol", title="巡堤人员加倍，昼夜查险",
          title_en="Double the dike patrol, day and night", region=DALAD, to="ORD-01",
          due="48:00",
          told=(("0:18", "acknowledge", None), ("0:32", "start", None),
                ("3:05", "suspend", DANGER), ("3:50", "resume", None),
                ("3:53", "acknowledge", None), ("3:58", "start", None),
                ("20:00", "report", 50))),
    Order(number="T-02", at="0:20", by=SCENE, kind="patrol", title="无人机每2小时巡飞一次",
          title_en="Fly the UAV every two hours", region=DALAD, to="UAV-ORD-02", due="48:00",
          told=(("0:22", "acknowledge", None), ("0:42", "start", None),
                ("12:30", "report", 30), ("22:00", "report", 50))),
    Order(number="T-07", at="1:22", by=SCENE, kind="public_order",
          title="沿河公路与G65匝道交通管制", title_en="Control the riverside road and the G65 ramp",
          region=DALAD, to="ORD-08", due="36:00",
          told=(("1:25", "acknowledge", None), ("1:32", "start", None),
                ("4:20", "report", 60))),
    Order(number="T-08", at="1:46", by=SCENE, kind="repair_lifeline", title="设立现场医疗点",
          title_en="Set up the medical point", region=DALAD, to="ORD-09", due="3:30",
          told=(("1:49", "acknowledge", None), ("1:55", "start", None),
                ("2:50", "complete", None), ("3:15", "verify", None))),
    Order(number="T-03", at="2:10", by=SCENE, kind="rescue_evacuate", title="转移示例一社群众",
          title_en="Evacuate hamlet 1", region=DALAD, to="ORD-03", due="6:30",
          told=(("2:13", "acknowledge", None), ("2:36", "start", None),
                ("4:00", "report", 80), ("4:35", "complete", None), ("5:00", "verify", None))),
    Order(number="T-04", at="2:10", by=SCENE, kind="rescue_evacuate", title="转移示例二社群众",
          title_en="Evacuate hamlet 2", region=DALAD, to="ORD-04", due="6:30",
          told=(("2:13", "acknowledge", None), ("2:39", "start", None),
                ("4:00", "report", 70), ("5:10", "complete", None), ("5:30", "verify", None))),
    Order(number="T-05", at="2:10", by=SCENE, kind="rescue_evacuate", title="转移示例三社群众",
          title_en="Evacuate hamlet 3", region=DALAD, to="ORD-05", due="6:30",
          told=(("2:14", "acknowledge", None), ("2:43", "start", None),
                ("4:00", "report", 55), ("6:10", "complete", None), ("6:20", "verify", None))),
    Order(number="T-06", at="2:11", by=SCENE, kind="repair_lifeline", title="开放4处安置点",
          title_en="Open four shelters", region=DALAD, to="ORD-12", due="4:00",
          told=(("2:15", "acknowledge", None), ("2:46", "start", None),
                ("3:40", "complete", None), ("3:55", "verify", None))),
    Order(number="T-09", at="2:11", by=SCENE, kind="hazard_control", title="危险区停电",
          title_en="Cut power to the danger area", region=DALAD, to="ORD-10", due="3:30",
          told=(("2:14", "acknowledge", None), ("2:20", "start", None),
                ("2:58", "complete", None), ("3:25", "verify", None))),
    Order(number="T-23", at="2:20", by=CITY, kind="publish_info", title="新闻通稿3篇",
          title_en="Three press releases", region=ORDOS, to=f"{ORDOS}.liaison", due="24:00",
          told=(("2:23", "acknowledge", None), ("2:40", "start", None),
                ("4:10", "report", 33), ("12:40", "report", 66), ("21:00", "complete", None),
                ("21:10", "verify", None))),
    Order(number="T-13", at="2:25", by=SCENE, kind="rescue_evacuate", title="冲锋舟待命",
          title_en="Keep rescue boats ready", region=DALAD, to=f"{ORDOS}.team_leader", due="12:00",
          told=(("2:28", "acknowledge", None), ("2:32", "start", None),
                ("3:05", "suspend", DANGER), ("4:38", "resume", None),
                ("4:40", "acknowledge", None), ("4:41", "start", None),
                ("10:00", "complete", None), ("10:20", "verify", None))),
    Order(number="T-10", at="2:42", by=SCENE, kind="prevent_secondary",
          title="K287+300背水坡反滤导渗", title_en="Seepage filter at K287+300", region=DALAD,
          to="ORD-02", due="6:00",
          told=(("2:44", "acknowledge", None), ("2:48", "start", None),
                ("3:05", "suspend", DANGER), ("14:02", "cancel", "堤防已溃，转为堵口任务T-19"))),
    Order(number="T-15", at="2:45", by=SCENE, kind="rescue_evacuate", title="转移牲畜1900头",
          title_en="Move 1,900 head of livestock", region=DALAD, to="ORD-14", due="14:00",
          told=(("2:48", "acknowledge", None), ("2:55", "start", None),
                ("3:05", "suspend", DANGER), ("6:30", "resume", None),
                ("6:33", "acknowledge", None), ("6:40", "start", None),
                ("9:00", "report", 70), ("12:00", "complete", None),
                ("12:20", "verify", None))),
    Order(number="T-11", at="3:45", by=BAOTOU_HQ, kind="rescue_evacuate",
          title="北岸预防性转移620人", title_en="Precautionary move of 620 on the north bank",
          region=JIUYUAN, to="BTU-02", due="6:30",
          told=(("3:48", "acknowledge", None), ("4:11", "start", None),
                ("5:40", "complete", None), ("6:00", "verify", None))),
    Order(number="T-12", at="3:46", by=BAOTOU_HQ, kind="prevent_secondary",
          title="三岔口险工渗水处置", title_en="Seepage works at Sanchakou", region=JIUYUAN,
          to=f"{BAOTOU}.team_leader", due="16:00",
          told=(("3:50", "acknowledge", None), ("4:00", "start", None),
                ("8:00", "report", 60), ("13:00", "complete", None),
                ("13:40", "verify", None))),
    Order(number="T-24", at="4:05", by=CITY, kind="supply_basics", title="支援队伍后勤保障",
          title_en="Logistics of the aid teams", region=ORDOS, to=f"{ORDOS}.resource_officer",
          due="48:00",
          told=(("4:08", "acknowledge", None), ("4:30", "start", None),
                ("18:00", "report", 45))),
    Order(number="T-14", at="4:42", by=SCENE, kind="rescue_evacuate", title="搜救示例村41人",
          title_en="Search for the 41 people", region=DALAD, to=f"{ORDOS}.team_leader", due="6:30",
          told=(("4:44", "acknowledge", None), ("4:46", "start", None),
                ("5:30", "report", 50), ("6:10", "complete", None), ("6:15", "verify", None))),
    Order(number="T-20", at="6:02", by=CITY, kind="env_monitor", title="取水口水质监测",
          title_en="Check the water at the intake", region=DALAD, to="ORD-13", due="18:00",
          told=(("6:05", "acknowledge", None), ("6:15", "start", None),
                ("16:00", "complete", None), ("16:20", "verify", None))),
    Order(number="T-17", at="6:25", by=FRONT, kind="prevent_secondary", title="淹没区排水",
          title_en="Drain the flooded land", region=DALAD, to="ORD-02", due="60:00",
          told=(("6:29", "acknowledge", None), ("6:40", "start", None),
                ("16:00", "report", 25), ("22:00", "report", 40))),
    Order(number="T-16", at="8:03", by=FRONT, kind="ice_breaking", title="破除卡冰体",
          title_en="Break the ice jam", region=DALAD, to="REG-01", due="10:30",
          told=(("8:06", "acknowledge", None), ("9:05", "start", None),
                ("9:40", "complete", None), ("9:55", "verify", None))),
    Order(number="T-18", at="13:05", by=FRONT, kind="supply_basics", title="发放帐篷、棉被、取暖炉",
          title_en="Hand out tents, quilts and stoves", region=DALAD, to="ULQ-02", due="19:00",
          told=(("13:09", "acknowledge", None), ("13:20", "start", None),
                ("16:00", "report", 70), ("18:00", "complete", None),
                ("18:30", "verify", None))),
    Order(number="T-19", at="14:05", by=FRONT, kind="breach_closure", title="南岸溃口堵口",
          title_en="Close the breach", region=DALAD, to="ORD-02", due="61:00",
          told=(("14:08", "acknowledge", None), ("14:20", "start", None),
                ("18:00", "report", 30), ("22:00", "report", 65))),
    Order(number="T-22", at="15:02", by=HOHHOT_HQ, kind="hazard_control",
          title="喇嘛湾公路预先封闭", title_en="Close the Lamawan road beforehand",
          region=QINGSHUIHE, to="HHT-04", due="18:00",
          told=(("15:05", "acknowledge", None), ("16:02", "start", None),
                ("16:30", "complete", None), ("16:45", "verify", None))),
    Order(number="T-21", at="16:00", by=HOHHOT_HQ, kind="patrol", title="什四份子弯道巡查",
          title_en="Patrol the Shisifenzi bend", region=TOGTOH, to="HHT-03", due="48:00",
          told=(("16:03", "acknowledge", None), ("16:10", "start", None),
                ("22:30", "report", 30))),
)  # fmt: skip

# What the assignee says; the rest is said by whoever gave the order.
OF_THE_ASSIGNEE = ("acknowledge", "start", "report", "complete")


def steps() -> list[Step]:
    """Return the orders and how they go as steps."""
    return [one for order in ORDERS for one in _life(order)]


def _life(order: Order) -> list[Step]:
    kind = "team" if order.is_for_a_team else "person"
    who = Made(f"team.{order.to}") if order.is_for_a_team else Who(order.to)
    made = [
        step(
            order.at, order.number, order.by, "create_task",
            incident_id=Made(EVENT), title=order.title, title_en=order.title_en,
            kind=order.kind, region=order.region, due_at=Moment(order.due),
            number=order.number,
        ),
        step(
            order.at, f"{order.number}.issue", order.by, "issue_task",
            f"下达 {order.number} {order.title}",
            task_id=Made(order.number), assignee_kind=kind, assignee_id=who,
            due_at=Moment(order.due),
        ),
    ]  # fmt: skip
    return made + [_told(order, *moment) for moment in order.told]


WORDS = {
    "acknowledge": "签收",
    "start": "开始执行",
    "report": "进度",
    "complete": "完成",
    "verify": "核验",
    "suspend": "暂停",
    "resume": "恢复",
    "cancel": "取消",
}


def _told(order: Order, at: str, verb: str, more: int | str | None) -> Step:
    given: dict[str, object] = {"task_id": Made(order.number), "verb": verb}
    tail = ""
    if isinstance(more, int):
        given["progress"], tail = more, f" {more}%"
    elif more:
        given["reason"], tail = more, f"：{more}"
    actor = carried_out_by(order) if verb in OF_THE_ASSIGNEE else order.by
    said = f"{order.number} {WORDS[verb]}{tail}"
    minutes = round(offset(at).total_seconds() / 60)
    key = f"{order.number}.{verb}.{minutes}"
    return step(at, key, actor, "advance_task", said, **given)


def carried_out_by(order: Order) -> str:
    """Return the role that speaks for whoever was ordered."""
    if not order.is_for_a_team:
        return order.to
    owners = {"ORD": ORDOS, "UAV": ORDOS, "BTU": BAOTOU, "HHT": HOHHOT, "ULQ": "150900"}
    return f"{owners.get(order.to[:3], REGION)}.duty_officer"
