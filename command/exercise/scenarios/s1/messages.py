"""The orders of S1 as orders: numbered, signed, and read back by those they are for."""

from command.exercise.scenario import Made, Step, offset, step
from command.exercise.scenarios.s1.tell import (
    BAOTOU,
    DALAD,
    EVENT,
    HOHHOT,
    ORDOS,
    REGION,
)

SCENE, CITY, FRONT = f"{DALAD}.commander", f"{ORDOS}.commander", f"{REGION}.commander"


def _order(
    at: str, key: str, by: str, text: str, to: tuple[str, ...], heard: tuple[str, str, str]
) -> list[Step]:
    """Give an order, and let one of those it is for read it back: when, who, which words."""
    when, who, words = heard
    minutes = round(offset(when).total_seconds() / 60)
    return [
        step(
            at, key, by, "send_message", text,
            incident_id=Made(EVENT), kind="order", text=text, read_back=True,
            recipients=[f"duty:{role.partition('.')[2]}@{role.partition('.')[0]}" for role in to],
        ),
        step(
            when, f"{key}.back.{minutes}", who, "read_back", f"复述：{words}",
            message_id=Made(key), words=words,
        ),
    ]  # fmt: skip


def steps() -> list[Step]:
    """Return the orders and their reading back."""
    desk, city = f"{DALAD}.duty_officer", f"{ORDOS}.duty_officer"
    baotou, hohhot = f"{BAOTOU}.duty_officer", f"{HOHHOT}.duty_officer"
    return [
        *_order("0:41", "o.post", SCENE,
                "旗长任现场总指挥，在树林召镇昭君镇方向设立现场指挥部。",
                (desk,), ("0:43", desk, "现场指挥部设在树林召镇昭君镇方向，明白。")),
        *_order("2:10", "o.order.2", SCENE,
                "指挥部第2号令：转移示例一社、二社、三社2874人，T+6:30前完成。",
                (desk, city), ("2:12", desk, "转移三个社2874人，T+6:30前完成。")),
        *_order("3:05", "o.pullback", SCENE,
                "溃口处抢险人员后撤300米，暂停4项作业（生命危险）。",
                (desk,), ("3:06", desk, "人员后撤300米，四项作业已停。")),
        *_order("3:21", "o.front", FRONT,
                "自治区防指启动Ⅱ级响应，成立前线指挥部并接管指挥。",
                (CITY, city), ("3:23", CITY, "前线指挥部接管指挥，鄂尔多斯服从指挥。")),
        *_order("4:20", "o.roads", SCENE,
                "公安封闭沿河公路，管控G65匝道。",
                (desk,), ("4:22", desk, "沿河公路封闭，G65匝道管控。")),
        *_order("8:02", "o.order.7", FRONT,
                "指挥部第7号令：T+9:05起实施破冰作业，包头市下游清空滩区。",
                (CITY, baotou), ("8:05", baotou, "T+9:05破冰，下游滩区清空，包头明白。")),
        *_order("14:00", "o.closure", FRONT,
                "前线指挥部批准堵口方案；包头企业按协议供应块石4000立方米。",
                (CITY, baotou), ("14:03", CITY, "按批准方案堵口，块石4000立方米由包头供应。")),
        *_order("16:00", "o.togtoh", f"{HOHHOT}.commander",
                "托克托县巡查什四份子弯道，喇嘛湾公路预先封闭。",
                (hohhot,), ("16:02", hohhot, "巡查什四份子弯道，封闭喇嘛湾公路。")),
    ]  # fmt: skip
