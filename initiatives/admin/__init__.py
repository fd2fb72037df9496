from . import indicators, initiatives, investments, launches

__all__ = ["indicators", "initiatives", "investments", "launches"]
