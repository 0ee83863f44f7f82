"""Every page of the portal and the desk: its name, a sample to open, who finds it, and who is watched opening it."""

from dataclasses import dataclass

from django.urls import reverse

from tests.live.cast import OFFICIALS

EVERYONE = ("visitor", "citizen")
WATER = ("clerk", "handler", "reviewer", "approver", "head", "catalogue_admin")
WIDE = ("supervisor", "centre_manager")
DESK = tuple(OFFICIALS)


@dataclass(frozen=True, slots=True)
class Page:
    """One address. `samples` are the names of its arguments; `drawn_for` those for whom a browser draws it."""

    name: str
    found_by: tuple[str, ...]
    samples: tuple[str, ...] = ()
    query: str = ""
    drawn_for: tuple[str, ...] = ()

    def path(self, samples: dict[str, str]) -> str:
        """The address; a sample that starts with = stands for itself."""
        args = [each[1:] if each.startswith("=") else samples[each] for each in self.samples]
        return reverse(self.name, args=args) + self.query

    @property
    def viewers(self) -> tuple[str, ...]:
        """For whom a browser draws it."""
        return self.drawn_for or self.found_by

    @property
    def words(self) -> str:
        """As a test is named."""
        return " ".join([self.name, *self.samples]) + self.query


PORTAL = (
    Page("portal:home", EVERYONE),
    Page("portal:halls", ("visitor",)),
    Page("portal:items", ("visitor",)),
    Page("portal:items", ("visitor",), query="?q=取水"),
    Page("portal:items", ("visitor",), query="?q=没有这样的事"),
    Page("portal:item", EVERYONE, ("item",)),
    Page("portal:item", ("visitor",), ("item",), query="?on=2026-03-02"),
    Page("portal:item", ("visitor",), ("item_unasked",)),
    Page("portal:apply", ("citizen", "firm"), ("item",)),
    Page("portal:draft_form", ("citizen",), ("draft",)),
    Page("portal:draft_form", ("citizen",), ("draft_overtaken",)),
    Page("portal:draft_materials", ("citizen",), ("draft",)),
    Page("portal:draft_review", ("citizen",), ("draft",)),
    Page("portal:draft_drop", ("citizen",), ("draft",)),
    Page("portal:draft_sent", ("citizen",), ("draft_sent",)),
    Page("portal:follow", EVERYONE),
    *(
        Page("portal:case", ("citizen",), (stage,))
        for stage in ("received", "gaps", "examine", "paused", "approved", "refused", "delivered", "late")
    ),
    Page("portal:supply", ("citizen",), ("gaps",)),
    Page("portal:withdraw", ("citizen",), ("received",)),
    Page("portal:mine", ("citizen", "firm")),
    Page("portal:profile", ("citizen",)),
    Page("portal:profile", ("citizen",), query="?kind=organisation"),
    Page("portal:decisions", EVERYONE),
    Page("portal:verify", ("visitor",)),
    Page("portal:check", ("visitor",), ("check",)),
    Page("portal:about", ("visitor",)),
    Page("portal:accessibility", ("visitor",)),
)

ACCOUNTS = (
    Page("account_login", ("visitor",)),
    Page("account_signup", ("visitor",)),
    Page("account_logout", ("citizen",)),
    Page("account_change_password", ("citizen",)),
    Page("account_reset_password", ("visitor",)),
    Page("mfa_index", ("citizen",)),
    Page("mfa_activate_totp", ("citizen",)),
)

OFFICE = (
    Page("desk:tasks", DESK),
    Page("desk:tasks", WATER, query="?show=organ", drawn_for=("handler",)),
    Page("desk:tasks", WATER, query="?q=取水", drawn_for=("handler",)),
    Page("desk:post", DESK, drawn_for=("approver", "clerk")),
    Page("desk:cases", DESK, drawn_for=("clerk", "supervisor", "legal_office_reviewer")),
    *(
        Page("desk:case", (*WATER, *WIDE), (stage,), drawn_for=drawn)
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
    Page("desk:card", (*WATER, *WIDE), ("card",), drawn_for=("supervisor", "handler")),
)

PAGES = PORTAL + ACCOUNTS + OFFICE

NOT_PAGES = {
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
}
