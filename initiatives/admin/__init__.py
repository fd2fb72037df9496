from . import launches

__all__ = ["launches"]
