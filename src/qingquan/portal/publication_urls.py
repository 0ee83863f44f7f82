"""Addresses of the five catalogues and their batches that are for everyone."""

from django.urls import URLPattern, path

from qingquan.portal import publication, publication_feed, publication_history

PUBLICATION: list[URLPattern] = [
    path("catalogues/", publication.catalogues, name="publication"),
    path("catalogues/feed.atom", publication_feed.feed, name="publication_feed"),
    path("catalogues/<str:kind>/", publication.catalogue, name="publication_catalogue"),
    path("batches/<str:number>/", publication.batch, name="publication_batch"),
    path("batches/<str:number>/<str:form>/", publication.file, name="publication_file"),
    path("items/<str:code>/history/", publication_history.history, name="publication_history"),
]
