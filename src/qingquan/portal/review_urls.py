"""Addresses of review and evaluation that are for everyone."""

from django.urls import URLPattern

REVIEW: list[URLPattern] = []
