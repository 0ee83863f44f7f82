"""The acts with which a real county begins: whole or not at all."""

import secrets
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from qingquan.clock import national_rows
from qingquan.commands.county import Founding
from qingquan.law import Refused
from qingquan.people import acts as people
from qingquan.people.models import SYSTEM, Account
from qingquan.people.words import AccountKind
from qingquan.places import acts as places
from qingquan.places import county
from qingquan.places.models import County, Organ
from qingquan.places.words import Role, SubjectNature

# Without letters and digits that look alike on paper.
ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
GROUPS, GROUP_LENGTH = 4, 4
FIRST_SEQ = "001"


def found(founding: Founding) -> str:
    """The county, its calendar, one organ and its administrator; returns the one-time password.

    Raises `Refused` when a county is here already; nothing is changed then.
    """
    if County.objects.exists() or Account.objects.exists():
        raise Refused("数据库里已经建有一个县，不能再建；请使用空的数据目录或者数据库。")
    at = timezone.now()
    with transaction.atomic():
        division = places.found_county(founding.code, founding.name, demo=False, by=SYSTEM, at=at).division
        places.import_calendar(national_rows(), by=SYSTEM, at=at)
        if founding.calendar:
            places.import_calendar(founding.calendar, by=SYSTEM, at=at)
        organ = places.enter_organ(
            name=founding.organ,
            short_name=founding.short_name,
            seq=FIRST_SEQ,
            uscc=founding.uscc,
            division=division,
            nature=SubjectNature.STATUTORY.value,
            by=SYSTEM,
            at=at,
        )
        password = open_administrator(founding.username, organ, at)
    county.forget()
    return password


def open_administrator(username: str, organ: Organ, at: datetime) -> str:
    """The first account, on a post of the organ; its password must be changed at the first sign-in."""
    password = one_time_password()
    post = places.enter_post(
        organ,
        code=f"{organ.seq}.{Role.SYSTEM_ADMIN}",
        name="系统管理岗",
        role=Role.SYSTEM_ADMIN,
        duties="维护账号、岗位和系统参数，不办理案件。",
        by=SYSTEM,
        at=at,
    )
    account = people.open_account(
        username,
        Role.SYSTEM_ADMIN.label,
        AccountKind.OFFICIAL,
        password=password,
        must_change_password=True,
        by=SYSTEM,
        at=at,
    )
    people.appoint(account, post, from_on=timezone.localdate(at), by=SYSTEM, at=at)
    return password


def one_time_password() -> str:
    """Sixteen characters by chance, in groups that can be read out: about 79 bits."""
    groups = ("".join(secrets.choice(ALPHABET) for _ in range(GROUP_LENGTH)) for _ in range(GROUPS))
    return "-".join(groups)
