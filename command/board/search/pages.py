"""The pages that the palette can go to, by name in both languages."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse

from command.core.models import Person
from command.core.policies import ADMINISTRATORS, DESK, duties_of, scopes_of
from incidents.monitoring.intake.rights import KEEPING

# URL name, Chinese, English. Pages that do not exist are left out.
COMMAND = (
    ("cop", "态势", "Situation (COP)"),
    ("incidents", "事件", "Incidents"),
    ("incident-new", "新建事件", "New incident"),
    ("warnings", "预警", "Warnings"),
    ("reports", "信息报告", "Reports"),
    ("messages", "指令与消息", "Orders and messages"),
    ("log", "决策记录", "Decision log"),
    ("roster", "值班表", "Duty roster"),
    ("forces", "力量", "Forces"),
    ("tasks", "任务", "Tasks"),
    ("plans", "预案", "Plans"),
    ("sensors", "监测", "Sensors"),
    ("imagery", "图像", "Imagery"),
    ("my-tasks", "我的任务", "My tasks"),
    ("exercise", "演练", "Exercise"),
)
DESKS = (("field-conflicts", "现场迟到操作与手机", "Late acts from the field, phones"),)
RUNNING = (
    ("people", "人员管理", "People"),
    ("rules", "规则与阈值", "Rules and thresholds"),
    ("audit", "审计", "Audit"),
)
KEPT = (("townships", "乡镇、苏木、街道", "Townships"),)
EVERYBODY = (("password", "修改密码", "Change the password"),)


@dataclass(frozen=True, slots=True)
class Page:
    """One page."""

    key: str
    name_zh: str
    name_en: str
    url: str


def pages(person: Person) -> Iterator[Page]:
    """Return the pages that ``person`` has something to do on. Two queries."""
    wanted = [*EVERYBODY]
    if scopes_of(person):
        wanted += COMMAND
    held = set(duties_of(person).values_list("post", flat=True))
    wanted += DESKS if held & DESK else ()
    wanted += RUNNING if held & ADMINISTRATORS else ()
    wanted += KEPT if held & KEEPING else ()
    for name, name_zh, name_en in wanted:
        try:
            yield Page(name, name_zh, name_en, reverse(name))
        except NoReverseMatch:
            continue
