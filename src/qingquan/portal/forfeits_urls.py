"""Addresses of powers given up, and fees taken under them that are for everyone."""

from django.urls import URLPattern

FORFEITS: list[URLPattern] = []
