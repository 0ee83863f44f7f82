"""Addresses of the five catalogues and their batches on the desk."""

from django.urls import URLPattern

PUBLICATION: list[URLPattern] = []
