"""Addresses of review and evaluation that are for everyone."""

from django.urls import URLPattern, path

from qingquan.portal import review

REVIEW: list[URLPattern] = [
    path("comments/", review.comments, name="comments"),
    path("comments/<str:code>/", review.comments_round, name="comments_round"),
]
