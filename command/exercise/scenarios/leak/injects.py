"""What the players of the leak are confronted with, and what is expected of them."""

from collections.abc import Mapping
from typing import Any

HOHHOT, TOGTOH = "150100", "150122"

INJECTS: tuple[Mapping[str, Any], ...] = (
    {
        "at_minutes": 2, "channel": "phone", "sender": "园区安监员", "post": "duty_officer",
        "region_id": TOGTOH, "title": "罐区苯味浓重，两名工人头晕",
        "text": "2号罐底阀泄漏，风向西北，约3米每秒。两名工人头晕呕吐，已撤到上风向。",
        "expects": "核实伤员与风向，通知消防、120，下达园区警戒", "within_minutes": 10,
    },
    {
        "at_minutes": 8, "channel": "phone", "sender": "市应急指挥中心值班长",
        "post": "commander", "region_id": HOHHOT, "title": "询问是否启动危化品预案",
        "text": "现场报告泄漏量不明，下风向1.2公里有村庄。是否启动预案，几级响应？",
        "expects": "启动危险化学品事故应急预案并确定响应级别", "within_minutes": 15,
    },
    {
        "at_minutes": 25, "channel": "radio", "sender": "消防救援队", "post": "",
        "region_id": HOHHOT, "title": "堵漏器材不足",
        "text": "现有堵漏器材不适用底阀法兰，需要专业堵漏队伍。",
        "expects": "向邻市提出支援请求", "within_minutes": 20,
    },
    {
        "at_minutes": 45, "channel": "media", "sender": "网络舆情监测", "post": "liaison",
        "region_id": HOHHOT, "title": "网传“化工厂爆炸”",
        "text": "短视频平台出现不实视频，半小时转发逾千次。",
        "expects": "发布权威信息，澄清不实传言", "within_minutes": 30,
    },
    {
        "at_minutes": 70, "channel": "phone", "sender": "村委会", "post": "duty_officer",
        "region_id": TOGTOH, "title": "一户不愿转移",
        "text": "下风向村庄还有一户三人（一名卧床老人）不愿离开。",
        "expects": "派人入户，安排担架车转移", "within_minutes": 30,
    },
    {
        "at_minutes": 120, "channel": "written", "sender": "生态环境监测站", "post": "",
        "region_id": HOHHOT, "title": "园区外排口苯超标",
        "text": "雨水外排口苯0.4毫克每升，可能进入河道。",
        "expects": "封堵外排口并加密监测", "within_minutes": 30,
    },
)  # fmt: skip
