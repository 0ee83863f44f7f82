"""Addresses of post-responsibility statements that are for everyone."""

from django.urls import URLPattern

DUTIES: list[URLPattern] = []
