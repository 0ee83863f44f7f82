"""Addresses of what became less on the desk."""

from django.urls import URLPattern

LEANER: list[URLPattern] = []
