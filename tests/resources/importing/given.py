"""Files of registers, given and confirmed."""

from resources.importing.actions import confirm_import, receive_import

HEADS = "队伍类别,名称,区划,人数,车辆数,能力,纬度,经度,值班电话\n"


TWO = (
    HEADS
    + "水域救援,达旗水上一队,达拉特旗,18,4,ICE NIGHT,40.41,110.03,0477-1\n"
    + "FLOOD,达旗抗洪二队,150621,30,6,,40.42,110.04,\n"
)


def given(keeper, text, sheet="team", name="队伍.csv"):
    content = text if isinstance(text, bytes) else text.encode()
    return receive_import(actor=keeper, sheet=sheet, content=content, file_name=name)


def done(keeper, text, sheet="team", **how):
    run = given(keeper, text, sheet)
    return confirm_import(actor=keeper, run_id=run.pk, digest=run.digest, **how)


def counts(run):
    names = ("new", "changed", "unchanged", "faulty")
    return tuple(run.counts[name] for name in names)


STOCK = (
    "仓库,区划,物资代码,库存数量,协议储备,纬度,经度,示意\n"
    "旗库,150621,2990102,40,否,40.4,110,是\n"
)
