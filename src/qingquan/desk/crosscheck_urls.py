"""Addresses of the two-way check and overlaps on the desk."""

from django.urls import URLPattern

CROSSCHECK: list[URLPattern] = []
