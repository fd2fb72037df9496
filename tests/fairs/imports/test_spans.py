"""Days as people write them, and what is only half known."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override
from hypothesis import given, settings
from hypothesis import strategies as st

from fairs.imports.spans import Days, days, written

pytestmark = pytest.mark.once
YEAR = 2027
OCTOBER = ((date(2027, 10, 24), date(2027, 10, 26)),)
KNOWN = [
    (
        OCTOBER,
        "10.24-26 | 10月24日-26日 | 10月24日至26日 | 10月24—26日 | 10月24日（周日）-26日（周二） | 10.24-10.26"
        " | 10/24-26 | 10-24~10-26"
        " | 2027.10.24-2027.10.26 | 2027-10-24 - 2027-10-26 | 2027-10-24-2027-10-26 | 2027-10-24 ~ 2027-10-26"
        " | 2027年10月24日到10月26日 | 2027/10/24-10/26 | 24-26 Oct | 24–26 October 2027 | Oct 24-26, 2027"
        " | 24 Oct – 26 Oct"
        " | 24 Oct 2027 to 26 Oct 2027 | Oct 24, 2027 - Oct 26, 2027 | １０月２４日－２６日 | 24日-10月26日",
    ),
    (((date(2027, 3, 5), date(2027, 3, 5)),), "2027-03-05 | 3月5日 | 3.5 | 2027-03-05 00:00:00 | 5 March 2027 | 46451"),
    (
        ((date(2027, 12, 29), date(2028, 1, 2)),),
        "12月29日-1月2日 | 12.29-1.2 | 29 Dec 2027 - 2 Jan 2028 | 12.29-2028.1.2",
    ),
    (
        (*OCTOBER, (date(2027, 10, 30), date(2027, 11, 3))),
        "10月24日-26日、10月30日-11月3日 | 10.24-26; 10.30-11.3 | 10.30-11.3，10.24-26",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("spans", "texts"), KNOWN)
def test_days_that_are_known(spans: tuple[tuple[date, date], ...], texts: str) -> None:
    assert {text: days(text, YEAR) for text in texts.split(" | ")} == {text: Days(spans) for text in texts.split(" | ")}
    assert days(written(spans), YEAR) == Days(spans)


def test_what_is_half_known_stays_what_was_said() -> None:
    for text in (
        "3月下旬", "3月", "3月份", "2027-03", "2027年3月", "3-5月", "3月底", "3月中旬或4月", "第三季度", "Q3", "上半年",
        "2027年", "待定", "TBA", "3月、5月", "拟10月24-26日", "暂定10.24",
        "late March 2027", "March 2027", "Spring 2027", "年底", "10.24-26(TBC)",
    ):  # fmt: skip
        assert days(text, YEAR) == Days(stated=text), text
    for text in ("9月1日起", "2027-09-01/..", "2027-09-01 ~ .."):
        assert days(text, YEAR) == Days(((date(2027, 9, 1), None),), text)
    assert [days(text, YEAR) for text in ("-", "/", " ")] == [Days()] * 3


@override("en")
def test_a_tenth_that_may_be_a_whole_is_doubted() -> None:
    assert days("10.3", YEAR).doubt == "Read as day 3 of month 10. If day 30 is meant, write it with 月 and 日."
    assert [days(text, YEAR).doubt for text in ("10.4", "10月3日", "10.3-5", "2027.10.3")] == [""] * 4


@override("en")
def test_what_is_no_day_is_told_what_is() -> None:
    table = {
        "2.30": "There is no day 2027-2-30: write year, month, day, such as 2027-10-24.",
        "13月1日": "There is no day 2027-13-1: write year, month, day, such as 2027-10-24.",
        "10.26-24": "The last day is before the first day. 2027-10-26 ~ 2027-10-24",
        "5月; 10.24": "Give days, or words alone, not both: “5月; 10.24”.",
        **{
            text: f"“{text}” is no day: write 10月24日-26日, 2027-10-24 ~ 2027-10-26, 3月下旬 or 待定."
            for text in ("abc", "27.3.5", "99999999", "每月第一周", "2027-10-24 09:30", "10.24-26-28-30")
        },
    }
    for text, message in table.items():
        with pytest.raises(ValidationError) as raised:
            days(text, YEAR)
        assert raised.value.messages == [message]


@given(st.text(max_size=30) | st.from_regex(r"[\d.月日/年~;、 -]{1,24}", fullmatch=True))
@settings(max_examples=100)
def test_no_text_is_an_accident(text: str) -> None:
    try:
        found = days(text, YEAR)
    except ValidationError as error:
        assert error.messages
    else:
        assert all(last is None or first <= last for first, last in found.spans)
