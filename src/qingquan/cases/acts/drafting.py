"""From the first answer to the sent application. A draft is the applicant's own: nobody else's act touches it."""

import secrets
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

from django.utils import timezone

from qingquan import law
from qingquan.cases.acts.receipt import MaterialGiven, receive
from qingquan.cases.models import Case, Draft, DraftMaterial
from qingquan.cases.rules.drafts import Asked, Wanted, asked
from qingquan.cases.words import Channel, MaterialWay
from qingquan.catalogue.models import ItemVersion
from qingquan.catalogue.words import PowerType
from qingquan.law import Refused
from qingquan.ledger.acts import act, record, record_many
from qingquan.papers.files import discard_files
from qingquan.papers.form_schema import digest
from qingquan.papers.forms import Form
from qingquan.papers.models import StoredFile
from qingquan.people.models import Actor, Applicant, Mandate

KEPT_DAYS = 30
CHANGED = "这个事项在您填写期间公布了新版本，请按新版本核对后再提交。"


def check_may_apply_online(version: ItemVersion, on: date) -> None:
    """Only what is exercised on application, in force that day and open for the web. 《行政许可法》第二十九条."""
    if not PowerType(version.item.power_type).on_application:
        raise Refused("这项权力由机关依职权行使，不需要申请。")
    if not in_force(version, on):
        raise Refused("这一版已经不再施行，请按现行版本申请。")
    if not version.online or version.procedure_id is None:
        raise Refused("这个事项还没有开通网上申请，请到窗口办理。")


def in_force(version: ItemVersion, on: date) -> bool:
    """Whether an application of that day may rest on the version."""
    return ItemVersion.objects.in_force(on).filter(pk=version.pk).exists()


def form_of(version: ItemVersion) -> Form | None:
    """The questions of a version; None when it asks none."""
    return Form.from_schema(version.form_schema) if version.form_schema else None


def digest_of(version: ItemVersion) -> str:
    """Which form a version asks; empty for none."""
    return digest(version.form_schema) if version.form_schema else ""


def asked_of(version: ItemVersion, circumstances: Mapping[str, str]) -> list[Asked]:
    """The materials a version asks for in these circumstances."""
    rows = version.materials.values_list("name", "need", "source", "scenario")
    questions: list[dict[str, list[str]]] = version.elements.get("scenarios", [])
    offered = {answer for question in questions for answer in question.get("answers", [])}
    return asked([Wanted(*row) for row in rows], offered, set(circumstances.values()))


@act("draft.begun")
def begin_draft(
    version: ItemVersion,
    applicant: Applicant,
    circumstances: Mapping[str, str],
    *,
    by: Actor,
    at: datetime,
    mandate: Mandate | None = None,
) -> Draft:
    """Start an application."""
    check_may_apply_online(version, timezone.localdate(at))
    assert by.account is not None
    draft = Draft(
        code=secrets.token_urlsafe(9),
        account=by.account,
        applicant=applicant,
        mandate=mandate,
        version=version,
        form_digest=digest_of(version),
        circumstances=dict(circumstances),
        begun_at=at,
        kept_at=at,
    )
    draft.save(force_insert=True)
    # Nothing about the applicant: the ledger is public.
    record(f"draft/{draft.pk}", "draft.begun", {"item": version.item.code, "version": version.number}, by=by, at=at)
    return draft


def _held(draft: Draft) -> Draft:
    """The draft, locked; one that was sent is changed no more."""
    held = Draft.objects.select_for_update(of=("self",)).select_related("version__item").get(pk=draft.pk)
    if held.case_id is not None:
        raise Refused("这份申请已经提交，不能再改。需要补充材料的，请等待补正告知或者联系窗口。")
    return held


@act("draft.kept")
def keep_typed(draft: Draft, typed: Mapping[str, list[str]], *, by: Actor, at: datetime) -> None:
    """Keep what was typed so far, right or wrong."""
    held = _held(draft)
    held.typed, held.kept_at = dict(typed), at
    held.save(update_fields=["typed", "kept_at"])
    record(f"draft/{held.pk}", "draft.kept", {"part": "form"}, by=by, at=at)


@act("draft.kept")
def keep_materials(draft: Draft, given: Sequence[MaterialGiven], *, by: Actor, at: datetime) -> None:
    """Keep how materials come; one given anew takes the place of the former."""
    held = _held(draft)
    before = held.materials.filter(name__in=[material.name for material in given], file__isnull=False)
    replaced = list(before.values_list("file_id", flat=True))
    for material in given:
        came = {"way": material.way.value, "file_id": material.file_id, "issued_id": material.issued_id}
        DraftMaterial.objects.update_or_create(draft=held, name=material.name, defaults=came)
    _forget(replaced)
    held.kept_at = at
    held.save(update_fields=["kept_at"])
    record(f"draft/{held.pk}", "draft.kept", {"part": "materials"}, by=by, at=at)


@act("draft.renewed")
def renew_draft(draft: Draft, version: ItemVersion, *, by: Actor, at: datetime) -> None:
    """Carry a draft over to the version now in force; what it still asks keeps its answer."""
    held = _held(draft)
    if version.item_id != held.version.item_id:
        raise Refused("草稿只能换到同一事项的新版本。")
    check_may_apply_online(version, timezone.localdate(at))
    held.version, held.form_digest, held.kept_at = version, digest_of(version), at
    form = form_of(version)
    held.typed = form.typed(held.typed) if form else {}
    held.save(update_fields=["version", "form_digest", "typed", "kept_at"])
    record(f"draft/{held.pk}", "draft.renewed", {"version": version.number}, by=by, at=at)


@act("draft.dropped")
def drop_draft(draft: Draft, *, by: Actor, at: datetime) -> None:
    """Give an application up before it was sent; nothing of it stays."""
    held = _held(draft)
    record(f"draft/{held.pk}", "draft.dropped", {}, by=by, at=at)
    files = list(held.materials.filter(file__isnull=False).values_list("file_id", flat=True))
    held.delete()
    _forget(files)


def _forget(files: Sequence[int | None]) -> None:
    """Files that came with drafts and are in no case go with them."""
    keys = [key for key in files if key is not None]
    discard_files(StoredFile.objects.filter(pk__in=keys, materials__isnull=True, drafts__isnull=True))


@act("draft.expired")
def drop_old_drafts(*, at: datetime) -> int:
    """Personal data nobody needs any more does not stay: drafts not touched for a while go."""
    old = Draft.objects.filter(case__isnull=True, kept_at__lt=at - timedelta(days=KEPT_DAYS))
    keys = list(old.values_list("pk", flat=True))
    record_many("draft.expired", [(f"draft/{key}", {}) for key in keys], at=at)
    uploads = DraftMaterial.objects.filter(draft__in=keys, file__isnull=False)
    files = list(uploads.values_list("file_id", flat=True))
    Draft.objects.filter(pk__in=keys).delete()
    _forget(files)
    return len(keys)


@act("draft.sent")
def send_draft(draft: Draft, *, by: Actor, at: datetime) -> Case:
    """Send an application; sent twice, it is one case.

    Answers are read again here, by the form of the very version that asked, so that nothing changed on the way
    from the page comes in.
    """
    held = Draft.objects.select_for_update(of=("self",)).select_related("version__item", "mandate").get(pk=draft.pk)
    if held.case_id is not None:
        record(f"draft/{held.pk}", "draft.sent", {"again": True}, by=by, at=at)
        return Case.objects.select_related("version__item").get(pk=held.case_id)
    on = timezone.localdate(at)
    if not in_force(held.version, on) or held.form_digest != digest_of(held.version):
        raise Refused(CHANGED, law.duty("licensing", "posted_guidance", on=on).cite)
    check_may_apply_online(held.version, on)
    case = receive(
        held.version,
        held.applicant,
        answers=understood(held, on) | ({"circumstances": held.circumstances} if held.circumstances else {}),
        materials=given_with(held),
        channel=Channel.ONLINE,
        by=by,
        at=at,
        mandate=held.mandate,
        form_digest=held.form_digest,
    )
    held.case, held.typed = case, {}
    held.save(update_fields=["case", "typed"])
    record(f"draft/{held.pk}", "draft.sent", {"case": case.number}, by=by, at=at)
    return case


def understood(draft: Draft, on: date) -> dict[str, object]:
    """The answers of a draft; `Refused` while the form is not rightly filled in."""
    form = form_of(draft.version)
    if form is None:
        return {}
    answers = form.read(draft.typed, on=on)
    if not answers.complete:
        raise Refused(f"申请表还有{len(answers.errors)}处没有填对，请先改好再提交。")
    return answers.values


def given_with(draft: Draft) -> list[MaterialGiven]:
    """Every material of the version's list as this application brings it; `Refused` while a required one is missing."""
    came = {material.name: material for material in draft.materials.all()}
    wanted = {each.wanted.name: each for each in asked_of(draft.version, draft.circumstances)}
    if missing := [name for name, each in wanted.items() if is_missing(each, came.get(name))]:
        raise Refused(f"还没有交：{'、'.join(missing)}。请上传，或者选择到窗口交纸质材料。")
    given = []
    for name in draft.version.materials.values_list("name", flat=True):
        if name not in wanted:
            given.append(MaterialGiven(name, MaterialWay.NOT_NEEDED))
            continue
        kept = came.get(name)
        way = wanted[name].way(MaterialWay(kept.way) if kept else None)
        given.append(MaterialGiven(name, way, kept.file_id if kept else None, kept.issued_id if kept else None))
    return given


def is_missing(each: Asked, kept: DraftMaterial | None) -> bool:
    """Whether the applicant has said nothing yet about a material that must come."""
    return each.required and kept is None and not each.wanted.looked_up
