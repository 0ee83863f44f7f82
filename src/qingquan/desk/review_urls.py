"""Addresses of review and evaluation on the desk."""

from django.urls import URLPattern

REVIEW: list[URLPattern] = []
