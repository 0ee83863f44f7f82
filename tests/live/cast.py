"""Who signs in, by the part they play: accounts of the demonstration county, and its one password."""

from qingquan.demo.accounts import PASSWORD

__all__ = ["OFFICIALS", "PASSWORD", "WHO"]

OFFICIALS = {
    "clerk": "shuili.chuangkou",
    "handler": "shuili.chengban.xin",
    "reviewer": "shuili.shenhe",
    "approver": "shuili.pizhun",
    "head": "shuili.fuze",
    "catalogue_admin": "shuili.fazhi",
    "supervisor": "zhengwu.jiancha",
    "centre_manager": "zhengwu.zhongxin",
    "system_admin": "zhengwu.xitong",
    "establishment_reviewer": "bianban.shixiang",
    "campaign_office": "bianban.qingli",
    "legal_office_reviewer": "sifa.hefa",
    "government_office": "zhengfuban.chengban",
    "stranger": "jiaoti.chuangkou",
}
WHO = OFFICIALS | {"citizen": "demo.citizen", "firm": "demo.firm"}
"""`visitor` is nobody of these: a browser that never signed in."""
