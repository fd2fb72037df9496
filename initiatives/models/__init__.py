"""Programmes, launches, initiatives and indicators: one file per noun."""

from .brands import Brand, BrandName
from .claims import Recognition
from .counting import Reason, Stage
from .evidence import Evidence
from .hours import OpeningHours
from .indicators import Indicator, Measurement, Unit
from .initiatives import Contribution, Initiative
from .investments import Investment, InvestmentParty
from .launches import Launch
from .markets import Recurrence, RecurrenceException
from .observations import Observation, Rank
from .participants import Attendance, InitiativeBody
from .programmes import Comparison, Objective, Programme, Report, Target
from .progress import Progress
from .rules import forecast_line, reader_line, rule_lines
from .scopes import Scope
from .series import Series
from .vouchers import VoucherRound

__all__ = [
    "Attendance", "Brand", "BrandName", "Comparison", "Contribution", "Evidence", "Indicator", "Initiative",
    "InitiativeBody", "Investment", "InvestmentParty", "Launch", "Measurement", "Objective", "Observation",
    "OpeningHours", "Programme", "Progress", "Rank", "Reason", "Recognition", "Recurrence",
    "RecurrenceException", "Report", "Scope", "Series", "Stage", "Target", "Unit", "VoucherRound",
    "forecast_line", "reader_line", "rule_lines",
]  # fmt: skip
