from . import indicators, initiatives, investments, launches, programmes, reports

__all__ = ["indicators", "initiatives", "investments", "launches", "programmes", "reports"]
