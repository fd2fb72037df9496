"""Areas, numbers and lists as people write them."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override
from hypothesis import given, settings
from hypothesis import strategies as st

from fairs.imports import cells
from fairs.imports.cells import Area, Title

pytestmark = pytest.mark.once


@pytest.mark.parametrize(
    ("value", "qualifier", "written"),
    [
        (35000, "exact", "3.5万平方米 | 35000㎡ | 3.5万 | 35,000 | 35000 sqm | ３．５万平方米 | 3.5 万 m² | 35000.0"),
        (35000, "exact", "35，000平米 | 3.50万 | 35000平 | 35000 sq.m."),
        (35000, "about", "约3.5万㎡ | 35000左右 | about 35,000 m2 | 大约3.5万"),
        (30000, "over", "3万余平方米 | 超3万 | 3万以上 | 3万+ | more than 30,000 m² | 超过3万平米 | 3万多平"),
        (100000, "nearly", "近10万平方米 | nearly 100000"),
        (80, "exact", "80㎡ | 80平方米"),
    ],
)  # fmt: skip
def test_areas(value: int, qualifier: str, written: str) -> None:
    assert {each: cells.area(each) for each in written.split(" | ")} == dict.fromkeys(
        written.split(" | "), Area(value, qualifier)
    )


def test_a_heading_may_say_the_unit() -> None:
    assert [cells.area(each, 10_000).value for each in ("3.5", "35000㎡", "3.5万")] == [35000, 35000, 35000]


@override("en")
def test_what_is_no_area_is_told_what_is() -> None:
    small = "3.5 m² is too small: write 3.5万平方米 for ten thousands, or the unit, 3.5㎡."
    none = "“%s” is no area: write 35000, 35,000㎡ or 3.5万平方米."
    assert refusal(cells.area, "3.5") == small
    for text in ("3-4万", "abc", "3,5", "三万五", "1e5", "35000 35000", "-5", "3.5亩", "３５,０", "nan"):
        assert refusal(cells.area, text) == none % text
    for text in ("0㎡", "999999万"):
        assert refusal(cells.area, text) == f"“{text}” is no area that a fair can have."


def refusal(read: Any, text: str) -> str:
    with pytest.raises(ValidationError) as raised:
        read(text)
    return " ".join(raised.value.messages)


def test_numbers() -> None:
    table = {
        29: "29 第29届 第二十九届 29th ２９ 29届 第29次",
        20: "二十 第二十届 20", 11: "十一", 102: "第一百零二届", 3: "第三届 3rd",
        110: "一百一十",
    }  # fmt: skip
    assert {n: {cells.number(each) for each in written.split()} for n, written in table.items()} == {
        n: {n} for n in table
    }
    for text in ("", "0", "x", "第届", "2027", "二〇二七", "29.5", "-1", "百百", "十十"):
        with pytest.raises(ValidationError):
            cells.number(text)


def test_titles_say_year_and_number() -> None:
    said = ("2029第29届甲展", "首届乙节", "The 5th Expo 2027", "丙展12027", "２０２７第三届丁展", "")
    assert [cells.title(each) for each in said] == [
        Title(2029, 29), Title(None, 1), Title(2027, 5), Title(None, None), Title(2027, 3), Title(None, None),
    ]  # fmt: skip
    assert cells.advanced("2026第28届甲展", 2027) == "2027第29届甲展"
    assert cells.advanced("第三届甲展 2026", 2027) == "第三届甲展 2027"


def test_texts_are_tidied_and_lists_taken_apart() -> None:
    assert cells.tidy(" 东北（沈阳）\u3000２０２７\u200b展\x07 \n\n ＡＢ ") == "东北（沈阳） 2027展\nAB"
    assert cells.plain("东北（沈阳）\n２") == "东北(沈阳) 2"
    assert cells.words("甲、乙；丙\n丁, 戊|Foo Co., Ltd.，己") == ["甲", "乙", "丙", "丁", "戊", "Foo Co., Ltd.", "己"]
    assert [cells.unknown(each) for each in ("待定", " TBA ", "—", "-", "无", "5月")] == [
        True,
        True,
        False,
        True,
        True,
        False,
    ]


@given(st.text(max_size=30) | st.from_regex(r"[约近超]?[\d,.]{0,8}[万余多]{0,2}(平方米|㎡|m2)?", fullmatch=True))
@settings(max_examples=50)
def test_no_text_is_an_accident(text: str) -> None:
    for read in (cells.area, cells.number):
        try:
            read(text)
        except ValidationError as error:
            assert error.messages
    assert cells.tidy(cells.tidy(text)) == cells.tidy(text)
