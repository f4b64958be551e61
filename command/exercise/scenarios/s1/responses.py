"""Who responds at which level, and when."""

from command.exercise.scenario import Step
from command.exercise.scenarios.s1.tell import (
    BAOTOU,
    DALAD,
    HOHHOT,
    JIUYUAN,
    ORDOS,
    REGION,
    TOGTOH,
    ULANQAB,
    WATCH,
    respond,
    stand_down,
)

PATROL = "加密巡堤查险，抢险队伍和物资前置，24小时值守"
RESCUE = "转移受威胁群众，组织抢险，现场指挥部靠前指挥"
UPSTREAM = "巡查本辖区堤防险工，撤离滩区人员，做好槽蓄水释放防御"

STEPS: tuple[Step, ...] = (
    # T−20 h: the season's watch.
    *respond("-20:00", ORDOS, 4, "凌汛蓝色预警", PATROL, of=WATCH),
    *respond("-20:00", BAOTOU, 4, "凌汛联防", PATROL, of=WATCH),
    *respond("-20:00", REGION, 4, "黄河开河期防凌", PATROL, of=WATCH),
    # T+0:40: the jam. What ran for the season goes on for the jam.
    *respond("0:40", DALAD, 3, "卡冰结坝险情", RESCUE),
    *respond("0:40", ORDOS, 3, "卡冰结坝险情", RESCUE),
    *respond("0:40", JIUYUAN, 4, "北岸防御", PATROL),
    *respond("0:40", BAOTOU, 4, "北岸防御", PATROL),
    *respond("0:40", REGION, 4, "黄河开河期防凌", PATROL),
    stand_down("0:42", ORDOS, "转为卡冰结坝险情Ⅲ级响应", of=WATCH),
    stand_down("0:42", BAOTOU, "转为卡冰结坝险情响应", of=WATCH),
    stand_down("0:42", REGION, "转为卡冰结坝险情响应", of=WATCH),
    # T+1:10: the neighbours.
    *respond("1:10", JIUYUAN, 3, "北岸三岔口险工防守", RESCUE),
    *respond("1:10", BAOTOU, 3, "北岸三岔口险工防守", RESCUE),
    *respond("1:10", TOGTOH, 4, "下游开河防御", UPSTREAM),
    *respond("1:10", HOHHOT, 4, "下游开河防御", UPSTREAM),
    # T+3:20: after the breach.
    *respond("3:20", DALAD, 2, "堤防溃口", RESCUE),
    *respond("3:20", ORDOS, 2, "堤防溃口", RESCUE),
    *respond("3:20", BAOTOU, 2, "北岸防守与跨市支援", RESCUE),
    *respond("3:20", TOGTOH, 3, "下游开河防御", UPSTREAM),
    *respond("3:20", HOHHOT, 3, "下游开河防御与跨市支援", UPSTREAM),
    *respond("3:20", ULANQAB, 4, "跨市支援", "调运救灾物资，派出无人机队"),
    *respond("3:20", REGION, 2, "黄河干流堤防溃口", "成立前线指挥部，统一指挥抢险救援"),
    # T+14: the ice run has passed Baotou.
    *respond("14:00", JIUYUAN, 4, "北岸险工转入巡查", PATROL),
    *respond("14:00", BAOTOU, 3, "凌峰已过包头站", PATROL),
    # T+24: the third consultation downgrades.
    *respond("24:00", DALAD, 3, "险情趋稳，继续堵口", RESCUE),
    *respond("24:00", ORDOS, 3, "险情趋稳，继续堵口", RESCUE),
    stand_down("24:00", JIUYUAN, "北岸险情解除"),
    *respond("24:00", BAOTOU, 4, "转入常态防御", PATROL),
    stand_down("24:00", ULANQAB, "支援任务转入常态保障"),
    *respond("24:00", REGION, 3, "险情趋稳，继续堵口", "前线指挥部继续指挥堵口"),
)
