"""Addresses of the five catalogues and their batches that are for everyone."""

from django.urls import URLPattern

PUBLICATION: list[URLPattern] = []
