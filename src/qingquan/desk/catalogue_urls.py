"""Addresses of the catalogue and of the procedures on the desk."""

from qingquan.desk import (
    catalogue_edit,
    catalogue_holdings,
    catalogue_item,
    catalogue_list,
    catalogue_new,
    catalogue_review,
    catalogue_versions,
    procedure_new,
    procedures,
)
from qingquan.desk.door import page

CATALOGUE = [
    page("catalogue/", catalogue_list.catalogue, "catalogue"),
    page("catalogue/new/", catalogue_new.new, "item_new"),
    page("catalogue/items/<str:code>/", catalogue_item.item, "item"),
    page("catalogue/items/<str:code>/difference/", catalogue_versions.compare, "item_difference"),
    page("catalogue/items/<str:code>/begin/", catalogue_versions.begin, "item_begin"),
    page("catalogue/items/<str:code>/organ/", catalogue_review.settle, "item_organ"),
    page("catalogue/items/<str:code>/posts/", catalogue_holdings.give, "item_give"),
    page("catalogue/items/<str:code>/posts/<int:pk>/", catalogue_holdings.take_back, "item_take_back"),
    page("catalogue/items/<str:code>/draft/<str:part>/", catalogue_edit.edit, "item_edit"),
    page("catalogue/items/<str:code>/<int:number>/", catalogue_item.version, "item_version"),
    page("catalogue/items/<str:code>/<int:number>/review/", catalogue_review.review, "item_review"),
    page("catalogue/items/<str:code>/<int:number>/return/", catalogue_review.give_back, "item_return"),
    page("catalogue/items/<str:code>/<int:number>/publish/", catalogue_review.publish, "item_publish"),
    page("catalogue/items/<str:code>/<int:number>/withdraw/", catalogue_review.withdraw, "item_withdraw"),
    page("procedures/", procedures.procedures, "procedures"),
    page("procedures/new/", procedure_new.new, "procedure_new"),
    page("procedures/upload/", procedure_new.upload, "procedure_upload"),
    page("procedures/check/", procedures.check, "procedure_check"),
    page("procedures/<str:sha256>/", procedures.procedure, "procedure"),
    page("procedures/<str:sha256>/file/", procedures.download, "procedure_file"),
    page("procedures/<str:sha256>/edit/", procedure_new.edit, "procedure_edit"),
]
