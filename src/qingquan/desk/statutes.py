"""The law library on the desk."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from qingquan.desk.gates import actor_of


def statutes(request: HttpRequest) -> HttpResponse:
    """Every statute the county works with."""
    actor_of(request)
    return render(request, "desk/statutes.html", {"statutes": []})
