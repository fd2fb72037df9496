"""The domain: one file per noun."""

from .admission import Admission, AdmissionStatus
from .applications import Invitation, ParticipationDocument
from .base import PartQuerySet, PublicModel, PublicQuerySet, Sourced, bilingual, name_in_a_language
from .bookings import BookingState, HallBooking
from .catalogue import CatalogueEntry, CatalogueTerm
from .categories import Category
from .days import DayBlock, OpeningDay
from .deadlines import Deadline
from .doubts import doubts
from .edition_parts import EditionOrganiser, EditionPlace
from .editions import Edition, Fair, FairCategory
from .exhibitors import Exhibitor, NeighbourWish, Participation, Pavilion, StandKind
from .figures import Figure, Qualifier, Source
from .files import FILE_BEGINNINGS, Document
from .hall_days import HallDay, Taken
from .hall_use import held_as_one
from .matching import Distinction, MatchKey
from .organisations import Membership, Organisation, User
from .places import Hall, Region, RegionGroup, RegionGroupMember, Venue, code_field, within
from .products import Product, ProductDisplay
from .proposals import AllocationProposal
from .publishing import Editorial, EditorialState, EventStatus, Publishable, PublishableQuerySet, Stateful, act
from .sessions import Session, SessionPerson
from .stands import Stand, StandPlan
from .timed import Timed
from .tokens import ApiToken

__all__ = [
    "act", "Admission", "AdmissionStatus", "AllocationProposal", "ApiToken", "bilingual", "BookingState",
    "CatalogueEntry", "CatalogueTerm", "Category", "code_field", "DayBlock", "Deadline", "Distinction", "Document",
    "doubts", "Edition", "EditionOrganiser", "EditionPlace", "Editorial", "EditorialState", "EventStatus", "Exhibitor",
    "Fair", "FairCategory", "Figure", "FILE_BEGINNINGS", "Hall", "HallBooking", "HallDay", "held_as_one", "Invitation",
    "MatchKey", "Membership", "name_in_a_language", "NeighbourWish", "OpeningDay", "Organisation", "Participation",
    "ParticipationDocument", "PartQuerySet", "Pavilion", "Product", "ProductDisplay", "PublicModel", "PublicQuerySet",
    "Publishable", "PublishableQuerySet", "Qualifier", "Region", "RegionGroup", "RegionGroupMember", "Session",
    "SessionPerson", "Source", "Sourced", "Stand", "StandKind", "StandPlan", "Stateful", "Taken", "Timed", "User",
    "Venue", "within",
]  # fmt: skip
