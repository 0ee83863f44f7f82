"""Addresses of the catalogue and of the procedures on the desk."""

from django.urls import register_converter
from django.urls.converters import StringConverter

from qingquan.desk import (
    catalogue_edit,
    catalogue_holdings,
    catalogue_import,
    catalogue_item,
    catalogue_list,
    catalogue_new,
    catalogue_review,
    catalogue_versions,
    procedure_new,
    procedure_stages,
    procedures,
)
from qingquan.desk.door import page


class Code(StringConverter):
    """The characters an item's code may have; any other address leads nowhere."""

    regex = r"[0-9A-Za-z_.·\-]+"


class Digest(StringConverter):
    """A SHA-256 in hexadecimal."""

    regex = "[0-9a-f]{64}"


register_converter(Code, "code")
register_converter(Digest, "sha256")

CATALOGUE = [
    page("catalogue/", catalogue_list.catalogue, "catalogue"),
    page("catalogue/new/", catalogue_new.new, "item_new"),
    page("catalogue/import/", catalogue_import.import_list, "catalogue_import"),
    page("catalogue/import/<int:pk>/", catalogue_import.told, "catalogue_report"),
    page("catalogue/import/<int:pk>/report.csv", catalogue_import.told_file, "catalogue_report_file"),
    page("catalogue/items/<code:code>/", catalogue_item.item, "item"),
    page("catalogue/items/<code:code>/difference/", catalogue_versions.compare, "item_difference"),
    page("catalogue/items/<code:code>/begin/", catalogue_versions.begin, "item_begin"),
    page("catalogue/items/<code:code>/organ/", catalogue_review.settle, "item_organ"),
    page("catalogue/items/<code:code>/posts/", catalogue_holdings.give, "item_give"),
    page("catalogue/items/<code:code>/posts/<int:pk>/", catalogue_holdings.take_back, "item_take_back"),
    page("catalogue/items/<code:code>/draft/<str:part>/", catalogue_edit.edit, "item_edit"),
    page("catalogue/items/<code:code>/<int:number>/", catalogue_item.version, "item_version"),
    page("catalogue/items/<code:code>/<int:number>/review/", catalogue_review.review, "item_review"),
    page("catalogue/items/<code:code>/<int:number>/return/", catalogue_review.give_back, "item_return"),
    page("catalogue/items/<code:code>/<int:number>/publish/", catalogue_review.publish, "item_publish"),
    page("catalogue/items/<code:code>/<int:number>/withdraw/", catalogue_review.withdraw, "item_withdraw"),
    page("procedures/", procedures.procedures, "procedures"),
    page("procedures/new/", procedure_stages.new, "procedure_new"),
    page("procedures/upload/", procedure_new.upload, "procedure_upload"),
    page("procedures/check/", procedures.check, "procedure_check"),
    page("procedures/<sha256:sha256>/", procedures.procedure, "procedure"),
    page("procedures/<sha256:sha256>/file/", procedures.download, "procedure_file"),
    page("procedures/<sha256:sha256>/edit/", procedure_new.edit, "procedure_edit"),
]
