"""Addresses of the five catalogues and their batches on the desk."""

from django.urls import URLPattern

from qingquan.desk import publication, publication_batch, publication_prepare, publication_screen
from qingquan.desk.door import page

PUBLICATION: list[URLPattern] = [
    page("clearing/publication/", publication.overview, "publication"),
    page("clearing/publication/new/<str:kind>/", publication_prepare.new, "publication_new"),
    page("clearing/publication/<str:number>/", publication_batch.batch, "publication_batch"),
    page("clearing/publication/<str:number>/change/", publication_prepare.change, "publication_change"),
    page("clearing/publication/<str:number>/screen/", publication_screen.screen, "publication_screen"),
    page("clearing/publication/<str:number>/files/<str:form>/", publication.file, "publication_file"),
    page("clearing/publication/<str:number>/<str:deed>/", publication_batch.act, "publication_act"),
]
