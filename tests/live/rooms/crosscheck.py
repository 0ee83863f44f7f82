"""Pages of the two-way check and overlaps."""

from qingquan.crosscheck.models import Difference, Overlap, OverlapProposal
from tests.live.page import Page

LOOKING = ("campaign_office", "establishment_reviewer", "legal_office_reviewer", "supervisor", "government_office")
REVIEWING = LOOKING[:3]
ANSWERING = ("catalogue_admin", "head")
KEEPING = {
    "base": (*REVIEWING, "system_admin"),
    "duties": ("campaign_office", "establishment_reviewer", "system_admin"),
    "exercised": ("campaign_office", "supervisor", "system_admin"),
    "towns": ("campaign_office", "system_admin"),
}
DRAWN = {
    "base": "legal_office_reviewer",
    "duties": "establishment_reviewer",
    "exercised": "supervisor",
    "towns": "campaign_office",
}

PAGES: tuple[Page, ...] = (
    Page("desk:crosscheck", (*LOOKING, *ANSWERING), drawn_for=("campaign_office", "catalogue_admin")),
    Page(
        "desk:crosscheck_differences", (*LOOKING, *ANSWERING), drawn_for=("establishment_reviewer", "catalogue_admin")
    ),
    Page("desk:crosscheck_differences", (*LOOKING, *ANSWERING), query="?kind=D-B", drawn_for=("supervisor",)),
    Page("desk:crosscheck_difference", LOOKING, ("difference_concealed",), drawn_for=("supervisor",)),
    Page("desk:crosscheck_difference", (*LOOKING, *ANSWERING), ("difference_asked",), drawn_for=("catalogue_admin",)),
    Page("desk:crosscheck_pairs", REVIEWING, drawn_for=("establishment_reviewer",)),
    Page("desk:crosscheck_derive", REVIEWING, query="?statute=道路运输条例", drawn_for=("legal_office_reviewer",)),
    Page("desk:crosscheck_overlaps", LOOKING, drawn_for=("legal_office_reviewer",)),
    Page("desk:crosscheck_overlap", LOOKING, ("overlap",), drawn_for=("campaign_office",)),
    Page("desk:crosscheck_proposal", LOOKING, ("overlap_proposal",), drawn_for=("legal_office_reviewer",)),
    *(
        Page("desk:crosscheck_set", tuple(dict.fromkeys((*LOOKING, *who))), (f"={which}",), drawn_for=(DRAWN[which],))
        for which, who in KEEPING.items()
    ),
    *(Page("desk:crosscheck_import", who, (f"={which}",), drawn_for=(who[0],)) for which, who in KEEPING.items()),
)
NOT_PAGES: dict[str, str] = {
    "desk:crosscheck_order": "a form's target; its page is the overview",
    "desk:crosscheck_act": "a form's target; its page is that of the difference",
    "desk:crosscheck_pair": "a form's target; its page is the queue of pairs",
    "desk:crosscheck_propose": "a form's target; its page is that of the overlap",
    "desk:crosscheck_opinion": "a form's target; its page is that of the proposal",
    "desk:crosscheck_report": "the demonstration hands no list in as a file; tests/flows/test_lists_handed_in.py",
    "desk:crosscheck_report_file": "a file",
    "desk:crosscheck_template": "a file",
    "desk:crosscheck_town": "for clerks of towns, none of whom is among those who look; tests/flows/test_crosscheck.py",
}


def samples() -> dict[str, str]:
    """What its pages are opened with."""
    concealed = Difference.objects.filter(kind="D-B", owner="supervisor").first()
    asked = Difference.objects.filter(organ__name="清泉县水利局", owner="catalogue_admin").first()
    overlap, proposal = Overlap.objects.first(), OverlapProposal.objects.first()
    assert concealed and asked and overlap and proposal
    return {
        "difference_concealed": concealed.number,
        "difference_asked": asked.number,
        "overlap": str(overlap.pk),
        "overlap_proposal": str(proposal.pk),
    }
