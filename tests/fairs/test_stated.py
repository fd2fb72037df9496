"""Dates as far as a source states them, in words."""

import pytest
from django.utils.translation import override

from fairs.stated import in_words


@pytest.mark.once
@pytest.mark.parametrize(
    ("stated", "words"),
    [
        ("2023", "2023"),
        ("2021-03", "March 2021"),
        ("2024-01-27~", "about Jan. 27, 2024"),
        ("2025-H1", "first half of 2025"),
        ("2025-Q3", "Q3 2025"),
        ("2024-09-01/..", "from Sept. 1, 2024"),
        ("../2023-03-25", "until March 25, 2023"),
        ("2014-06-29/P5D", "5 days from June 29, 2014"),
        ("XXXX-08", "August, year not known"),
        ("XXXX-12-10/XXXX-12-14", "December 10 – December 14, year not known"),
        ("2020-10-13 | 2020-11-11/2020-11-17", "Oct. 13, 2020, Nov. 11, 2020 – Nov. 17, 2020"),
        ("2025-13", "2025-13"),
        ("2025-02-30/..", "2025-02-30/.."),
        ("../..", "../.."),
        ("XXXX", "XXXX"),
        ("2025-H3", "2025-H3"),
        ("0000-01", "0000-01"),
        ("in spring", "in spring"),
        ("2025 | in spring", "2025 | in spring"),
        ("", ""),
    ],
)
def test_in_words(stated: str, words: str) -> None:
    with override("en"):
        assert in_words(stated) == words
    with override("zh-hans"):
        assert in_words("2024-09-01") == "2024年9月1日"
