"""Addresses of exchange and the base catalogue on the desk."""

from django.urls import URLPattern

EXCHANGE: list[URLPattern] = []
