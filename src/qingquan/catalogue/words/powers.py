"""What kinds of power there are, who may exercise them and where they come from. GB/T 39046-2020 tables A.1–A.4."""

from qingquan.wording import Term


class Initiation(Term):
    """启动方式: whether a case begins with an application or with the organ itself."""

    ON_APPLICATION = "on_application", "依申请"
    EX_OFFICIO = "ex_officio", "依职权"
    EITHER = "either", "依申请或依职权"
    NONE = "none", "不启动办件"


class SeedCatalogue(Term):
    """公布目录: the five catalogues a county publishes by category and batch, and two lists beside them."""

    LICENCE_APPROVAL = "licence_approval", "行政许可和非行政许可审批目录"
    PENALTY = "penalty", "行政处罚目录"
    COLLECTION = "collection", "行政征收目录"
    COERCION = "coercion", "行政强制目录"
    OTHER = "other", "其他行政权力目录"
    INTERNAL = "internal", "政府内部审批清单"
    PUBLIC_SERVICE = "public_service", "公共服务清单"
    NONE = "none", "不列入目录"


class PowerType(Term):
    """事项类型. Table A.1; 11 stands in the standard's room for extensions, L1 is only for clearing up."""

    GENERIC = "power_generic", "行政权力（未分类）", "00"
    LICENCE = "licence", "行政许可", "01"
    PENALTY = "penalty", "行政处罚", "02"
    COERCION = "coercion", "行政强制", "03"
    COLLECTION = "collection", "行政征收", "04"
    PAYMENT_GRANT = "payment_grant", "行政给付", "05"
    INSPECTION = "inspection", "行政检查", "06"
    CONFIRMATION = "confirmation", "行政确认", "07"
    REWARD = "reward", "行政奖励", "08"
    ADJUDICATION = "adjudication", "行政裁决", "09"
    OTHER_POWER = "other_power", "其他行政权力", "10"
    INTERNAL_APPROVAL = "internal_approval", "政府内部审批", "11"
    PUBLIC_SERVICE = "public_service", "公共服务", "20"
    NON_LICENCE_APPROVAL_LEGACY = "non_licence_approval_legacy", "非行政许可审批", "L1"

    @property
    def initiation(self) -> Initiation:
        """How its cases begin."""
        return INITIATIONS[self]

    @property
    def catalogue(self) -> SeedCatalogue:
        """In which catalogue it is published."""
        return CATALOGUES.get(self, SeedCatalogue.OTHER)

    @property
    def on_application(self) -> bool:
        """Whether people may apply for it, so that it needs a guide, materials and limits."""
        return self.initiation in {Initiation.ON_APPLICATION, Initiation.EITHER}

    @property
    def is_power(self) -> bool:
        """Whether it is a power at all: public services and unsorted rows are not."""
        return self not in {PowerType.PUBLIC_SERVICE, PowerType.GENERIC}


INITIATIONS = {
    PowerType.GENERIC: Initiation.NONE,
    PowerType.LICENCE: Initiation.ON_APPLICATION,
    PowerType.PENALTY: Initiation.EX_OFFICIO,
    PowerType.COERCION: Initiation.EX_OFFICIO,
    PowerType.COLLECTION: Initiation.EX_OFFICIO,
    PowerType.PAYMENT_GRANT: Initiation.ON_APPLICATION,
    PowerType.INSPECTION: Initiation.EX_OFFICIO,
    PowerType.CONFIRMATION: Initiation.ON_APPLICATION,
    PowerType.REWARD: Initiation.EITHER,
    PowerType.ADJUDICATION: Initiation.ON_APPLICATION,
    PowerType.OTHER_POWER: Initiation.EITHER,
    PowerType.INTERNAL_APPROVAL: Initiation.ON_APPLICATION,
    PowerType.PUBLIC_SERVICE: Initiation.ON_APPLICATION,
    PowerType.NON_LICENCE_APPROVAL_LEGACY: Initiation.NONE,
}
# Types not named here are published in the catalogue of other powers.
CATALOGUES = {
    PowerType.GENERIC: SeedCatalogue.NONE,
    PowerType.LICENCE: SeedCatalogue.LICENCE_APPROVAL,
    PowerType.PENALTY: SeedCatalogue.PENALTY,
    PowerType.COERCION: SeedCatalogue.COERCION,
    PowerType.COLLECTION: SeedCatalogue.COLLECTION,
    PowerType.INTERNAL_APPROVAL: SeedCatalogue.INTERNAL,
    PowerType.PUBLIC_SERVICE: SeedCatalogue.PUBLIC_SERVICE,
    PowerType.NON_LICENCE_APPROVAL_LEGACY: SeedCatalogue.LICENCE_APPROVAL,
}


class CollectionKind(Term):
    """征收 names two different things in published lists."""

    LEVY = "levy", "征缴税费"
    EXPROPRIATION = "expropriation", "征收财产并补偿"


class ExerciseLevel(Term):
    """行使层级, table A.2."""

    STATE = "state", "国家级", "1"
    PROVINCE = "province", "省级", "2"
    CITY = "city", "市级", "3"
    COUNTY = "county", "县级", "4"
    TOWN = "town", "镇（乡、街道）级", "5"
    VILLAGE = "village", "村（社区）级", "6"
    GRADED = "graded", "分级管理", "7"


class SubjectNature(Term):
    """实施主体性质, table A.3."""

    STATUTORY = "statutory", "法定机关", "1"
    AUTHORISED = "authorised", "授权组织", "2"
    ENTRUSTED = "entrusted", "受委托组织", "3"
    OTHER = "other", "其他", "9"


class ServiceObject(Term):
    """服务对象, table A.4."""

    PERSON = "person", "自然人", "1"
    ENTERPRISE = "enterprise", "企业法人", "2"
    INSTITUTION = "institution", "事业法人", "3"
    SOCIAL_ORGANISATION = "social_organisation", "社会组织法人", "4"
    ORGAN = "organ", "行政机关", "5"
    OTHER = "other", "其他组织", "6"


class PowerSource(Term):
    """权力来源, as the national exchange tables have it."""

    OWN = "own", "法定本级行使", "1"
    DEVOLVED = "devolved", "上级下放", "2"
    AUTHORISED_ABOVE = "authorised_above", "上级授权", "3"
    AUTHORISED_PEER = "authorised_peer", "同级授权", "4"
    ENTRUSTED_ABOVE = "entrusted_above", "上级委托", "5"
    ENTRUSTED_PEER = "entrusted_peer", "同级委托", "6"
