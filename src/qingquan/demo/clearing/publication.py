"""The demonstration's part of the five catalogues and their batches.

The county's items were put in force one by one; the first batches gather what was in force, as a county does that
comes from another system. Two later batches each have something that changed.
"""

from datetime import date, datetime, timedelta

from qingquan.campaign.reading import current
from qingquan.catalogue.words import SeedCatalogue
from qingquan.demo.cast import Cast
from qingquan.demo.listing import APPROVED, DOCUMENT, IN_FORCE, SHORTER, at
from qingquan.places.county import county_face
from qingquan.publication import acts
from qingquan.publication.reading import editions
from qingquan.publication.rules.lives import usual_review
from qingquan.publication.words import FIVE, Channel

CHANNELS = (Channel.WEBSITE, Channel.PORTAL, Channel.GAZETTE, Channel.HALL_SCREEN)
SUBSISTENCE = date(2026, 7, 1)
"""A payment is added on the first day of the law it rests on."""
IN_HAND, IN_HAND_FROM = date(2026, 11, 19), date(2026, 12, 1)
"""A third batch of licences is being put together when the months end; it waits for the organ's review."""


def furnish(cast: Cast) -> None:
    """Five first batches, a second of licences, a second of other powers."""
    for place, catalogue in enumerate(FIVE):
        announce(cast, catalogue, IN_FORCE, at(APPROVED, 11) + timedelta(minutes=place * 20), "第1次", DOCUMENT)
    second = at(SHORTER.approved, 11)
    announce(cast, SeedCatalogue.LICENCE_APPROVAL, SHORTER.in_force, second, "第5次", SHORTER.document)
    third = at(SUBSISTENCE, 11)
    announce(cast, SeedCatalogue.OTHER, SUBSISTENCE, third, "第8次", "清府发〔2026〕9号")
    reviewed = editions.ready(SeedCatalogue.LICENCE_APPROVAL)
    if reviewed:
        office = cast.official("bianban.campaign_office", IN_HAND)
        begun = at(IN_HAND, 15)
        acts.prepare(
            SeedCatalogue.LICENCE_APPROVAL, reviewed, from_on=IN_HAND_FROM, campaign=current(), by=office, at=begun
        )


def announce(  # noqa: PLR0917 - one row of a list: what, from when, when, where and as which document.
    cast: Cast, catalogue: SeedCatalogue, from_on: date, begun: datetime, meeting: str, document: str
) -> None:
    """One batch from its first hour to its announcement in the afternoon."""
    day = begun.date()
    office = cast.official("bianban.campaign_office", day)
    government = cast.official("zhengfuban.government_office", day)
    batch = acts.prepare(catalogue, (), from_on=from_on, by=office, at=begun)
    waiting = batch.items.filter(screening="waiting").values_list("code", flat=True)
    if waiting:
        acts.clear(batch, list(waiting), by=government, at=begun + timedelta(hours=2))
    opinion = "依据、条件、程序和时限均不涉及国家秘密，同意公开。"
    acts.screen_batch(batch, opinion=opinion, by=government, at=begun + timedelta(hours=3))
    acts.approve(
        batch,
        meeting=f"县政府{meeting}常务会议",
        minutes_number=f"清府常纪〔2026〕{meeting.strip('第次')}号",
        approved_on=day,
        document_number=document,
        channels=CHANNELS,
        comment_hotline=county_face().hotline,
        next_review_on=usual_review(day),
        by=government,
        at=begun + timedelta(hours=4),
    )
    acts.publish(batch, by=government, at=begun + timedelta(hours=5))
