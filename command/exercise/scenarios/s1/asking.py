"""What S1 lacks, line by line: the needs, the requests, and what was answered."""

from dataclasses import dataclass

from command.exercise.scenario import Made, Moment, Step, step
from command.exercise.scenarios.s1 import convoys
from command.exercise.scenarios.s1.tell import BAOTOU, EVENT, HOHHOT, ORDOS, REGION, ULANQAB


@dataclass(frozen=True, kw_only=True)
class Answered:
    """What one city said, and when."""

    city: str
    at: str
    answer: str
    quantity: int
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class Asked:
    """One line of the request table."""

    number: str
    at: str
    by: str
    what: str
    title: str
    quantity: int
    unit: str
    needed: str
    answers: tuple[Answered, ...]
    able: tuple[str, ...] = ()
    priority: int = 3

    @property
    def cities(self) -> list[str]:
        """Who was asked, in the order of the table."""
        return list(dict.fromkeys(one.city for one in self.answers))

    @property
    def need(self) -> str:
        """The number of the need line behind it: ``RR-01`` asks for ``NL-01``."""
        return self.number.replace("RR", "NL")


SCENE = "达拉特旗昭君镇现场指挥部"
DESK = f"{ORDOS}.resource_officer"


def said(city: str, at: str, answer: str, quantity: int, reason: str = "") -> Answered:
    """Write an answer in one line."""
    return Answered(city=city, at=at, answer=answer, quantity=quantity, reason=reason)


LINES: tuple[Asked, ...] = (
    Asked(number="RR-01", at="2:15", by=DESK, what=convoys.PUMP, title="移动排水泵车", quantity=6,
          unit="台", needed="8:00", able=("PUMP_1000",), priority=2,
          answers=(said(BAOTOU, "2:31", "accept", 3), said(HOHHOT, "2:31", "accept", 2))),
    Asked(number="RR-02", at="2:15", by=DESK, what="WATER", title="水域救援队", quantity=1,
          unit="支", needed="8:00", priority=1, answers=(said(HOHHOT, "2:31", "accept", 1),)),
    Asked(number="RR-03", at="2:15", by=DESK, what=convoys.TENT, title="棉帐篷", quantity=500,
          unit="顶", needed="14:00",
          answers=(said(ULANQAB, "2:31", "accept", 300),
                   said(HOHHOT, "2:31", "provisional", 200, "18:00以后可调出200顶"))),
    Asked(number="RR-04", at="2:15", by=DESK, what=convoys.QUILT, title="棉被", quantity=2000,
          unit="床", needed="14:00", answers=(said(ULANQAB, "2:31", "accept", 1200),)),
    Asked(number="RR-10", at="2:15", by=DESK, what="MED", title="紧急医学救援队", quantity=1,
          unit="支", needed="9:00", answers=(said(HOHHOT, "2:31", "accept", 1),)),
    Asked(number="RR-11", at="2:15", by=DESK, what=convoys.COMMS_CAR, title="应急通信车",
          quantity=2, unit="辆", needed="8:00",
          answers=(said(HOHHOT, "2:31", "decline", 0, "两辆均在保障托克托县"),
                   said(HOHHOT, "3:25", "accept", 1, "调整后可调出1辆，另1辆留用"))),
    Asked(number="RR-05", at="2:45", by=DESK, what=convoys.STOVE, title="取暖炉", quantity=80,
          unit="台", needed="14:00",
          answers=(said(ULANQAB, "3:00", "accept", 40), said(BAOTOU, "3:00", "accept", 40))),
    Asked(number="RR-06", at="3:24", by=DESK, what=convoys.DIGGER, title="挖掘机、装载机",
          quantity=20, unit="台", needed="7:00", answers=(said(BAOTOU, "3:40", "accept", 14),)),
    Asked(number="RR-07", at="3:24", by=DESK, what=convoys.BAG, title="编织袋",
          quantity=100_000, unit="条", needed="6:00",
          answers=(said(BAOTOU, "3:40", "accept", 100_000),)),
    Asked(number="RR-09", at="3:26", by=DESK, what="AIR", title="无人机队", quantity=1,
          unit="支", needed="9:30", answers=(said(ULANQAB, "3:45", "accept", 1),)),
    Asked(number="RR-12", at="7:40", by=DESK, what="WATER", title="破冰专业队（气垫船）",
          quantity=1, unit="支", needed="9:00", able=("ICE_BREAK",), priority=2,
          answers=(said(REGION, "8:00", "accept", 1),)),
    Asked(number="RR-08", at="8:20", by=DESK, what=convoys.STONE, title="块石", quantity=4000,
          unit="m³", needed="20:00", answers=(said(BAOTOU, "8:40", "accept", 4000),)),
)  # fmt: skip


def steps() -> list[Step]:
    """Return the needs, the requests for them and the answers as steps."""
    made: list[Step] = []
    for line in LINES:
        made.append(_need(line))
        made.append(
            step(
                line.at, line.number, line.by, "request_resource",
                f"{line.number} 请求支援：{line.title} {line.quantity}{line.unit}",
                incident_id=Made(EVENT), what=line.what, quantity=line.quantity,
                unit=line.unit, asked=line.cities, place=SCENE,
                needed_by=Moment(line.needed), number=line.number,
                need_id=Made(line.need),
            )
        )  # fmt: skip
        made += [_answer(line, one, place) for place, one in enumerate(line.answers)]
    return [*made, *_offer()]


def _need(line: Asked) -> Step:
    return step(
        line.at, line.need, line.by, "state_need",
        f"{line.need} 需求：{line.title} {line.quantity}{line.unit}",
        incident_id=Made(EVENT), what=line.what, quantity=line.quantity, unit=line.unit,
        capabilities=list(line.able), place=SCENE, needed_by=Moment(line.needed),
        priority=line.priority, number=line.need,
    )  # fmt: skip


def _answer(line: Asked, one: Answered, place: int) -> Step:
    words = {"accept": "同意", "provisional": "附条件同意", "decline": "婉拒"}[one.answer]
    role = "commander" if one.city == REGION else "resource_officer"
    return step(
        one.at, f"{line.number}.answer.{place}", f"{one.city}.{role}", "answer_request",
        f"{line.number} {words} {one.quantity or ''}{one.reason}",
        request_id=Made(line.number), city=one.city, answer=one.answer,
        quantity=one.quantity, reason=one.reason,
    )  # fmt: skip


def _offer() -> list[Step]:
    return [
        step(
            "12:40", "RO-01", f"{ULANQAB}.resource_officer", "offer_resource",
            "RO-01 乌兰察布主动支援：土豆、面粉20吨",
            incident_id=Made(EVENT), what=convoys.FOOD, quantity=20, unit="t",
            remark="土豆、面粉，次日送达",
            number="RO-01",
        ),
        step(
            "12:55", "RO-01.answer", f"{REGION}.commander", "answer_offer", "RO-01 接受支援",
            offer_id=Made("RO-01"), is_accepted=True,
        ),
    ]  # fmt: skip
