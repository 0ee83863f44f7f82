"""Bulletins as PDF/A, by a template of their own; the same contents give the same bytes."""

import threading
from datetime import datetime, time
from pathlib import Path

import typst
from django.utils import timezone

from qingquan.campaign.models import Bulletin
from qingquan.papers.printing import fonts, lasting

TEMPLATES = Path(__file__).parent / "typst"


class _Press(threading.local):
    """A compiler that keeps its fonts, one for each thread."""

    def __init__(self) -> None:
        self.compiler = typst.Compiler(
            str(TEMPLATES / "bulletin.typ"), root=str(TEMPLATES), font_paths=fonts(), ignore_system_fonts=True
        )


_press = _Press()


def bulletin_pdf(bulletin: Bulletin, *, demo: bool) -> bytes:
    """The bulletin in the layout of an official paper. Contents are placed as text, never read as markup."""
    data = bulletin.contents | {"title": bulletin.title, "number": bulletin.number, "demo": demo}
    midnight = datetime.combine(bulletin.issued_on, time(), timezone.get_default_timezone())
    return lasting(_press.compiler, data, made_at=midnight)
