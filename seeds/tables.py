"""Which rows feed which model, in the order in which they need each other."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from fairs.models import (
    Category,
    DayBlock,
    Edition,
    EditionPlace,
    Fair,
    FairCategory,
    Figure,
    Hall,
    OpeningDay,
    Organisation,
    Pavilion,
    Product,
    ProductDisplay,
    PublicModel,
    Region,
    RegionGroup,
    RegionGroupMember,
    Session,
    Source,
    Venue,
)
from initiatives.models import (
    Attendance,
    Contribution,
    Indicator,
    Initiative,
    InitiativeBody,
    Investment,
    InvestmentParty,
    Launch,
    Measurement,
    Objective,
    Observation,
    Programme,
    Rank,
    Target,
    VoucherRound,
)

from .files import Row, categories_of_fairs, day_blocks, editions, members_of_groups, places, regions, table


@dataclass(frozen=True)
class Table:
    """``key``: the columns that name a row. ``part_of``: the column of the row it is made with, and never later."""

    model: type[PublicModel]
    key: tuple[str, ...]
    rows: Callable[[], Iterable[Row]]
    part_of: str = ""


CODE = ("code",)

TABLES = (
    Table(Source, CODE, table("sources")),
    Table(Region, CODE, regions),
    Table(RegionGroup, CODE, table("region_groups", "members")),
    Table(RegionGroupMember, ("group", "region"), members_of_groups, part_of="group"),
    Table(Category, CODE, table("categories")),
    Table(Organisation, CODE, table("organisations")),
    Table(Venue, CODE, table("venues")),
    Table(Hall, ("venue", "code"), table("halls")),
    Table(Fair, CODE, table("fairs", "categories")),
    Table(FairCategory, ("fair", "category"), categories_of_fairs, part_of="fair"),
    Table(Edition, CODE, editions),
    Table(DayBlock, ("edition", "block"), day_blocks, part_of="edition"),
    Table(EditionPlace, ("edition", "venue", "hall"), places, part_of="edition"),
    Table(OpeningDay, ("block", "day", "day_type"), table("opening_days")),
    Table(Figure, ("edition", "stage", "measure"), table("figures")),
    Table(Pavilion, ("edition", "region"), table("pavilions")),
    Table(Product, CODE, table("products")),
    Table(ProductDisplay, ("edition", "product"), table("displays")),
    Table(Session, CODE, table("sessions")),
    Table(Launch, CODE, table("launches")),
    Table(Programme, CODE, table("programmes")),
    Table(Target, ("programme", "region", "batch", "measure"), table("targets")),
    Table(Objective, CODE, table("objectives")),
    Table(Initiative, CODE, table("initiatives")),
    Table(InitiativeBody, ("initiative", "organisation", "role"), table("initiative_bodies")),
    Table(Attendance, ("initiative", "fair"), table("attendances")),
    Table(Contribution, ("objective", "edition", "initiative"), table("contributions")),
    Table(VoucherRound, ("initiative",), table("vouchers")),
    Table(Indicator, CODE, table("indicators")),
    Table(Observation, ("indicator", "region", "cut", "period", "stage"), table("observations")),
    Table(Rank, ("observation", "region", "group"), table("ranks")),
    Table(Measurement, ("initiative", "indicator"), table("measurements")),
    Table(Investment, CODE, table("investments")),
    Table(InvestmentParty, ("investment", "organisation", "role"), table("investment_parties")),
)
