"""What can be said about people from numbers and names alone."""

from qingquan.people.rules.identity import (
    IdentityNumber,
    is_identity_number,
    parse_identity_number,
    searched_identity,
)
from qingquan.people.rules.masking import mask_id, mask_name, mask_phone, scrubbed
from qingquan.people.rules.phones import Phone, parse_mobile, parse_phone, phones_in, searched_phone

__all__ = [
    "IdentityNumber",
    "Phone",
    "is_identity_number",
    "mask_id",
    "mask_name",
    "mask_phone",
    "parse_identity_number",
    "parse_mobile",
    "parse_phone",
    "phones_in",
    "scrubbed",
    "searched_identity",
    "searched_phone",
]
