"""The supplies of S1: what lies where, and the convoys that bring it."""

from dataclasses import dataclass

from command.exercise.scenarios.s1.forces import BAOTOU_SEAT, HOHHOT_SEAT, JINING, Place
from command.exercise.scenarios.s1.tell import BAOTOU, HOHHOT, ULANQAB

# Supply codes of the register (GB/T 38565; the last digits are illustrative).
PUMP, TENT, QUILT, STOVE, DIGGER = "2990601", "1990102", "1990201", "1990401", "3990201"
BAG, STONE, COMMS_CAR, FOOD = "3990101", "3990104", "2990402", "1990303"


@dataclass(frozen=True, kw_only=True)
class Depot:
    """So much of one supply in one depot."""

    key: str
    owner: str
    name: str
    supply: str
    on_hand: int
    point: Place
    agreement: bool = False


@dataclass(frozen=True, kw_only=True)
class Convoy:
    """A quantity on its way: with its people and vehicles, who stay at the scene.

    ``arrives`` is ``None`` for what is still on the road at T+24.
    """

    key: str
    depot: str
    quantity: int
    people: int
    vehicles: int
    departs: str
    arrives: str | None
    request: str | None
    says: str


DEPOTS: tuple[Depot, ...] = (
    Depot(key="BT-PUMP", owner=BAOTOU, name="包头市防汛物资库（演练）", supply=PUMP, on_hand=4,
          point=BAOTOU_SEAT),
    Depot(key="HH-PUMP", owner=HOHHOT, name="呼和浩特市防汛物资库（演练）", supply=PUMP, on_hand=3,
          point=HOHHOT_SEAT),
    Depot(key="UL-TENT", owner=ULANQAB, name="乌兰察布市救灾物资库（演练）", supply=TENT,
          on_hand=480, point=JINING),
    Depot(key="HH-TENT", owner=HOHHOT, name="呼和浩特市救灾物资库（演练）", supply=TENT, on_hand=260,
          point=HOHHOT_SEAT),
    Depot(key="UL-QUILT", owner=ULANQAB, name="乌兰察布市救灾物资库（演练）", supply=QUILT,
          on_hand=1500, point=JINING),
    Depot(key="UL-STOVE", owner=ULANQAB, name="乌兰察布市救灾物资库（演练）", supply=STOVE,
          on_hand=60, point=JINING),
    Depot(key="BT-STOVE", owner=BAOTOU, name="包头市救灾物资库（演练）", supply=STOVE, on_hand=50,
          point=BAOTOU_SEAT),
    Depot(key="BT-DIGGER", owner=BAOTOU, name="包头市工程机械调度中心（演练）", supply=DIGGER,
          on_hand=18, point=BAOTOU_SEAT),
    Depot(key="BT-BAG", owner=BAOTOU, name="包头市防汛物资库（演练）", supply=BAG, on_hand=180_000,
          point=BAOTOU_SEAT),
    Depot(key="BT-STONE", owner=BAOTOU, name="包头协议供应企业料场（演练）", supply=STONE,
          on_hand=6000, point=(40.600, 109.720), agreement=True),
    Depot(key="HH-COMMS", owner=HOHHOT, name="呼和浩特市通信保障中心（演练）", supply=COMMS_CAR,
          on_hand=2, point=HOHHOT_SEAT),
    Depot(key="UL-FOOD", owner=ULANQAB, name="乌兰察布市粮食储备库（演练）", supply=FOOD, on_hand=80,
          point=JINING),
)  # fmt: skip

CONVOYS: tuple[Convoy, ...] = (
    # Baotou: 96 people, 50 vehicles. Hohhot: 12 and 3. Ulanqab: 72 and 23.
    Convoy(key="BT-PUMP.1", depot="BT-PUMP", quantity=3, people=12, vehicles=3, departs="5:30",
           arrives="6:20", request="RR-01", says="包头市3台排水泵车"),
    Convoy(key="HH-PUMP.1", depot="HH-PUMP", quantity=2, people=8, vehicles=2, departs="5:00",
           arrives="7:50", request="RR-01", says="呼和浩特市2台排水泵车"),
    Convoy(key="BT-BAG.1", depot="BT-BAG", quantity=100_000, people=12, vehicles=4,
           departs="4:10", arrives="5:05", request="RR-07", says="包头市编织袋10万条"),
    Convoy(key="BT-DIGGER.1", depot="BT-DIGGER", quantity=14, people=28, vehicles=21,
           departs="4:30", arrives="6:00", request="RR-06", says="包头市挖掘机、装载机14台"),
    Convoy(key="BT-STOVE.1", depot="BT-STOVE", quantity=40, people=4, vehicles=2,
           departs="4:50", arrives="5:50", request="RR-05", says="包头市取暖炉40台"),
    Convoy(key="HH-COMMS.1", depot="HH-COMMS", quantity=1, people=4, vehicles=1, departs="4:00",
           arrives="6:30", request="RR-11", says="呼和浩特市应急通信车1辆"),
    Convoy(key="UL-TENT.1", depot="UL-TENT", quantity=300, people=36, vehicles=12,
           departs="6:50", arrives="13:00", request="RR-03", says="乌兰察布市棉帐篷300顶"),
    Convoy(key="UL-QUILT.1", depot="UL-QUILT", quantity=1200, people=16, vehicles=5,
           departs="6:50", arrives="13:00", request="RR-04", says="乌兰察布市棉被1200床"),
    Convoy(key="UL-STOVE.1", depot="UL-STOVE", quantity=40, people=8, vehicles=2,
           departs="6:50", arrives="13:00", request="RR-05", says="乌兰察布市取暖炉40台"),
    Convoy(key="BT-STONE.1", depot="BT-STONE", quantity=2600, people=40, vehicles=20,
           departs="14:30", arrives="16:30", request="RR-08", says="包头企业块石2600立方米"),
    Convoy(key="BT-STONE.2", depot="BT-STONE", quantity=1400, people=22, vehicles=11,
           departs="23:00", arrives=None, request="RR-08", says="包头企业块石1400立方米"),
    Convoy(key="UL-FOOD.1", depot="UL-FOOD", quantity=20, people=12, vehicles=4,
           departs="16:00", arrives="22:30", request=None, says="乌兰察布市土豆、面粉20吨"),
)  # fmt: skip
