"""Addresses of the portal."""

from django.urls import URLPattern, path

from qingquan.portal import apply, decisions, documents, follow, home, item, items, materials, mine, reading, verify
from qingquan.portal.deeds_urls import DEEDS
from qingquan.portal.duties_urls import DUTIES
from qingquan.portal.forfeits_urls import FORFEITS
from qingquan.portal.publication_urls import PUBLICATION
from qingquan.portal.review_urls import REVIEW
from qingquan.portal.statutes_urls import STATUTES

app_name = "portal"
urlpatterns: list[URLPattern] = [
    path("", home.home, name="home"),
    path("halls/", home.halls, name="halls"),
    path("items/", items.items, name="items"),
    path("items/<str:code>/", item.item, name="item"),
    path("items/<str:code>/flowchart.svg", item.flowchart, name="flowchart"),
    path("items/<str:code>/apply/", apply.apply, name="apply"),
    path("drafts/<str:code>/", apply.form, name="draft_form"),
    path("drafts/<str:code>/materials/", materials.materials, name="draft_materials"),
    path("drafts/<str:code>/materials/<int:pk>/", materials.draft_file, name="draft_file"),
    path("drafts/<str:code>/review/", apply.review, name="draft_review"),
    path("drafts/<str:code>/renew/", apply.renew, name="draft_renew"),
    path("drafts/<str:code>/drop/", apply.drop, name="draft_drop"),
    path("drafts/<str:code>/sent/", apply.sent, name="draft_sent"),
    path("follow/", follow.follow, name="follow"),
    path("cases/<str:number>/", follow.case, name="case"),
    path("cases/<str:number>/supply/", follow.supply, name="supply"),
    path("cases/<str:number>/withdraw/", follow.withdraw, name="withdraw"),
    path("cases/<str:number>/documents/<str:check_code>/", documents.document, name="document"),
    path("cases/<str:number>/materials/<int:pk>/", documents.material, name="material"),
    path("mine/", mine.mine, name="mine"),
    path("mine/profile/", mine.profile, name="profile"),
    path("decisions/", decisions.decisions, name="decisions"),
    path("verify/", verify.verify, name="verify"),
    path("check/<str:code>/", verify.check, name="check"),
    path("reading/", reading.reading, name="reading"),
    path("about/", reading.about, name="about"),
    path("accessibility/", reading.accessibility, name="accessibility"),
    path("enter/", reading.enter, name="enter"),
    *REVIEW,
    *PUBLICATION,
    *FORFEITS,
    *DUTIES,
    *DEEDS,
    *STATUTES,
]
