"""Addresses of the law library on the desk."""

from django.urls import URLPattern

from qingquan.desk import statutes, statutes_import, statutes_writing
from qingquan.desk.door import page

ONE = "statutes/of/<str:key>/"

STATUTES: list[URLPattern] = [
    page("statutes/", statutes.statutes, "statutes"),
    page("statutes/check/", statutes.check, "statutes_check"),
    page("statutes/new/", statutes_writing.enter, "statutes_new"),
    page("statutes/import/", statutes_import.upload, "statutes_import"),
    page("statutes/import/<int:pk>/", statutes_import.told, "statutes_report"),
    page("statutes/import/<int:pk>/report.csv", statutes_import.told_file, "statutes_report_file"),
    page(ONE, statutes.statute, "statute"),
    page(f"{ONE}amend/", statutes_writing.amend, "statute_amend"),
    page(f"{ONE}repeal/", statutes_writing.repeal, "statute_repeal"),
    page(f"{ONE}describe/", statutes_writing.describe, "statute_describe"),
    page(f"{ONE}name/", statutes_writing.name_also, "statute_name"),
    page(f"{ONE}articles/<str:number>/", statutes.article, "statute_article"),
    page(f"{ONE}articles/<str:number>/correct/", statutes_writing.correct, "statute_correct"),
]
"""Statutes are addressed by their key, articles by their number: of/水法/articles/48/, …/120-1/."""
