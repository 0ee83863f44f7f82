"""Addresses of the law library that are for everyone."""

from django.urls import URLPattern

STATUTES: list[URLPattern] = []
