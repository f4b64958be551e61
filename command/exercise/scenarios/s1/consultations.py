"""Joint command in S1: notifications, the joint operation, its lead, consultations, decisions."""

from typing import Any

from command.exercise.scenario import Made, Moment, Ref, Step, step
from command.exercise.scenarios.s1.tell import (
    BAOTOU,
    BREACH,
    DALAD,
    EVENT,
    FOUR,
    HOHHOT,
    ORDOS,
    REGION,
    ULANQAB,
    WATCH,
)

GARRISON = "garrison"
OPERATION = "joint.open"
NEIGHBOURS = [HOHHOT, BAOTOU, ULANQAB]
TABLE: list[dict[str, str]] = [
    *({"authority": code, "name": "防汛抗旱指挥部"} for code in FOUR),
    {"authority": REGION, "name": "黄河水文"},
    {"authority": REGION, "name": "自治区气象台"},
]


def _notify(at: str, key: str, text: str, cities: list[str], of: str = EVENT) -> Step:
    return step(
        at, key, f"{ORDOS}.liaison", "notify_neighbours", text,
        incident_id=Made(of), cities=cities, text=text,
    )  # fmt: skip


def _sign(at: str, key: str, city: str, remark: str) -> Step:
    return step(
        at, f"{key}.{city}", f"{city}.liaison", "acknowledge_notification", remark,
        notification_id=Made(key), city=city, remark=remark,
    )  # fmt: skip


def _decided(text: str, owner: str, due: str = "", **more: Any) -> dict[str, Any]:
    # The orders that follow are given in the script itself, under their own numbers.
    given = {"decided": text, "owner": owner, "is_task": False, **more}
    return given | ({"due_at": Moment(due)} if due else {})


STEPS: tuple[Step, ...] = (
    _notify("-6:30", "notify.yellow", "凌汛预警由蓝色升级为黄色，请相邻地区加强联防。",
            NEIGHBOURS, of=WATCH),
    _sign("-6:27", "notify.yellow", BAOTOU, "北岸巡堤已加密"),
    _sign("-6:26", "notify.yellow", HOHHOT, "托克托县已通知"),
    _sign("-6:24", "notify.yellow", ULANQAB, "收悉"),
    _notify("1:00", "notify.north", "卡冰结坝险情：北岸三岔口险工请立即巡查防守。", [BAOTOU]),
    _sign("1:04", "notify.north", BAOTOU, "已转九原区，拟启动Ⅲ级响应"),
    step(
        "1:20", OPERATION, f"{ORDOS}.commander", "open_operation",
        "依据四市应急联动机制启动联合行动，提请联合会商",
        incident_ids=[Made(EVENT)], name="黄河达拉特旗段凌汛联合行动", mechanism="agreement",
        basis="呼包鄂乌四市应急联动合作协议", members=[*NEIGHBOURS, REGION],
        objectives=["群众零伤亡", "守住两岸堤防", "尽快解除卡冰"],
    ),
    step(
        "2:05", "consult.1", f"{ORDOS}.commander", "hold_consultation",
        "四市、黄河水文、气象视频会商（1:50至2:05）：议定7项决定",
        incident_id=Made(EVENT), kind="video", topic="达拉特旗段卡冰结坝第一次会商",
        started_at=Moment("1:50"), next_at=Moment("8:00"), participants=TABLE,
        agenda=["水情冰情研判", "群众转移", "破冰方案", "支援清单"],
        situation="卡冰体稳定，昭君坟站持续上涨，南岸堤防水面距堤顶0.9米。",
        trend="预计3小时内再涨0.6米。", risks="南岸K287段管涌、漫堤；北岸三岔口险工渗水。",
        decisions=[
            _decided("转移示例一社、二社、三社2874人", DALAD, "6:30",
                     basis_refs=[Ref("figure", "f.threatened")],
                     basis_text="预计再涨0.6米，水面距堤顶0.9米",
                     options=[{"text": "全部转移", "pros": "不留隐患", "chosen": True},
                              {"text": "只转移一社", "cons": "二社、三社仍受威胁"}]),
            _decided("巡堤人员加倍，南岸每50米一人", ORDOS),
            _decided("制定气垫船与爆破两套破冰方案", ORDOS, "8:00"),
            _decided("北岸三岔口险工预置抢险队", BAOTOU),
            _decided("托克托县做好下游开河防御", HOHHOT),
            _decided("按支援清单调运帐篷、棉被、取暖炉", ULANQAB, "13:00"),
            _decided("提请自治区协调上游水库控泄", ORDOS),
        ],
    ),
    step(
        "3:07", "joint.widen", f"{ORDOS}.commander", "widen_operation",
        "溃口险情并入联合行动",
        operation_id=Made(OPERATION), incident_id=Made(BREACH),
    ),
    _notify("3:09", "notify.breach", "南岸堤防K287+300溃口约18米，请相邻地区和驻军按预案准备。",
            [*NEIGHBOURS, GARRISON]),
    step(
        "3:10", "notify.breach.garrison", f"{ORDOS}.liaison", "log_notification_call",
        "电话通报驻军：舟桥分队待命",
        notification_id=Made("notify.breach"), to=GARRISON, spoken_to="军分区作战值班室",
        remark="舟桥分队待命",
    ),
    _sign("3:11", "notify.breach", HOHHOT, "收悉，托克托县加强下游巡查"),
    _sign("3:12", "notify.breach", ULANQAB, "收悉，救灾物资装车待命"),
    _sign("3:13", "notify.breach", BAOTOU, "收悉，北岸加派抢险队"),
    step(
        "3:19", "joint.offer", f"{ORDOS}.commander", "offer_operation_command",
        "鄂尔多斯市提请自治区牵头联合行动",
        operation_id=Made(OPERATION), to=REGION, reason="重大险情，由自治区防指牵头",
    ),
    step(
        "3:20", "joint.accept", f"{REGION}.commander", "accept_operation_command",
        "自治区防指牵头联合行动",
        operation_id=Made(OPERATION),
    ),
    step(
        "3:22", "decision.front", f"{REGION}.commander", "record_decision",
        "决定成立前线指挥部，统一指挥抢险救援",
        incident_id=Made(EVENT), decided="成立前线指挥部，统一指挥抢险救援",
        basis_refs=[Ref("figure", "f.breach.18")], basis_text="黄河干流堤防溃口，至少为重大",
        options=[{"text": "自治区前线指挥部", "chosen": True},
                 {"text": "鄂尔多斯市继续牵头", "cons": "跨市力量难以统一调度"}],
    ),
    step(
        "8:00", "consult.2", f"{REGION}.commander", "hold_consultation",
        "四市第二次会商：批准气垫船与爆破破冰",
        incident_id=Made(EVENT), kind="joint", topic="破冰方案第二次会商",
        started_at=Moment("7:40"), next_at=Moment("24:00"), participants=TABLE,
        agenda=["破冰方案", "溃口封堵"],
        situation="溃口宽35米，2874人全部转移；卡冰体未动。",
        trend="气温回升，下午冰体松动。", risks="破冰后凌峰下泄，包头站水位快速上涨。",
        decisions=[
            _decided("批准气垫船与爆破破冰，T+9:05起实施", ORDOS, "9:05",
                     basis_refs=[Ref("figure", "f.breach.35")]),
            _decided("包头市清空滩区，做好凌峰过境防御", BAOTOU, "12:00"),
        ],
    ),
    step(
        "24:00", "consult.3", f"{REGION}.commander", "hold_consultation",
        "四市第三次会商：降低响应级别，开始24小时零报告",
        incident_id=Made(EVENT), kind="joint", topic="降级与堵口第三次会商",
        started_at=Moment("23:40"), participants=TABLE, agenda=["响应级别", "堵口", "下游防御"],
        situation="凌峰已过包头站，溃口收窄至12米，堵口进度65%。",
        trend="险情趋稳，凌头预计T+30时到托克托。", risks="下游什四份子弯道再次卡冰。",
        decisions=[
            _decided("降低响应级别，鄂尔多斯市Ⅲ级", ORDOS,
                     basis_refs=[Ref("figure", "f.breach.12")]),
            _decided("开始24小时零报告", ORDOS),
            _decided("托克托县预先封闭喇嘛湾公路", HOHHOT),
        ],
    ),
)  # fmt: skip
