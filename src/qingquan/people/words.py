"""The words of people: kinds of accounts, applicants and identity documents."""

from qingquan.places.words import Word


class AccountKind(Word):
    """Who signs in."""

    OFFICIAL = "official", "工作人员"
    APPLICANT = "applicant", "申请人"


class ApplicantKind(Word):
    """申请人类型."""

    PERSON = "person", "自然人"
    ORGANISATION = "organisation", "法人或其他组织"


class IdType(Word):
    """证件类型. The codes of the double-publicity format stand in `DOUBLE_PUBLICITY`. Handbook §1.8."""

    CITIZEN_ID = "citizen_id", "居民身份证"
    PASSPORT = "passport", "护照"
    HONG_KONG_MACAO = "hk_macao", "港澳居民来往内地通行证"
    TAIWAN = "taiwan", "台湾居民来往大陆通行证"
    FOREIGN_RESIDENT = "foreign_resident", "外国人永久居留身份证"
    USCC = "uscc", "统一社会信用代码"
