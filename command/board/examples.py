"""Example cards for ``/design/``: invented, flagged as an exercise, never on the live screen."""

from datetime import datetime, timedelta

from django.utils.timezone import localtime, now
from django.utils.translation import get_language

from command.board import cards
from command.board.cards import Age, Consequence, Fact, ForceCell, ForceRow, LevelCount

CITIES = (
    ("150100", "呼和浩特", "Hohhot"),
    ("150200", "包头", "Baotou"),
    ("150600", "鄂尔多斯", "Ordos"),
    ("150900", "乌兰察布", "Ulanqab"),
)


def say(zh: str, en: str) -> str:
    """Return the example sentence in the reader's language."""
    return zh if (get_language() or "zh").startswith("zh") else en


def ago(seconds: float = 0, *, minutes: float = 0) -> datetime:
    """Return the moment so long ago."""
    return now() - timedelta(seconds=seconds, minutes=minutes)


def age(seconds: float, every: int = 30) -> Age:
    """Return the age of something heard of so many seconds ago."""
    return Age(at=ago(seconds), every=every)


def incidents() -> cards.IncidentList:
    """Return nine incidents of every level and state."""
    lines = (
        (
            "1",
            1,
            say("黄河昭君坟段卡冰结坝", "Ice dam, Zhaojunfen reach of the Yellow River"),
            say("鄂尔多斯·包头", "Ordos · Baotou"),
            say("处置中", "in progress"),
            "",
            143,
            8,
            (17, 28, 2),
            (31, 12),
            (40.503, 109.795),
            True,
            False,
        ),
        (
            "2",
            2,
            say("石拐区后坝沟山洪 人员被困", "Flash flood in Houba gully, people trapped"),
            say("包头 石拐区", "Baotou · Shiguai"),
            say("处置中", "in progress"),
            say("被困 37 已救 21", "trapped 37, rescued 21"),
            45,
            3,
            (6, 14, 1),
            (9, 4),
            (40.72, 110.29),
            False,
            True,
        ),
        (
            "3",
            2,
            say("大路工业园甲醇罐区泄漏", "Methanol leak at the Dalu tank farm"),
            say("鄂尔多斯 准格尔旗", "Ordos · Jungar"),
            say("处置中", "in progress"),
            say("警戒 1.2 km", "cordon 1.2 km"),
            71,
            12,
            (9, 13, 0),
            (13, 0),
            (39.98, 111.27),
            False,
            False,
        ),
        (
            "4",
            3,
            say("四子王旗北部草原火灾", "Grassland fire, northern Siziwang"),
            say("乌兰察布 四子王旗", "Ulanqab · Siziwang"),
            say("已控制", "contained"),
            "60%",
            218,
            252,
            (4, 8, 1),
            (14, 0),
            (42.18, 111.94),
            False,
            False,
        ),
        (
            "5",
            3,
            say("武川 110 kV 线路跳闸停电", "110 kV trip, power cut in Wuchuan"),
            say("呼和浩特 武川县", "Hohhot · Wuchuan"),
            say("处置中", "in progress"),
            say("影响 8 200 户", "8 200 households"),
            27,
            20,
            (2, 5, 0),
            (5, 0),
            (41.09, 111.45),
            False,
            False,
        ),
        (
            "6",
            3,
            say("G65 东胜段多车追尾", "Pile-up on the G65 near Dongsheng"),
            say("鄂尔多斯 东胜区", "Ordos · Dongsheng"),
            say("处置中", "in progress"),
            say("伤 9 重 2", "injured 9, serious 2"),
            56,
            41,
            (5, 6, 1),
            (9, 0),
            (39.98, 109.95),
            False,
            False,
        ),
        (
            "7",
            4,
            say("兴安南路地下通道积水", "Flooded underpass, Xing’an South Road"),
            say("呼和浩特 新城区", "Hohhot · Xincheng"),
            say("已封闭", "closed off"),
            "",
            14,
            15,
            (1, 4, 0),
            (2, 0),
            (40.84, 111.72),
            False,
            False,
        ),
        (
            "8",
            4,
            say("九原区仓储火灾 余火清理", "Warehouse fire in Jiuyuan, mopping up"),
            say("包头 九原区", "Baotou · Jiuyuan"),
            say("明火已灭", "flames out"),
            "",
            248,
            55,
            (11, 12, 0),
            (3, 0),
            (40.6, 109.97),
            False,
            False,
        ),
        (
            "9",
            0,
            say("集宁燃气管道异味 待核实", "Gas smell in Jining, to be verified"),
            say("乌兰察布 集宁区", "Ulanqab · Jining"),
            say("待核实", "to be verified"),
            "",
            33,
            252,
            (7, 8, 0),
            (1, 0),
            (41.03, 113.11),
            False,
            False,
        ),
    )
    rows = tuple(
        cards.IncidentRow(
            id=f"0192f000-0000-7000-8000-00000000000{key}", title=title, level=level, place=place,
            status=status, note=note, reported_at=ago(minutes=since), age=age(seen),
            tasks_done=done, tasks_total=total, overdue=overdue, on_scene=scene, en_route=route,
            lat=lat, lon=lon, joint=joint, alarmed=alarmed, exercise=key == "1",
        )
        for key, level, title, place, status, note, since, seen, (done, total, overdue), (scene, route), (lat, lon), joint, alarmed in lines
    )  # fmt: skip
    levels = ((1, 1), (2, 2), (3, 3), (4, 2), (0, 1))
    return cards.IncidentList(rows=rows, levels=tuple(LevelCount(*pair) for pair in levels))


def no_incidents() -> cards.IncidentList:
    """Return the list of a quiet day."""
    title = say("达拉特旗河堤渗水", "Dike seepage in Dalad Banner")
    return cards.IncidentList(
        rows=(), levels=(), last_title=title, last_ended_at=ago(minutes=3000)
    )


def cities() -> tuple[cards.CityTile, ...]:
    """Return four cities: one short of forces, one that has not been heard of."""
    figures = (
        (((3, 1), (4, 1)), 86, 112, 9, 0, 2),
        (((1, 1, True), (2, 1), (4, 1)), 18, 87, 28, 3, 1),
        (((1, 1, True), (2, 1), (3, 1)), 48, 95, 19, 1, 3),
        (((3, 1), (0, 1)), 40, 56, 8, 1, 252),
    )
    return tuple(
        cards.CityTile(
            code=code,
            key=str(number),
            name=say(zh, en),
            levels=tuple(LevelCount(*level) for level in levels),
            available=available,
            total=total,
            tasks=tasks,
            overdue=overdue,
            age=age(seen, 12),
        )
        for number, (
            (code, zh, en),
            (levels, available, total, tasks, overdue, seen),
        ) in enumerate(zip(CITIES, figures, strict=True), 1)
    )


def decisions() -> tuple[cards.Decision, ...]:
    """Return a response to approve and a loan of boats to answer."""
    return (
        cards.Decision(
            kind="response", key="example-1", level=1,
            title=say("提请启动防汛Ⅰ级应急响应", "Activate flood response level I"),
            asker=say("鄂尔多斯联络员 李慧", "Li Hui, liaison of Ordos"), asked_at=ago(303),
            basis=say("依据：水位 30 min 涨 0.18 m", "Basis: stage up 0.18 m in 30 min"),
            consequences=(
                Consequence(say("将通知", "People notified"), "312"),
                Consequence(say("将生成任务", "Tasks issued"), "28"),
                Consequence(say("呼市冲锋舟余", "Boats left in Hohhot"), "12/20"),
                Consequence(say("包头工程抢险余", "Engineering teams left in Baotou"), "2/14", "short"),
            ),
        ),
        cards.Decision(
            kind="request", key="example-2", level=2,
            title=say("跨市调派 冲锋舟 6 艘 呼和浩特 → 石拐", "Lend 6 boats, Hohhot → Shiguai"),
            asker=say("系统推荐 · 最近可用", "Suggested, nearest available"), asked_at=ago(120),
            basis=say("行程 1 h 12 min · 调派后呼市余 12/20", "1 h 12 min by road · Hohhot keeps 12/20"),
            consequences=(Consequence(say("呼市冲锋舟余", "Boats left in Hohhot"), "12/20"),),
        ),
    )  # fmt: skip


def forces() -> cards.Forces:
    """Return a matrix with a shortage, a kind that is used up and a stale city."""
    names = (
        ("FIRE", "消防救援", "Fire", ((14, 22), (3, 19), (9, 20), (11, 15))),
        ("MED", "医疗救护", "Medical", ((26, 34), (8, 27), (17, 25), (13, 18))),
        ("ENG", "工程抢险", "Engineering", ((12, 16), (2, 14), (8, 17), (7, 9))),
        ("UAV", "无人机", "UAV", ((9, 12), (4, 10), (5, 11), (3, 6))),
        ("BOAT", "冲锋舟", "Boats", ((18, 20), (1, 12), (6, 16), (4, 6))),
        ("PUMP", "排涝车", "Pump trucks", ((7, 8), (0, 5), (3, 6), (0, 0))),
    )
    rows = tuple(
        ForceRow(
            code, say(zh, en), tuple(ForceCell(a, t, n == 3) for n, (a, t) in enumerate(c))
        )
        for code, zh, en, c in names
    )
    return cards.Forces(
        cities=tuple(say(zh, en) for _, zh, en in CITIES), rows=rows, age=age(4)
    )


def gauges() -> cards.Gauges:
    """Return sensors over their limits, normal, and silent."""
    lines = (
        (1, say("昭君坟水文站", "Zhaojunfen gauge"), say("水位", "stage"), "1009.42", "m", 10, 6, say("超警 +0.22", "+0.22 over"), "bad", (8.9, 8.93, 8.95, 9.0, 9.02, 9.1, 9.18, 9.24, 9.3, 9.36, 9.42), 9.2),
        (2, say("大路罐区 3 号点", "Dalu tank farm, 3"), say("甲醇", "methanol"), "412", "ppm", 5, 3, say("超限 ×1.6", "1.6 × limit"), "warn", (90, 120, 200, 380, 520, 610, 560, 500, 470, 430, 412), 250.0),
        (None, say("石拐雨量站", "Shiguai rain gauge"), say("1 h 雨量", "rain in 1 h"), "38.5", "mm", 60, 31, say("30 min 后减弱", "easing in 30 min"), "", (2, 4, 9, 14, 22, 30, 36, 39, 41, 40, 38.5), None),
        (None, say("四子王旗火场", "Siziwang fire"), say("阵风", "gusts"), "6.8", "m/s", 30, 252, "", "", (5, 5.5, 6, 7, 8, 7.5, 7, 7.2, 6.9, 6.8, 6.8), None),
    )  # fmt: skip
    rows = tuple(
        cards.Gauge(
            id=f"example-{number}", name=name, quantity=quantity, value=value, unit=unit, level=level,
            age=age(seen, every), remark=remark, tone=tone, readings=readings, limit=limit,
        )
        for number, (level, name, quantity, value, unit, every, seen, remark, tone, readings, limit) in enumerate(lines)
    )  # fmt: skip
    return cards.Gauges(rows=rows, over=2, online=418, total=426)


def peek() -> cards.Peek:
    """Return a closer look at the gravest incident."""
    row = incidents().rows[0]
    return cards.Peek(
        id=row.id, title=row.title, level=1, joint=True, exercise=True, status=row.status,
        place=say("鄂尔多斯 · 包头", "Ordos · Baotou"), reported_at=row.reported_at, age=row.age,
        lead=say("鄂尔多斯市防汛抗旱指挥部", "Ordos flood control headquarters"),
        facts=(
            Fact(label=say("水位", "Stage"), value="1009.42", unit="m", remark=say("超警 0.22", "+0.22 over")),
            Fact(label=say("需转移 / 已转移", "To move / moved"), value="2 460", unit="/ 1 872", share=76),
            Fact(label=say("力量 在场 / 在途", "Teams on scene / en route"), value="31", unit=say("/ 12 队", "/ 12")),
            Fact(label=say("任务 完成 / 超期", "Tasks done / overdue"), value="17", unit="/28", remark=say("超期 2", "2 overdue")),
        ),
        responses=((say("鄂尔多斯", "Ordos"), 2), (say("达拉特旗", "Dalad"), 2), (say("包头", "Baotou"), 3), (say("呼和浩特", "Hohhot"), 4)),
    )  # fmt: skip


def alarm() -> cards.AlarmBar:
    """Return the call of a person in danger."""
    return cards.AlarmBar(
        id="example", level=1, tag="SOS", flash=True, more=2, raised_at=ago(23),
        title=say("红岩-02 王海涛 发出求救", "Hongyan-02 Wang Haitao calls for help"),
        where=say("包头 · 石拐区 后坝沟右岸 · 精度 ±8 m · 电量 31%", "Baotou · Shiguai, right bank of Houba gully · ±8 m · battery 31%"),
        lat=40.8, lon=110.24,
    )  # fmt: skip


def alarms() -> tuple[cards.AlarmBar, ...]:
    """Return the bar in every level: a call for help, a grave alarm, a lesser one."""
    gauge = say("昭君坟水文站 超保证水位", "Zhaojunfen gauge over the guarantee stage")
    tank = say("大路罐区 3 号点 甲醇超限", "Methanol over limit, Dalu tank farm 3")
    rain = say("石拐雨量站 1 h 雨量超过 30 mm", "More than 30 mm in 1 h, Shiguai rain gauge")
    where = say("鄂尔多斯 · 达拉特旗", "Ordos · Dalad Banner")
    word = say("告警", "ALARM")
    others = (
        cards.AlarmBar(id="example-2", level=1, tag=word, title=gauge, where=where, raised_at=ago(64), lat=40.5, lon=109.8),
        cards.AlarmBar(id="example-3", level=2, tag=word, title=tank, where=where, raised_at=ago(130)),
        cards.AlarmBar(id="example-4", level=3, tag=word, title=rain, where=where, raised_at=ago(240)),
    )  # fmt: skip
    return (alarm(), *others)


def no_gauges() -> cards.Gauges:
    """Return a board without sensors."""
    return cards.Gauges(rows=(), over=0, online=0, total=0)


def feed() -> tuple[cards.FeedLine, ...]:
    """Return eleven lines, newest first."""
    lines = (
        (
            2,
            "other",
            say("力量", "Forces"),
            "",
            say("无人机 蒙飞-3 到后坝沟上空，已接入", "UAV MF-3 over Houba gully, video on"),
        ),
        (
            4,
            "reports",
            say("上报", "Report"),
            "",
            say("红岩-02 回传照片 4 张（含位置）", "Hongyan-02 sent 4 photos with positions"),
        ),
        (
            19,
            "orders",
            say("指令", "Order"),
            "act",
            say(
                "#214 封控下游道路 5/7 队已确认",
                "#214 close the downstream road: 5 of 7 teams acknowledge",
            ),
        ),
        (
            23,
            "other",
            "SOS",
            "sos",
            say("王海涛 求救 · 等待确认", "Wang Haitao calls for help · not acknowledged"),
        ),
        (
            40,
            "other",
            say("力量", "Forces"),
            "",
            say(
                "呼市增援编队过萨拉齐，预计 12:41 到",
                "Hohhot column past Salaqi, expected at 12:41",
            ),
        ),
        (
            101,
            "other",
            say("告警", "Alarm"),
            "warn",
            say("昭君坟 1009.42 m 超警 0.22 m", "Zhaojunfen 1009.42 m, 0.22 m over warning"),
        ),
        (
            108,
            "other",
            say("系统", "System"),
            "warn",
            say("乌兰察布专线中断，第 4 次重连", "Line to Ulanqab down, fourth attempt"),
        ),
        (
            143,
            "decisions",
            say("决策", "Decision"),
            "act",
            say("云志刚 批准新增安置点 3 处", "Yun Zhigang approved 3 more shelters"),
        ),
        (
            181,
            "other",
            say("告警", "Alarm"),
            "",
            say("武川停电同源告警 14 条已归并", "14 alarms of the Wuchuan outage merged"),
        ),
        (
            217,
            "reports",
            say("上报", "Report"),
            "",
            say("大路园区下风向 800 m 已清空", "800 m downwind of Dalu park cleared"),
        ),
        (
            303,
            "decisions",
            say("决策", "Decision"),
            "act",
            say("李慧 提请启动Ⅰ级响应", "Li Hui asks for response level I"),
        ),
    )
    return tuple(
        cards.FeedLine(room="joint", origin="150000", seq=900 - n, at=ago(s), group=g, tag=t, tone=c, text=x)
        for n, (s, g, t, c, x) in enumerate(lines)
    )  # fmt: skip


def times() -> cards.Times:
    """Return six hours with the nine incidents on them."""
    busy = tuple((8 + n * 6.9, 3 + (n * 37 % 23) * (0.3 + n / 200)) for n in range(142))
    start = ago(minutes=360).replace(minute=0, second=0, microsecond=0)
    span = (now() - start).total_seconds()

    def x(at: datetime) -> float:
        return round(8 + (at - start).total_seconds() / span * 984, 1)

    hours = tuple(start + timedelta(hours=n) for n in range(8))
    return cards.Times(
        busy=busy,
        hours=tuple((x(at), f"{localtime(at):%H:%M}") for at in hours if at < now()),
        ticks=tuple(
            cards.Tick(x(row.reported_at), row.level, row.title) for row in incidents().rows
        ),
    )


def units() -> list[list[object]]:
    """Return units on the map: id, kind letter, latitude, longitude, heading, state."""
    standing = (
        ("消", "F", 40.63, 110.92, "en_route"), ("工", "E", 40.3, 109.36, "en_route"),
        ("舟", "B", 40.66, 109.42, "on_scene"), ("警", "P", 39.45, 110.9, "on_scene"),
        ("消", "F", 42.02, 111.52, "lost"), ("机", "U", 42.28, 112.36, "lost"),
        ("医", "M", 40.98, 112.0, "standby"), ("消", "F", 40.84, 113.38, "standby"),
        ("消", "F", 39.28, 108.05, "standby"), ("医", "M", 38.42, 108.9, "standby"),
        ("警", "P", 41.86, 110.62, "standby"),
    )  # fmt: skip
    found: list[list[object]] = [
        [f"example-{n}", say(zh, en), lat, lon, None, state]
        for n, (zh, en, lat, lon, state) in enumerate(standing)
    ]
    crowds = ((18, 41.0, 112.7), (12, 39.42, 109.55), (9, 38.9, 108.3))
    for size, lat, lon in crowds:
        for n in range(size):
            place = (lat + (n % 4) * 0.004, lon + (n // 4) * 0.004)
            found.append([f"crowd-{lat}-{n}", say("消", "F"), *place, None, "standby"])
    return found


def screen() -> cards.Screen:
    """Return the whole screen with examples; its page follows no room."""
    return cards.Screen(
        incidents=incidents(), cities=cities(), decisions=decisions(), forces=forces(),
        gauges=gauges(), times=times(), alarm=alarm(), peek=peek(), feed=feed(),
        start={"rooms": [], "units": units(), "example": True},
    )  # fmt: skip
