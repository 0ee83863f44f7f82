"""One small county and its cast: every test starts from here."""

from qingquan.demo.small import FOUNDED, PASSWORD, SHANGHAI, County, Official, at, found, official

__all__ = ["FOUNDED", "PASSWORD", "SHANGHAI", "County", "Official", "at", "found", "official"]
