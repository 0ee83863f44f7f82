"""Who can sign in for a try. These accounts and this password exist in the demonstration county only."""

PASSWORD = "qingquan-2026"
ACCOUNTS = (
    ("窗口人员（县水利局）", "shuili.chuangkou"),
    ("承办人（县水利局）", "shuili.chengban.xin"),
    ("审核人（县水利局）", "shuili.shenhe"),
    ("批准人（县水利局）", "shuili.pizhun"),
    ("机关负责人（县水利局）", "shuili.fuze"),
    ("事项管理员（县水利局）", "shuili.fazhi"),
    ("镇窗口人员（泉城街道）", "quancheng.chuangkou"),
    ("政务服务中心管理员", "zhengwu.zhongxin"),
    ("清理审核专班", "bianban.qingli"),
    ("编办审核员", "bianban.shixiang"),
    ("司法局审核员", "sifa.hefa"),
    ("县政府办", "zhengfuban.chengban"),
    ("电子监察员", "zhengwu.jiancha"),
    ("系统管理员", "zhengwu.xitong"),
    ("个人申请人", "demo.citizen"),
    ("企业申请人", "demo.firm"),
)


def accounts() -> list[tuple[str, str, str]]:
    """Who, user name and password."""
    return [(who, username, PASSWORD) for who, username in ACCOUNTS]
