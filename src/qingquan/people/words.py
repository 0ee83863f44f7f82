"""Words about people: what proves who somebody is."""

from enum import StrEnum

from qingquan.wording import Word


class IdentityKind(StrEnum):
    """Which document an eighteen-character identity number belongs to."""

    RESIDENT = "resident"
    HONG_KONG_MACAU = "hong_kong_macau"
    TAIWAN = "taiwan"
    FOREIGN_PERMANENT = "foreign_permanent"

    @property
    def label(self) -> str:
        """The Chinese name."""
        return IDENTITY_LABELS[self]


IDENTITY_LABELS = {
    IdentityKind.RESIDENT: "居民身份证",
    IdentityKind.HONG_KONG_MACAU: "港澳居民居住证",
    IdentityKind.TAIWAN: "台湾居民居住证",
    IdentityKind.FOREIGN_PERMANENT: "外国人永久居留身份证",
}


class Sex(StrEnum):
    """Read from the order number: odd is male."""

    MALE = "male"
    FEMALE = "female"

    @property
    def label(self) -> str:
        """The Chinese name."""
        return {"male": "男", "female": "女"}[self.value]


class PhoneKind(StrEnum):
    """What sort of number a telephone number is."""

    MOBILE = "mobile"
    LANDLINE = "landline"
    HOTLINE = "hotline"

    @property
    def label(self) -> str:
        """The Chinese name."""
        return {"mobile": "手机", "landline": "固定电话", "hotline": "服务热线"}[self.value]


class AccountKind(Word):
    """Who signs in."""

    OFFICIAL = "official", "工作人员"
    APPLICANT = "applicant", "申请人"


class ApplicantKind(Word):
    """申请人类型."""

    PERSON = "person", "自然人"
    ORGANISATION = "organisation", "法人或其他组织"


class IdType(Word):
    """证件类型. Handbook §1.8."""

    CITIZEN_ID = "citizen_id", "居民身份证"
    PASSPORT = "passport", "护照"
    HONG_KONG_MACAO = "hk_macao", "港澳居民来往内地通行证"
    TAIWAN = "taiwan", "台湾居民来往大陆通行证"
    FOREIGN_RESIDENT = "foreign_resident", "外国人永久居留身份证"
    USCC = "uscc", "统一社会信用代码"
