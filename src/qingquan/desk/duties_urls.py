"""Addresses of post-responsibility statements on the desk."""

from django.urls import URLPattern

from qingquan.desk import duties, duties_write
from qingquan.desk.door import page

DUTIES: list[URLPattern] = [
    page("clearing/duties/", duties.duties, "duties"),
    page("clearing/duties/<str:code>/", duties.post, "duty_post"),
    page("clearing/duties/<str:code>/begin/", duties_write.begin, "duty_begin"),
    page("clearing/duties/<str:code>/save/", duties_write.save, "duty_save"),
    page("clearing/duties/<str:code>/update/", duties_write.update, "duty_update"),
    page("clearing/duties/<str:code>/review/", duties_write.review, "duty_review"),
    page("clearing/duties/<str:code>/back/", duties_write.give_back, "duty_give_back"),
    page("clearing/duties/<str:code>/publish/", duties_write.publish, "duty_publish"),
    page("clearing/duties/<str:code>/<int:number>/", duties.version, "duty_version"),
    page("clearing/duties/<str:code>/<int:number>/file/", duties.file, "duty_file"),
]
