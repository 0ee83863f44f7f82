"""The words of places: levels, natures, roles, halls."""

from enum import StrEnum


class Word(StrEnum):
    """An enum member with a Chinese label beside its stored value."""

    label: str

    def __new__(cls, value: str, label: str = "") -> "Word":
        """Keep the label on the member."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label or value
        return member


class DivisionLevel(Word):
    """Levels of divisions below the province that the county knows."""

    COUNTY = "county", "县"
    TOWN = "town", "镇（街道）"
    VILLAGE = "village", "村（社区）"


class SubjectNature(Word):
    """实施主体性质, GB/T 39046-2020 table A.3."""

    STATUTORY = "1", "法定机关"
    AUTHORISED = "2", "授权组织"
    ENTRUSTED = "3", "受委托组织"
    OTHER = "9", "其他"


class Role(Word):
    """What a post may do. Handbook appendix C."""

    WINDOW_CLERK = "window_clerk", "窗口人员"
    HANDLER = "handler", "承办人"
    REVIEWER = "reviewer", "审核人"
    APPROVER = "approver", "批准人"
    HEAD = "head", "机关负责人"
    CHIEF_REPRESENTATIVE = "chief_representative", "首席代表"
    LEGAL_REVIEWER = "legal_reviewer", "法制审核员"
    HEARING_HOST = "hearing_host", "听证主持人"
    CATALOGUE_ADMIN = "catalogue_admin", "事项管理员"
    ESTABLISHMENT_REVIEWER = "establishment_reviewer", "编办审核员"
    LEGAL_OFFICE_REVIEWER = "legal_office_reviewer", "司法局审核员"
    GOVERNMENT_OFFICE = "government_office", "县政府办公室"
    SUPERVISOR = "supervisor", "电子监察员"
    CENTRE_MANAGER = "centre_manager", "政务服务中心管理员"
    SYSTEM_ADMIN = "system_admin", "系统管理员"


class HallLevel(Word):
    """Levels of the service network. Handbook §7.1."""

    COUNTY = "county", "县政务服务中心"
    TOWN = "town", "镇（街道）便民服务中心"
    VILLAGE = "village", "村（社区）便民服务站"


class WindowKind(Word):
    """窗口类型. Handbook §7.5."""

    DEPARTMENT = "department", "部门窗口"
    INTEGRATED = "integrated", "综合窗口"
    STATION = "station", "村级代办点"
