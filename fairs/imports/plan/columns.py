"""The columns of a plan: under which headings they are understood, and what they mean."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Column:
    """``zh``, ``en``: headings that are understood, with / between; the first is written. ``width``: in letters."""

    name: str
    zh: str
    en: str
    meaning: str | Promise
    example: str = ""
    width: int = 16

    @property
    def headings(self) -> list[str]:
        return [*self.zh.split("/"), *self.en.split("/"), self.name]

    @property
    def heading(self) -> str:
        return str((self.en if (get_language() or "").startswith("en") else self.zh).split("/")[0])


COLUMNS = [
    Column(
        "key",
        "编号/展会编号/编码",
        "Key/Code",
        _("Leave it as it is: by it the row is found again. Of a fair that was not listed leave it empty."),
    ),
    Column(
        "title_zh_hans",
        "展会名称/名称/展会/中文名称/展会名称(中文)/展会中文名称/项目名称",
        "Title (Chinese)/Title/Name/Fair",
        _("The whole title of this edition."),
        "2027第29届沈阳国际装备制造业博览会",
        44,
    ),
    Column(
        "title_en",
        "英文名称/展会英文名称/展会名称(英文)",
        "Title (English)/English title",
        _("As the fair itself writes it."),
        width=36,
    ),
    Column("ordinal", "届次/届数/第几届", "Edition no./No. of edition/Edition", _("A number, or 第29届."), "29", 10),
    Column(
        "dates",
        "举办日期/举办时间/日期/时间/展期/展会时间/展览时间/展会日期",
        "Dates/Days/Date",
        _(
            "In any usual way, several blocks with ; between. What is only half known (3月下旬, March 2027, 待定) "
            "is kept in its words and enters no calendar."
        ),
        "10月24日-26日 · 10.24-26 · 2027-10-24 ~ 2027-10-26 · 24-26 Oct",
        26,
    ),
    Column(
        "city",
        "城市/举办城市/市/地区/举办地/所在城市",
        "City/Region",
        _("Name or code; left empty, the venue's, or yours."),
        "沈阳",
        12,
    ),
    Column(
        "venue",
        "展馆/场馆/举办场馆/举办地点/地点/展览场馆/展馆名称",
        "Venue/Venues",
        _("Name, other name or code, as on the sheet of valid names."),
        width=28,
    ),
    Column(
        "halls",
        "展厅/展厅号/使用展厅/馆号",
        "Halls/Hall",
        _("Names or codes, with 、 between. Naming a hall does not book it."),
        "4号馆、5号馆",
        18,
    ),
    Column(
        "gross_area",
        "展览面积/展览总面积/毛面积/计划面积/面积/规模/展会面积/展览规模",
        "Gross area (m²)/Gross area/Area",
        _("With aisles; in m² unless the heading or the cell says 万. Words such as 约, 超, 近 are kept."),
        "35000 · 35,000㎡ · 3.5万平方米 · 约3.5万",
    ),
    Column(
        "net_area",
        "净面积/展览净面积/展出面积/展位面积",
        "Net area (m²)/Net area",
        _("Of the stands alone, likewise."),
        "15000",
    ),
    Column(
        "batch",
        "四个一批/批次/展会类型/展会类别",
        "Batch/Kind",
        _("One of those on the sheet of valid names."),
        "品牌精品展",
        22,
    ),
    Column(
        "categories",
        "类别/行业/所属行业/题材/展会题材",
        "Categories/Category/Sector",
        _("Names or codes, of a new fair; one that is known keeps its own."),
        width=18,
    ),
    Column(
        "organisers", "主办单位/主办方/主办", "Organisers/Organiser", _("Names or codes, with 、 between."), width=30
    ),
    Column("contractors", "承办单位/承办方/承办", "Carried out by/Contractor", _("Likewise."), width=30),
    Column("website", "网址/网站/官网", "Website/Site", _("Its address."), "https://…", 20),
    Column(
        "note",
        "备注/联系人/联系方式/联系人及电话/联系人及联系方式",
        "Private note/Note/Contact",
        _("Contacts, and whatever else concerns nobody but us: never published."),
        width=28,
    ),
]
BY_NAME = {column.name: column for column in COLUMNS}
