"""Addresses of post-responsibility statements on the desk."""

from django.urls import URLPattern

DUTIES: list[URLPattern] = []
