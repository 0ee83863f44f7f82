"""Every page of the portal and the desk: its name, a sample to open, who finds it, and who is watched opening it."""

from qingquan.desk.elements.groups import BY_KEY as PARTS
from tests.live.cast import OFFICIALS, WHO
from tests.live.page import Page
from tests.live.rooms import ROOMS

ANYBODY = ("visitor", *WHO)
EVERYONE = ("visitor", "citizen")
WORKING = ("clerk", "handler", "reviewer", "approver", "head")
LOOKING = ("supervisor", "centre_manager")
REVIEWING = ("establishment_reviewer", "legal_office_reviewer")
READING_ITEMS = (*WORKING, *LOOKING, "catalogue_admin", *REVIEWING, "campaign_office", "government_office")
DESK = tuple(OFFICIALS)

PORTAL = (
    Page("portal:home", ANYBODY, drawn_for=EVERYONE),
    Page("portal:halls", ANYBODY, drawn_for=("visitor",)),
    Page("portal:items", ANYBODY, drawn_for=("visitor",)),
    Page("portal:items", ANYBODY, query="?q=取水", drawn_for=("visitor",)),
    Page("portal:items", ANYBODY, query="?q=没有这样的事", drawn_for=("visitor",)),
    Page("portal:item", ANYBODY, ("item",), drawn_for=EVERYONE),
    Page("portal:item", ANYBODY, ("item",), query="?on=2026-03-02", drawn_for=("visitor",)),
    Page("portal:item", ANYBODY, ("item_unasked",), drawn_for=("visitor",)),
    Page("portal:apply", ("citizen", "firm"), ("item",)),
    Page("portal:draft_form", ("citizen",), ("draft",)),
    Page("portal:draft_form", ("citizen",), ("draft_overtaken",)),
    Page("portal:draft_materials", ("citizen",), ("draft",)),
    Page("portal:draft_review", ("citizen",), ("draft",)),
    Page("portal:draft_drop", ("citizen",), ("draft",)),
    Page("portal:draft_sent", ("citizen",), ("draft_sent",)),
    Page("portal:follow", ANYBODY, drawn_for=EVERYONE),
    *(
        Page("portal:case", ("citizen",), (stage,))
        for stage in ("received", "gaps", "examine", "paused", "approved", "refused", "delivered", "late")
    ),
    Page("portal:supply", ("citizen",), ("gaps",)),
    Page("portal:withdraw", ("citizen",), ("received",)),
    Page("portal:mine", ("citizen", "firm")),
    Page("portal:profile", ("citizen", "firm")),
    Page("portal:profile", ("citizen", "firm"), query="?kind=organisation"),
    Page("portal:decisions", ANYBODY, drawn_for=EVERYONE),
    Page("portal:verify", ANYBODY, drawn_for=("visitor",)),
    Page("portal:check", ANYBODY, ("check",), drawn_for=("visitor",)),
    Page("portal:about", ANYBODY, drawn_for=("visitor",)),
    Page("portal:accessibility", ANYBODY, drawn_for=("visitor",)),
)

ACCOUNTS = (
    Page("account_login", ("visitor",)),
    Page("account_signup", ("visitor",)),
    Page("account_reset_password", ANYBODY, drawn_for=("visitor",)),
    Page("account_logout", tuple(WHO), drawn_for=("citizen",)),
    Page("account_change_password", tuple(WHO), drawn_for=("citizen",)),
    Page("mfa_index", tuple(WHO), drawn_for=("citizen", "handler")),
)

OFFICE = (
    Page("desk:tasks", DESK, drawn_for=("clerk", "approver", "catalogue_admin", "supervisor", "system_admin")),
    Page("desk:tasks", DESK, query="?show=organ", drawn_for=("handler",)),
    Page("desk:tasks", DESK, query="?q=取水", drawn_for=("handler",)),
    Page("desk:post", DESK, drawn_for=("approver", "clerk")),
    Page("desk:cases", DESK, drawn_for=("clerk", "supervisor", "legal_office_reviewer")),
    *(
        Page("desk:case", (*WORKING, *LOOKING), (stage,), drawn_for=drawn)
        for stage, drawn in {
            "received": ("clerk", "handler", "supervisor"),
            "gaps": ("clerk",),
            "examine": ("handler", "head"),
            "decide": ("approver", "reviewer"),
            "paused": ("handler",),
            "approved": ("clerk",),
            "refused": ("handler",),
            "delivered": ("clerk", "supervisor"),
            "late": ("handler", "supervisor"),
        }.items()
    ),
    Page("desk:cards", DESK, drawn_for=("supervisor", "head", "stranger")),
    Page("desk:card", (*WORKING, *LOOKING, "government_office"), ("card",), drawn_for=("supervisor", "handler")),
)

CLEARED = (Page("desk:clearing", DESK, drawn_for=("campaign_office", "handler")),)

WINDOW = (
    Page("desk:receive", ("clerk", "stranger"), drawn_for=("clerk",)),
    Page("desk:receive", ("clerk", "stranger"), query="?q=取水", drawn_for=("clerk",)),
    Page("desk:take", ("clerk",), ("item",)),
)

VERSION = ("item_draft", "number_draft")
PASSED = ("item_reviewed", "number_reviewed")
CATALOGUE = (
    Page("desk:catalogue", DESK, drawn_for=("catalogue_admin", "establishment_reviewer")),
    Page("desk:item_new", ("catalogue_admin",)),
    Page("desk:catalogue_import", ("catalogue_admin",)),
    Page("desk:item", READING_ITEMS, ("item_draft",), drawn_for=("catalogue_admin",)),
    Page("desk:item", READING_ITEMS, ("item",), query="?on=2026-03-02", drawn_for=("handler",)),
    Page("desk:item_version", READING_ITEMS, VERSION, drawn_for=("catalogue_admin", "establishment_reviewer")),
    Page("desk:item_version", READING_ITEMS, PASSED, drawn_for=("government_office",)),
    Page("desk:item_difference", READING_ITEMS, ("item_draft",), drawn_for=("catalogue_admin",)),
    Page("desk:item_take_back", ("catalogue_admin",), ("item_draft", "holding")),
    Page("desk:item_review", REVIEWING, VERSION, drawn_for=("establishment_reviewer",)),
    Page("desk:item_return", (*REVIEWING, "government_office"), PASSED, drawn_for=("legal_office_reviewer",)),
    Page("desk:item_publish", ("government_office",), PASSED),
    *(Page("desk:item_edit", ("catalogue_admin",), ("item_draft", f"={part}")) for part in PARTS),
    Page("desk:procedures", DESK, drawn_for=("catalogue_admin",)),
    Page("desk:procedure", DESK, ("procedure",), drawn_for=("catalogue_admin",)),
    Page("desk:procedure_new", ("catalogue_admin",)),
    Page("desk:procedure_upload", ("catalogue_admin",)),
    Page("desk:procedure_edit", ("catalogue_admin",), ("procedure",)),
)

ADMINISTRATION = tuple(
    Page(f"desk:{name}", ("system_admin",), samples)
    for name, samples in [
        ("people", ()),
        ("person_new", ()),
        ("person", ("person",)),
        ("person_reset", ("person",)),
        ("person_close", ("person",)),
        ("hand_over", ("tenure",)),
        ("setup", ()),
        ("setup_divisions", ()),
        ("setup_calendar", ()),
        ("setup_organs", ()),
        ("setup_organ_new", ()),
        ("setup_organ", ("organ",)),
        ("setup_office_new", ("organ",)),
        ("setup_post_new", ("organ",)),
        ("setup_post", ("post",)),
        ("setup_post_close", ("post",)),
        ("setup_halls", ()),
        ("setup_hall_new", ()),
        ("setup_hall", ("hall",)),
        ("setup_window_new", ("hall",)),
        ("setup_window", ("window",)),
        ("setup_import", ()),
    ]
)

CLEARING = tuple(page for room in ROOMS for page in room.PAGES)
PAGES = PORTAL + ACCOUNTS + OFFICE + CLEARED + WINDOW + CATALOGUE + ADMINISTRATION + CLEARING

NOT_PAGES = {
    **{name: why for room in ROOMS for name, why in room.NOT_PAGES.items()},
    "alive": "for operators: two letters",
    "portal:flowchart": "a drawing",
    "portal:draft_file": "a file",
    "portal:draft_renew": "a form's target; the page that offers it is portal:draft_form of an overtaken draft",
    "portal:document": "a PDF",
    "portal:material": "a file",
    "portal:reading": "remembers and sends back",
    "portal:enter": "sends on",
    "desk:act": "a form's target; its pages are those of the case",
    "desk:explain": "a form's target; its page is that of the card",
    "desk:file": "a file",
    "desk:document": "a PDF",
    "desk:receipt": "shown once, after taking in, to who took in; tests/flows/test_desk_receive.py",
    "desk:item_begin": "a form's target; its page is that of the item",
    "desk:item_organ": "a form's target; its page is that of the item",
    "desk:item_give": "a form's target; its page is that of the item",
    "desk:item_withdraw": "asked for a version published and not withdrawn, on the same template as desk:item_publish",
    "desk:catalogue_report": "shown to who imported a file; tests/flows/test_catalogue_import.py",
    "desk:catalogue_report_file": "a file",
    "desk:procedure_check": "answers the editor",
    "desk:procedure_file": "a file",
    "desk:setup_office": "a form's target; its page is that of the organ",
    "desk:setup_template": "a file",
    "desk:setup_passwords": "shown to who imported people; its test stands beside the import",
    "desk:setup_password_file": "a file",
}
OWN = ("portal:", "desk:", "alive")
"""Addresses of libraries, under accounts/, are theirs to gate; those that people are led to are among the pages."""
