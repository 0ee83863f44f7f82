"""Addresses of devolution, entrustment and window authorisation that are for everyone."""

from django.urls import URLPattern

DEEDS: list[URLPattern] = []
