"""The fake internet: every site that gloss meets in a test or in the demo, on loopback ports."""

from .internet import Internet

__all__ = ["Internet"]
