"""A leak at a chemical park in Togtoh: one report, then injects; the players do the rest.

Illustrative: no real firm, no real figures. It is the exercise for a plan: what the players
activate and carry out is scored against the plan's graph.
"""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from command.exercise.scenario import Made, Moment, Scenario, step
from command.exercise.scenarios.leak.injects import INJECTS

HOHHOT, TOGTOH = "150100", "150122"
EVENT = "event"

LEAK = Scenario(
    key="leak",
    name_zh="托克托县化工园区苯泄漏（自主处置）",
    name_en="Benzene leak at a chemical park in Togtoh (free play)",
    t_zero=datetime(2027, 5, 18, 9, 20, tzinfo=ZoneInfo("Asia/Shanghai")),
    opens=timedelta(minutes=-10),
    ends=timedelta(hours=6),
    steps=(
        step(
            "0:00", EVENT, f"{TOGTOH}.duty_officer", "report_incident",
            "托克托县值班室接报：园区罐区苯泄漏",
            event_type="12D00", region=TOGTOH, title="【演练】托克托县工业园区苯泄漏",
            place="托克托工业园区罐区（示意）", point=(40.230, 111.330), grade=3,
            source="园区安监员电话09:18", occurred_at=Moment("0:00"),
        ),
        step(
            "0:04", "event.share", f"{HOHHOT}.commander", "share_incident",
            "与包头、乌兰察布共享事件",
            incident_id=Made(EVENT), grantees=["150200", "150900"],
            reason="可能需要支援", until=Moment("24:00"),
        ),
    ),
    injects=INJECTS,
    players=(
        f"{HOHHOT}.duty_officer", f"{HOHHOT}.liaison", f"{HOHHOT}.resource_officer",
        f"{HOHHOT}.team_leader", "150200.liaison", "150900.liaison",
    ),
)  # fmt: skip
