"""Addresses of dynamic adjustment on the desk."""

from django.urls import URLPattern

ADJUSTMENT: list[URLPattern] = []
