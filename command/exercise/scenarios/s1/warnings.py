"""The public warnings of S1: for the season, for the jam, for the ice run at Baotou."""

from typing import Any

from command.exercise.scenario import Made, Moment, Step, step
from command.exercise.scenarios.s1.tell import (
    BAOTOU,
    DALAD,
    EVENT,
    HOHHOT,
    JIUYUAN,
    ORDOS,
    ULANQAB,
    WATCH,
)

HEADQUARTERS = "00000200"  # after the code of a region: its flood control headquarters
SEASON, JAM, ICE_RUN = "warning.season", "warning.jam", "warning.ice_run"
# The villages along the south bank: latitude, longitude; the last point is the first.
SOUTH_BANK = [
    [40.520, 109.740], [40.515, 109.900], [40.455, 109.900], [40.460, 109.740],
    [40.520, 109.740],
]  # fmt: skip


def _issue(at: str, key: str, city: str, level: int, says: str, **more: Any) -> Step:
    given = {
        "unit": f"{city}{HEADQUARTERS}",
        "event_type": "11A05",
        "level": level,
        "onset_at": Moment(at),
        "expires_at": Moment("72:00"),
        "issued_at": Moment(at),
        **more,
    }
    return step(at, key, f"{city}.duty_officer", "issue_warning", says, **given)


def _update(at: str, key: str, of: str, says: str, **changes: Any) -> Step:
    return step(
        at, key, f"{ORDOS}.duty_officer", "update_warning", says,
        warning_id=Made(of), issued_at=Moment(at), changes=changes,
    )  # fmt: skip


def _acknowledge(at: str, of: str, city: str) -> Step:
    return step(
        at, f"{of}.taken.{city}.{at}", f"{city}.liaison", "acknowledge_warning", "预警签收",
        warning_id=Made(of), city=city,
    )  # fmt: skip


STEPS: tuple[Step, ...] = (
    _issue(
        "-20:00", SEASON, ORDOS, 4, "鄂尔多斯市防汛抗旱指挥部发布凌汛灾害蓝色预警；巡堤人员加倍",
        regions=[ORDOS], incident_id=Made(WATCH),
        matters="黄河鄂尔多斯段进入开河关键期，槽蓄水量大，可能发生卡冰结坝。",
        advice="加密巡堤查险，滩区人员不得逗留，做好转移准备。",
        more={"inform": [BAOTOU, HOHHOT, ULANQAB], "urgency": "future", "certainty": "possible",
              "channels": ["WEB", "TV"], "contact": "12379"},
    ),
    _acknowledge("-19:50", SEASON, BAOTOU),
    _acknowledge("-19:45", SEASON, HOHHOT),
    _acknowledge("-19:40", SEASON, ULANQAB),
    _update(
        "-6:30", "warning.season.yellow", SEASON, "凌汛预警由蓝色升级为黄色",
        level=3, matters="三湖河口站开河流量上涨，预计T−4时洪峰1480立方米每秒，水位继续上涨。",
        urgency="expected", certainty="likely",
    ),
    _acknowledge("-6:20", SEASON, BAOTOU),
    _acknowledge("-6:15", SEASON, HOHHOT),
    _issue(
        "1:05", JAM, ORDOS, 2, "鄂尔多斯市防汛抗旱指挥部向沿河村社发布凌汛灾害橙色预警",
        regions=[DALAD], incident_id=Made(EVENT),
        matters="昭君镇段卡冰结坝，水面距堤顶不足0.9米，预计3小时内再涨0.6米。",
        advice="示例一社、二社、三社群众做好转移准备，听从现场指挥部安排。",
        more={"inform": [BAOTOU], "polygons": [SOUTH_BANK], "urgency": "immediate",
              "certainty": "observed", "channels": ["SMS", "SPEAKER"], "contact": "12379"},
    ),
    _acknowledge("1:10", JAM, BAOTOU),
    _update(
        "3:30", "warning.jam.red", JAM, "发布凌汛灾害红色预警，范围12平方公里，立即撤离",
        level=1, matters="南岸堤防K287+300溃口，淹没范围约12平方公里并在扩大。",
        advice="立即撤离至树林召镇安置点；不得返回取物。",
    ),
    _acknowledge("3:34", JAM, BAOTOU),
    _issue(
        "10:20", ICE_RUN, BAOTOU, 3, "包头市发布凌汛黄色预警：T+12时凌峰过境，清空滩区",
        regions=[JIUYUAN], incident_id=Made(EVENT),
        matters="凌峰流量约1650立方米每秒，预计T+12时过境。",
        advice="清空滩区人员和牲畜，北岸险工加强防守。",
        more={"inform": [ORDOS, HOHHOT], "urgency": "expected", "certainty": "likely",
              "channels": ["SMS", "BROADCAST"], "contact": "12379"},
    ),
    _acknowledge("10:25", ICE_RUN, ORDOS),
)  # fmt: skip
