"""The chronicle of S1 up to the breach: warnings, reports, notifications, consultations, orders."""

from command.exercise.scenario import Step
from command.exercise.scenarios.s1.tell import (
    DALAD,
    ORDOS,
    WATCH,
    figure,
    note,
)

STEPS: tuple[Step, ...] = (
    note("-71:40", "n.forecast", f"{ORDOS}.duty_officer", "note",
         "气象：寒潮过程结束，预计19日起白天气温升至8℃，开河加快。", WATCH),
    note("-8:00", "n.wave", f"{ORDOS}.duty_officer", "note",
         "三湖河口站开河流量上涨，预计T−4时洪峰1480立方米每秒。", WATCH),
    note("-3:00", "n.uav", f"{ORDOS}.duty_officer", "note",
         "UAV-ORD-02热红外与可见光飞行：冰块叠厚0.45米，流冰密度约70%。", WATCH),
    note("-1:00", "n.rise", f"{ORDOS}.duty_officer", "note",
         "昭君坟站1小时上涨0.22米，超过0.20米每小时告警条件。", WATCH),
    note("0:07", "n.intake", f"{DALAD}.duty_officer", "report",
         "05:40接巡堤员电话：G65黄河大桥上游约2公里冰凌停止流动，卡冰结坝，水面距堤顶0.9米。"),
    figure("0:08", "f.dead.0", f"{DALAD}.duty_officer", "dead", "0", "person", "达拉特旗应急局", DALAD),
    figure("0:08", "f.missing.0", f"{DALAD}.duty_officer", "missing", "0", "person",
           "达拉特旗应急局", DALAD),
    figure("0:09", "f.threatened", f"{DALAD}.duty_officer", "threatened", "2874", "person",
           "达拉特旗应急局", DALAD),
    note("2:31", "n.answers", f"{ORDOS}.resource_officer", "notification",
         "呼和浩特、包头、乌兰察布答复6项支援请求：4项同意、1项附条件、1项婉拒。"),
    note("2:41", "n.piping", f"{DALAD}.duty_officer", "warning",
         "P-03渗压计渗流量由3.5升至41升每分钟，判断为管涌。"),
)  # fmt: skip
