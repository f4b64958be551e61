"""The incidents of S1: reported, graded, shared, handed over, closed."""

from command.exercise.scenario import Made, Moment, Step, step
from command.exercise.scenarios.s1.tell import (
    BAOTOU,
    BREACH,
    DALAD,
    EVENT,
    HOHHOT,
    JIUYUAN,
    ORDOS,
    REGION,
    TOGTOH,
    ULANQAB,
    WATCH,
)

JAM = (40.503, 109.795)
DIKE = (40.495, 109.800)

STEPS: tuple[Step, ...] = (
    step(
        "-72:00", WATCH, f"{ORDOS}.duty_officer", "report_incident",
        "建立开河期凌汛防御事项",
        event_type="11A05", region=ORDOS, title="【演练】黄河内蒙古段开河期凌汛防御",
        place="黄河内蒙古段", point=(40.510, 109.600), grade=4, source="自治区气象台预报",
        occurred_at=Moment("-72:00"),
    ),
    step(
        "-71:50", "watch.handle", f"{ORDOS}.commander", "move_incident",
        "转入防御状态",
        incident_id=Made(WATCH), verb="handle", reason="气温回升，进入开河关键期",
    ),
    step(
        "-20:05", "watch.share", f"{ORDOS}.commander", "share_incident",
        "与包头、呼和浩特、乌兰察布共享凌汛防御信息",
        incident_id=Made(WATCH), grantees=[BAOTOU, HOHHOT, ULANQAB],
        reason="四市凌汛联防", until=Moment("48:00"),
    ),
    step(
        "0:06", EVENT, f"{DALAD}.duty_officer", "report_incident",
        "达拉特旗值班室建立事件：卡冰结坝，初判较大",
        event_type="11A05", region=DALAD, title="【演练】黄河达拉特旗昭君镇段卡冰结坝险情",
        place="G65黄河大桥上游约2公里，达拉特旗昭君镇", point=JAM, grade=3,
        source="巡堤员电话05:40", occurred_at=Moment("0:00"),
    ),
    step(
        "0:10", "event.handle", f"{DALAD}.commander", "move_incident",
        "达拉特旗组织先期处置",
        incident_id=Made(EVENT), verb="handle", reason="先期处置，抢险队赴现场",
    ),
    step(
        "0:24", "event.share", f"{ORDOS}.commander", "share_incident",
        "与包头、呼和浩特、乌兰察布共享事件",
        incident_id=Made(EVENT), grantees=[BAOTOU, HOHHOT, ULANQAB],
        reason="毗邻地区通报与四市联动", until=Moment("96:00"),
    ),
    step(
        "0:44", "watch.contain", f"{ORDOS}.commander", "move_incident",
        "凌汛防御事项转入险情处置",
        incident_id=Made(WATCH), verb="contain", reason="转入达拉特旗卡冰结坝险情处置",
    ),
    step(
        "0:45", "watch.close", f"{ORDOS}.commander", "move_incident",
        "凌汛防御事项并入险情",
        incident_id=Made(WATCH), verb="close", reason="并入达拉特旗卡冰结坝险情",
    ),
    step(
        "3:02", BREACH, f"{DALAD}.duty_officer", "report_incident",
        "南岸堤防K287+300溃口约18米",
        event_type="11A04", region=DALAD, title="【演练】黄河南岸堤防K287+300溃口",
        place="南岸堤防K287+300，昭君镇示例一社北侧", point=DIKE, grade=2,
        source="堤防抢险队现场报告", occurred_at=Moment("3:02"),
    ),
    step(
        "3:04", "breach.handle", f"{DALAD}.commander", "move_incident",
        "溃口险情转入处置",
        incident_id=Made(BREACH), verb="handle", reason="人员后撤300米，组织堵口准备",
    ),
    step(
        "3:06", "breach.share", f"{ORDOS}.commander", "share_incident",
        "与包头、呼和浩特、乌兰察布共享溃口险情",
        incident_id=Made(BREACH), grantees=[BAOTOU, HOHHOT, ULANQAB],
        reason="四市联合处置", until=Moment("96:00"),
    ),
    step(
        "3:10", "event.grade.2", f"{ORDOS}.commander", "grade_incident",
        "初判等级提升为重大",
        incident_id=Made(EVENT), grade=2, reason="黄河干流堤防溃口，至少为重大",
    ),
    step(
        "3:18", "event.offer", f"{ORDOS}.commander", "offer_command",
        "鄂尔多斯市提请移交指挥权",
        incident_id=Made(EVENT), to=REGION, reason="重大险情，由自治区防指牵头",
    ),
    step(
        "3:20", "event.accept", f"{REGION}.commander", "accept_command",
        "自治区防指前线指挥部接受指挥权",
        incident_id=Made(EVENT),
    ),
)  # fmt: skip

# The jurisdictions that the response table follows; Togtoh and Hohhot move together.
JURISDICTIONS = (DALAD, ORDOS, JIUYUAN, BAOTOU, TOGTOH, HOHHOT, ULANQAB, REGION)
