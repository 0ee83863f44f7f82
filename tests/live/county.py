"""Fill an empty database with the demonstration county and one case of the water bureau in every state.

A program: `python -m tests.live.county`. It prints, as JSON, what there is to visit: samples by name.
"""

import json
import os
import sys
from datetime import datetime
from io import BytesIO

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "qingquan.settings")

import django

django.setup()

from django.core.files.uploadedfile import InMemoryUploadedFile

from qingquan import demo
from qingquan.cases import acts
from qingquan.cases.acts import Gap, MaterialGiven, drafting
from qingquan.cases.acts.hold import hold
from qingquan.cases.models import Case, Draft
from qingquan.cases.words import Delivery, MaterialWay, Opinion, Outcome
from qingquan.catalogue import acts as catalogue
from qingquan.catalogue.models import Holding, ItemVersion
from qingquan.catalogue.rules.facts import VersionFacts
from qingquan.papers.files import store_file
from qingquan.papers.models import Document
from qingquan.people.models import Account, Actor, Applicant, Tenure
from qingquan.places.models import Hall, Office
from qingquan.publicity import watch as publicity
from qingquan.server import upkeep
from qingquan.supervision import watch as supervision
from qingquan.supervision.models import Card
from tests.live import application
from tests.live.cast import WHO
from tests.live.days import NOW, TODAY, at
from tests.live.rooms import ROOMS

DEMO_CASES = 12
PASSED = "生产建设项目水土保持方案审批"


def actor(part: str) -> Actor:
    """Whoever plays the part, from the first of their posts."""
    account = Account.objects.get(username=WHO[part])
    tenure = Tenure.objects.on(TODAY).filter(account=account).select_related("post").order_by("post__code").first()
    return Actor(account, tenure.post if tenure else None)


def in_force(name: str, on: datetime) -> ItemVersion:
    """The version of an item in force on a day."""
    return ItemVersion.objects.in_force(on.date()).select_related("item").get(name=name)


def begun(on: datetime) -> Draft:
    """An application in writing: the form filled in, the materials uploaded."""
    by = actor("citizen")
    applicant = Applicant.objects.get(account=by.account)
    draft = drafting.begin_draft(in_force(application.ITEM, on), applicant, application.CIRCUMSTANCES, by=by, at=on)
    drafting.keep_typed(draft, {name: [text] for name, text in application.TYPED.items()}, by=by, at=on)
    given = [
        MaterialGiven(name, MaterialWay.UPLOADED, file_id=uploaded(name, by, on)) for name in application.MATERIALS
    ]
    drafting.keep_materials(draft, given, by=by, at=on)
    return draft


def uploaded(name: str, by: Actor, on: datetime) -> int:
    """A scanned material, kept."""
    scan = application.scan()
    file = InMemoryUploadedFile(BytesIO(scan), None, f"{name}.png", "image/png", len(scan), None)
    return store_file(file, by=by, at=on).pk  # type: ignore[arg-type]


def received(on: datetime) -> str:
    """An application sent; the case's number."""
    return drafting.send_draft(begun(on), by=actor("citizen"), at=on).number


def accepted(on: datetime) -> str:
    """Sent and accepted on the same day."""
    number = received(on)
    acts.accept(number, by=actor("clerk"), at=on)
    return number


def conclude(number: str, part: str, on: datetime) -> None:
    """Agree on the open step."""
    (step,) = hold(number, on).open_steps()
    acts.complete_step(number, step.step_id, Opinion.AGREE, "符合法定条件。", by=actor(part), at=on)


def to_be_decided(on: datetime) -> str:
    """Examined and reviewed."""
    number = accepted(on)
    conclude(number, "handler", on)
    conclude(number, "reviewer", on)
    return number


def decided(on: datetime, outcome: Outcome = Outcome.GRANT, reasons: str = "年取水量1.2万立方米。") -> str:
    """Decided on the day it came."""
    number = to_be_decided(on)
    acts.decide(number, outcome, reasons, by=actor("approver"), at=on)
    return number


def delivered(on: datetime) -> str:
    """Handed over at the window."""
    number = decided(on)
    acts.deliver(number, Delivery.WINDOW, "赵一苇", by=actor("clerk"), at=on)
    return number


def paused(on: datetime) -> str:
    """Waiting for experts."""
    number = accepted(on)
    end = at(12, 14).date()
    acts.pause(number, "expert_review", procedure="专家评审，约需十日。", planned_end=end, by=actor("handler"), at=on)
    return number


def told_of_gaps(on: datetime) -> str:
    """Something is missing, and the applicant was told."""
    number = received(on)
    gap = Gap(application.MATERIALS[0], "没有签名，请补签")
    acts.notify_gaps(number, [gap], by=actor("clerk"), at=on)
    return number


def furnish() -> dict[str, str]:
    """One of everything, and its name in the addresses."""
    samples = {
        "received": received(at(11, 20)),
        "gaps": told_of_gaps(at(11, 19)),
        "examine": accepted(at(11, 17)),
        "decide": to_be_decided(at(11, 16)),
        "approved": decided(at(11, 18)),
        "refused": decided(at(11, 12), Outcome.REFUSE, "取水、退水布局不合理。"),
        "paused": paused(at(11, 10)),
        "delivered": delivered(at(11, 9)),
        "late": accepted(at(10, 9)),
        "draft": begun(at(11, 20)).code,
        # Begun under the version before; the page then says that the rules have changed.
        "draft_overtaken": begun(at(4, 20)).code,
        "item": in_force(application.ITEM, NOW).item.code,
        **written(),
        "item_unasked": ItemVersion.objects.in_force(TODAY).filter(procedure=None).first().item.code,  # type: ignore[union-attr]
    }
    return samples | beside(samples)


def written() -> dict[str, str]:
    """A version being written, one that waits to be published, and what the administrators of the county look at."""
    unwritten, reviewed = (next_version(name, at(11, 19)) for name in (application.ITEM, PASSED))
    catalogue.review(reviewed, opinion="依据充分。", by=actor("establishment_reviewer"), at=at(11, 20))
    clerk = actor("clerk")
    holding = Holding.objects.filter(item=unwritten.item, until_on__isnull=True).first()
    hall = Hall.objects.filter(windows__isnull=False).first()
    assert clerk.post and clerk.organ and holding and hall
    return {
        "item_draft": unwritten.item.code,
        "number_draft": str(unwritten.number),
        "item_reviewed": reviewed.item.code,
        "number_reviewed": str(reviewed.number),
        "holding": str(holding.pk),
        "procedure": str(in_force(application.ITEM, NOW).procedure_id),
        "person": str(clerk.account_id),
        "tenure": str(Tenure.objects.filter(account=clerk.account).latest("pk").pk),
        "organ": str(clerk.organ.pk),
        "office": str(Office.objects.filter(organ=clerk.organ).latest("pk").pk),
        "post": str(clerk.post.pk),
        "hall": str(hall.pk),
        "window": str(hall.windows.latest("pk").pk),
    }


def next_version(name: str, on: datetime) -> ItemVersion:
    """The draft of an item's next version."""
    former = in_force(name, on)
    facts = VersionFacts.from_json(former.elements)
    by = actor("catalogue_admin")
    return catalogue.revise(former.item, facts, by=by, at=on, form_schema=former.form_schema)


def beside(samples: dict[str, str]) -> dict[str, str]:
    """What came of the cases: documents, files, the worker's cards and publications."""
    for _ in range(3):
        supervision.silence(NOW)
        supervision.look(NOW)
        supervision.follow(NOW)
        publicity.follow(NOW)
    # The news waits for every transaction on the server, the neighbours' tests among them; this card cannot.
    supervision.examine([samples["late"]], NOW)
    case = Case.objects.get(number=samples["delivered"])
    certificate = Document.objects.get(subject=case.number, kind="certificate")
    received_case = Case.objects.get(number=samples["received"])
    material = received_case.materials.filter(file__isnull=False).first()
    assert material is not None
    return {
        "check": certificate.check_code,
        "document": str(certificate.pk),
        "file": str(material.file_id),
        "material": str(material.pk),
        "draft_file": str(Draft.objects.get(code=samples["draft"]).materials.first().file_id),  # type: ignore[union-attr]
        "draft_sent": Draft.objects.get(case=received_case).code,
        "card": Card.objects.get(case__number=samples["late"], rule="TL-03").number,
    }


def main() -> None:
    """From an empty database to a county at work; with `--uncleared`, one that has never cleared its powers."""
    upkeep.migrate()
    upkeep.collect_static()
    if "--uncleared" in sys.argv:
        demo.load(cases=DEMO_CASES, clearing=False)
        sys.stdout.write("{}")
        return
    demo.load(cases=DEMO_CASES)
    samples = furnish()
    for room in ROOMS:
        samples |= room.samples()
    sys.stdout.write(json.dumps(samples))


if __name__ == "__main__":
    main()
