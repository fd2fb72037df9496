"""The domain: one file per noun."""

from .base import PartQuerySet, PublicModel, PublicQuerySet, Sourced, bilingual, name_in_a_language
from .categories import Category
from .days import DayBlock, OpeningDay
from .editions import Edition, EditionOrganiser, EditionPlace, Fair, FairCategory
from .exhibitors import Exhibitor, Participation, Pavilion
from .figures import Figure, Qualifier, Source
from .organisations import Membership, Organisation, User
from .places import Hall, Region, RegionGroup, RegionGroupMember, Venue, code_field, within
from .products import Product, ProductDisplay
from .publishing import Editorial, EditorialState, EventStatus, Publishable, PublishableQuerySet, act
from .sessions import Session
from .timed import Timed

__all__ = [
    "Category", "DayBlock", "Edition", "EditionOrganiser", "EditionPlace", "Editorial", "EditorialState",
    "EventStatus", "Exhibitor", "Fair", "FairCategory", "Figure", "Hall", "Membership", "OpeningDay",
    "Organisation", "Participation", "PartQuerySet", "Pavilion", "Product", "ProductDisplay", "PublicModel",
    "PublicQuerySet", "Publishable", "PublishableQuerySet", "Qualifier", "Region", "RegionGroup",
    "RegionGroupMember", "Session", "Source", "Sourced", "Timed", "User", "Venue", "act", "bilingual", "code_field",
    "name_in_a_language", "within",
]  # fmt: skip
