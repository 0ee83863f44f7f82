"""Addresses of powers given up, and fees taken under them on the desk."""

from django.urls import URLPattern

FORFEITS: list[URLPattern] = []
