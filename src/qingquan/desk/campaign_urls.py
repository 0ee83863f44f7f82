"""Addresses of the clean-up campaign on the desk."""

from django.urls import URLPattern

CAMPAIGN: list[URLPattern] = []
