"""Addresses of devolution, entrustment and window authorisation on the desk."""

from django.urls import URLPattern

DEEDS: list[URLPattern] = []
