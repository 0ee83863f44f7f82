"""Words about places: levels of division, kinds of towns and villages, service levels, roles of posts."""

from enum import StrEnum

from qingquan.wording import Word


class DivisionLevel(StrEnum):
    """行政区划层级, from the province down to the village."""

    PROVINCE = "province"
    CITY = "city"
    COUNTY = "county"
    TOWN = "town"
    VILLAGE = "village"

    @property
    def label(self) -> str:
        """The Chinese name."""
        return LEVEL_LABELS[self]


LEVEL_LABELS = {
    DivisionLevel.PROVINCE: "省级",
    DivisionLevel.CITY: "市级",
    DivisionLevel.COUNTY: "县级",
    DivisionLevel.TOWN: "镇（乡、街道）级",
    DivisionLevel.VILLAGE: "村（社区）级",
}


class SettlementKind(StrEnum):
    """What a town-level or village-level division is, read from the last six digits of its code."""

    STREET = "street"
    TOWN = "town"
    TOWNSHIP = "township"
    TOWN_LIKE = "town_like"
    RESIDENTS_COMMITTEE = "residents_committee"
    VILLAGERS_COMMITTEE = "villagers_committee"

    @property
    def label(self) -> str:
        """The Chinese name."""
        return SETTLEMENT_LABELS[self]


SETTLEMENT_LABELS = {
    SettlementKind.STREET: "街道",
    SettlementKind.TOWN: "镇",
    SettlementKind.TOWNSHIP: "乡",
    SettlementKind.TOWN_LIKE: "类似乡级单位",
    SettlementKind.RESIDENTS_COMMITTEE: "居民委员会",
    SettlementKind.VILLAGERS_COMMITTEE: "村民委员会",
}


class ServiceLevel(StrEnum):
    """三级服务网络: where people are served, and the hall online."""

    COUNTY_CENTRE = "county_service_centre"
    TOWN_CENTRE = "town_service_centre"
    VILLAGE_STATION = "village_station"
    ONLINE_HALL = "online_hall"

    @property
    def label(self) -> str:
        """The Chinese name."""
        return SERVICE_LABELS[self]


SERVICE_LABELS = {
    ServiceLevel.COUNTY_CENTRE: "县政务服务中心",
    ServiceLevel.TOWN_CENTRE: "镇（街道）便民服务中心",
    ServiceLevel.VILLAGE_STATION: "村（社区）便民服务站",
    ServiceLevel.ONLINE_HALL: "网上政务大厅",
}


class Role(StrEnum):
    """岗位角色: the code by which diagrams, gates and posts name who acts."""

    WINDOW_CLERK = "window_clerk"
    HANDLER = "handler"
    REVIEWER = "reviewer"
    APPROVER = "approver"
    HEAD = "head"
    CHIEF_REPRESENTATIVE = "chief_representative"
    LEGAL_REVIEWER = "legal_reviewer"
    HEARING_HOST = "hearing_host"
    CATALOGUE_ADMIN = "catalogue_admin"
    ESTABLISHMENT_REVIEWER = "establishment_reviewer"
    LEGAL_OFFICE_REVIEWER = "legal_office_reviewer"
    CAMPAIGN_OFFICE = "campaign_office"
    GOVERNMENT_OFFICE = "government_office"
    SUPERVISOR = "supervisor"
    CENTRE_MANAGER = "centre_manager"
    SYSTEM_ADMIN = "system_admin"

    @property
    def label(self) -> str:
        """The Chinese name."""
        return ROLE_LABELS[self]


ROLE_LABELS = {
    Role.WINDOW_CLERK: "窗口人员",
    Role.HANDLER: "承办人",
    Role.REVIEWER: "审核人",
    Role.APPROVER: "批准人",
    Role.HEAD: "机关负责人",
    Role.CHIEF_REPRESENTATIVE: "首席代表",
    Role.LEGAL_REVIEWER: "法制审核员",
    Role.HEARING_HOST: "听证主持人",
    Role.CATALOGUE_ADMIN: "事项管理员",
    Role.ESTABLISHMENT_REVIEWER: "编办审核员",
    Role.LEGAL_OFFICE_REVIEWER: "司法局审核员",
    Role.CAMPAIGN_OFFICE: "清理审核专班",
    Role.GOVERNMENT_OFFICE: "县政府办",
    Role.SUPERVISOR: "电子监察员",
    Role.CENTRE_MANAGER: "政务服务中心管理员",
    Role.SYSTEM_ADMIN: "系统管理员",
}


class SubjectNature(Word):
    """实施主体性质, GB/T 39046-2020 table A.3."""

    STATUTORY = "1", "法定机关"
    AUTHORISED = "2", "授权组织"
    ENTRUSTED = "3", "受委托组织"
    OTHER = "9", "其他"


class HallLevel(Word):
    """Levels of the service network that have a door to walk through. Handbook §7.1."""

    COUNTY = "county", "县政务服务中心"
    TOWN = "town", "镇（街道）便民服务中心"
    VILLAGE = "village", "村（社区）便民服务站"


class WindowKind(Word):
    """窗口类型. Handbook §7.5."""

    DEPARTMENT = "department", "部门窗口"
    INTEGRATED = "integrated", "综合窗口"
    STATION = "station", "代办窗口"
