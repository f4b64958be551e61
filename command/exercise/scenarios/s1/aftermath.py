"""The chronicle and the figures of S1 after the breach."""

from command.exercise.scenario import Step
from command.exercise.scenarios.s1.tell import (
    BAOTOU,
    DALAD,
    HOHHOT,
    JIUYUAN,
    ORDOS,
    REGION,
    ULANQAB,
    figure,
    note,
)

HYDROLOGY = "黄河水文"
BUREAU = "达拉特旗应急局"
DESK, CITY, FRONT = f"{DALAD}.duty_officer", f"{ORDOS}.duty_officer", f"{REGION}.commander"

STEPS: tuple[Step, ...] = (
    figure("3:03", "f.breach.18", DESK, "breach_m", "18", "m", "堤防抢险队", DALAD),
    figure("3:40", "f.breach.35", DESK, "breach_m", "35", "m", "无人机测量", DALAD),
    note("3:45", "n.north", f"{BAOTOU}.duty_officer", "note",
         "三岔口险工出现渗水，九原区预防性转移620人。"),
    figure("4:00", "f.moved.1960", DESK, "moved", "1960", "person", BUREAU, DALAD),
    figure("4:40", "f.trapped.41", DESK, "trapped", "41", "person", "示例村逐户核查", DALAD),
    note("4:41", "n.boats", f"{DALAD}.commander", "order", "示例村尚有41人未撤出，调冲锋舟搜救。"),
    note("5:05", "n.hohhot.departs", f"{HOHHOT}.duty_officer", "notification",
         "呼和浩特市水域救援队出发：22人、4艘艇，预计T+7:30到场。"),
    note("5:30", "n.baotou.pumps", f"{BAOTOU}.duty_officer", "notification",
         "包头市3台大流量排水泵车出发（3000立方米每小时级）。"),
    figure("5:40", "f.moved.north", f"{BAOTOU}.duty_officer", "moved", "620", "person",
           "九原区应急局", JIUYUAN),
    figure("6:10", "f.trapped.0", DESK, "trapped", "0", "person", BUREAU, DALAD),
    figure("6:10", "f.slight.2", DESK, "slight", "2", "person", "达拉特旗人民医院", DALAD),
    figure("6:10", "f.moved.2874", DESK, "moved", "2874", "person", BUREAU, DALAD),
    note("6:11", "n.all.out", DESK, "report", "41人全部救出，2人轻伤（冻伤）；2874人全部确认转移。"),
    note("7:36", "n.hohhot.there", f"{DALAD}.duty_officer", "note",
         "呼和浩特市水域救援队到场报到。"),
    note("9:40", "n.ice.goes", FRONT, "note", "破冰作业35分钟，卡冰体于T+9:40下泄。"),
    note("10:00", "n.levels", CITY, "note", "昭君坟站1小时下降0.48米；包头站1小时上涨0.72米。"),
    figure("12:00", "f.peak", f"{BAOTOU}.duty_officer", "water_level_m", "1003.95", "m",
           HYDROLOGY, BAOTOU),
    figure("12:00", "f.flow", f"{BAOTOU}.duty_officer", "flow_m3s", "1650", "m3/s",
           HYDROLOGY, BAOTOU),
    figure("12:30", "f.inundated", CITY, "inundated_km2", "12.4", "km2", "卫星与无人机遥感", DALAD),
    note("13:00", "n.convoy", f"{ULANQAB}.duty_officer", "notification",
         "乌兰察布物资车队到达：帐篷300顶、棉被1200床、取暖炉40台。"),
    figure("15:00", "f.slight.3", DESK, "slight", "3", "person", "达拉特旗人民医院", DALAD),
    figure("18:00", "f.sheltered", DESK, "sheltered", "2311", "person", "达拉特旗民政局", DALAD),
    note("18:00", "n.shelters", DESK, "report",
         "安置点2311人，投亲靠友563人；供暖正常；新生儿1名，发热3例。"),
    figure("20:00", "f.loss", CITY, "direct_loss_cny", "96000000", "CNY", "鄂尔多斯市应急局", ORDOS),
    figure("22:00", "f.breach.12", DESK, "breach_m", "12", "m", "无人机测量", DALAD),
    note("22:00", "n.narrow", FRONT, "note", "溃口收窄至12米，堵口进度65%。"),
    figure("23:50", "f.dead.24", DESK, "dead", "0", "person", BUREAU, DALAD),
    figure("23:50", "f.missing.24", DESK, "missing", "0", "person", BUREAU, DALAD),
)  # fmt: skip
