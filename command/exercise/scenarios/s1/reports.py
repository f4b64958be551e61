"""The information reports of S1: first by phone, then in writing, level by level."""

from command.exercise.scenario import Made, Step, offset, step
from command.exercise.scenarios.s1.tell import BREACH, DALAD, EVENT, ORDOS, REGION, WATCH

STATE_COUNCIL = "000000"
LOSSES = "正在统计核实。"
UNHARMED = "无人员伤亡报告。"  # nobody was counted there: said in words
# Who drafts, reviews and signs; where few are on duty one does two steps.
DESKS = {
    DALAD: ("duty_officer", "commander", "commander"),
    ORDOS: ("duty_officer", "liaison", "commander"),
    REGION: ("liaison", "commander", "commander"),
}
# Who takes a report; the State Council has no seat here.
TAKERS = {DALAD: f"{ORDOS}.duty_officer", ORDOS: f"{REGION}.liaison"}


def before(at: str, minutes: int) -> str:
    """Return the scenario time some minutes before another."""
    total = round(offset(at).total_seconds() / 60) - minutes
    sign = "-" if total < 0 else ""
    return f"{sign}{abs(total) // 60}:{abs(total) % 60:02}"


def phone(
    at: str, sender: str, says: str, of: str = EVENT, kind: str = "initial", to: str = "",
    why: str = "",
) -> Step:  # fmt: skip
    """Log a report made by phone."""
    past = {"to": to, "skip_reason": why} if to else {}
    return step(
        at, f"phone.{of}.{sender}.{at}{to}", f"{sender}.{DESKS[sender][0]}", "log_phone_report",
        says, incident_id=Made(of), kind=kind, text=says, **past,
    )  # fmt: skip


def written(
    at: str, sender: str, kind: str, says: str, of: str = EVENT, news: str = ""
) -> list[Step]:
    """Draft, complete, review, sign and send a report, and let the level above take it."""
    key = f"report.{of}.{sender}.{at}"
    report = {"report_id": Made(key)}
    author, reviewer, signer = (f"{sender}.{post}" for post in DESKS[sender])
    changes = {"losses": LOSSES, **({"narrative": news} if news else {})}
    if of != EVENT:
        changes["casualties"] = UNHARMED
    base = dict.fromkeys(changes, 1)  # what the draft was prefilled with is version 1
    steps = [
        step(before(at, 6), key, author, "draft_report", incident_id=Made(of), kind=kind),
        step(before(at, 5), f"{key}.edit", author, "edit_report",
             fields=changes, base=base, **report),
        step(before(at, 4), f"{key}.submit", author, "submit_report", **report),
        step(before(at, 3), f"{key}.review", reviewer, "review_report",
             verdict="approve", **report),
        step(before(at, 2), f"{key}.sign", signer, "sign_report", **report),
        step(at, f"{key}.send", author, "send_report", says, **report),
    ]  # fmt: skip
    if sender in TAKERS:
        taker = TAKERS[sender]
        steps.append(
            step(before(at, -2), f"{key}.taken", taker, "acknowledge_report", **report)
        )
    return steps


STEPS: tuple[Step, ...] = (
    # The season's watch: reported when it was opened, and daily.
    phone("-71:45", ORDOS, "开河期凌汛防御电话首报。", WATCH),
    *written("-71:10", ORDOS, "initial", "鄂尔多斯市报送开河期凌汛防御首报。", WATCH,
             "气温回升，黄河鄂尔多斯段进入开河关键期。"),
    *(phone(at, ORDOS, "防御期零报告：无新情况。", WATCH, "zero")
      for at in ("-48:30", "-24:30", "-0:30")),
    # The jam at 05:40.
    phone("0:12", DALAD, "达拉特旗电话首报鄂尔多斯市（时限15分钟，用时12分钟）。"),
    phone("0:25", ORDOS, "鄂尔多斯市电话首报自治区（时限30分钟，用时25分钟）。"),
    *written("0:52", ORDOS, "initial", "鄂尔多斯市向自治区报送书面首报（时限60分钟）。"),
    *written("0:58", DALAD, "initial", "达拉特旗向鄂尔多斯市报送书面首报（时限2小时）。"),
    *written("2:00", ORDOS, "followup", "鄂尔多斯市报送续报一。",
             news="水位继续上涨，四市会商预计3小时内再涨0.6米。"),
    # The breach: a serious incident goes to the State Council.
    phone("3:08", DALAD, "达拉特旗电话报市：南岸堤防溃口约18米。", BREACH),
    phone("3:10", DALAD, "达拉特旗电话报市：南岸堤防溃口约18米，后扩至35米。", kind="followup"),
    phone("3:11", DALAD, "达拉特旗越级电话报自治区：南岸堤防溃口。", kind="followup",
          to=REGION, why="堤防溃口，情况紧急"),
    phone("3:14", ORDOS, "鄂尔多斯市电话报自治区：堤防溃口，初判重大。", BREACH),
    phone("3:25", REGION, "自治区电话报国务院总值班室：溃口险情（时限30分钟）。", BREACH),
    phone("3:30", REGION, "自治区电话报国务院总值班室：初判重大（时限30分钟）。"),
    *written("3:40", DALAD, "initial", "达拉特旗报送溃口书面首报。", BREACH),
    *written("3:50", ORDOS, "initial", "鄂尔多斯市报送溃口书面首报（时限60分钟）。", BREACH),
    *written("3:56", REGION, "initial", "自治区向国务院报送溃口书面首报。", BREACH),
    *written("4:05", REGION, "initial", "自治区向国务院报送书面首报（时限60分钟）。"),
    *written("4:00", ORDOS, "followup", "鄂尔多斯市报送续报二：堤防溃口，已转移1960人。",
             news="3时02分南岸堤防溃口，已转移1960人。"),
    *written("8:10", ORDOS, "followup", "鄂尔多斯市报送续报三：破冰方案获批。",
             news="四市第二次会商，破冰方案获前线指挥部批准。"),
    *written("12:30", ORDOS, "followup", "鄂尔多斯市报送续报四：淹没面积12.4平方公里。",
             news="卡冰体已破除，淹没面积12.4平方公里。"),
    *written("16:00", ORDOS, "followup", "鄂尔多斯市报送续报五：堵口方案实施。",
             news="堵口方案已实施，石料到位。"),
    *written("20:00", ORDOS, "followup",
             "鄂尔多斯市报送续报六：直接经济损失约9600万元（未核定）。",
             news="直接经济损失约9600万元，未核定。"),
)  # fmt: skip
