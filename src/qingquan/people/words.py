"""Words about people: what proves who somebody is."""

from enum import StrEnum


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
