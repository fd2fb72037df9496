import unicodedata
import uuid
from pathlib import Path

import pytest

from seeds import files
from seeds.files import DATA, Row, ends, ordinal_en, read, title_en, title_zh_hans, uuid_of

CSV_FILES = sorted(DATA.glob("*.csv"))


def test_uuids_are_the_same_everywhere() -> None:
    assert uuid_of("fairs.edition", "cieme-22") == uuid.UUID("0323d9b2-a4ed-5270-85a0-08e4d2adcff1")


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (1, "1st"),
        (2, "2nd"),
        (3, "3rd"),
        (4, "4th"),
        (11, "11th"),
        (12, "12th"),
        (13, "13th"),
        (22, "22nd"),
        (111, "111th"),
    ],
)
def test_ordinals(number: int, words: str) -> None:
    assert ordinal_en(number) == words


@pytest.mark.parametrize(
    ("ordinal", "year", "zh_hans", "en"),
    [
        ("22", "2024", "第22届装备展", "22nd Equipment Expo"),
        ("", "2024", "2024年装备展", "Equipment Expo 2024"),
        ("", "", "装备展", "Equipment Expo"),
    ],
)
def test_titles(ordinal: str, year: str, zh_hans: str, en: str) -> None:
    assert (title_zh_hans("装备展", ordinal, year), title_en("Equipment Expo", ordinal, year)) == (zh_hans, en)
    assert (title_zh_hans("", ordinal, year), title_en("", ordinal, year)) == ("", "")


@pytest.mark.parametrize(
    ("span", "days"),
    [
        ("2024-09-01/2024-09-05", ("2024-09-01", "2024-09-05")),
        ("2024-09-01/..", ("2024-09-01", "")),
        ("../2024-09-05", ("", "2024-09-05")),
    ],
)
def test_ends(span: str, days: tuple[str, str]) -> None:
    assert ends(span) == days


def test_the_first_block_has_the_editions_uuid_and_the_days_before() -> None:
    blocks = {row.named(("edition", "block")): row.cells for row in files.day_blocks()}
    assert blocks["dalian-import-export-35/1"] == {
        "edition": "dalian-import-export-35",
        "block": "1",
        "first_day": "2022-12-16",
        "last_day": "2022-12-18",
        "uuid": str(uuid_of("fairs.edition", "dalian-import-export-35")),
        "previous_first_day": "2022-12-03",
        "previous_last_day": "2022-12-05",
    }
    assert blocks["western-china-fair-15/2"] == {
        "edition": "western-china-fair-15",
        "block": "2",
        "first_day": "2014-10-30",
        "last_day": "2014-11-03",
    }


def test_places_are_venues_or_their_halls() -> None:
    places = {(row.cells["edition"], row.cells["venue"], row.cells["hall"]) for row in files.places()}
    assert ("dpes-shenyang-2017", "snwe", "snwe/4") in places
    assert {p[1:] for p in places if p[0] == "national-planning-conference-2016"} == {
        ("snwe", ""),
        ("k11-shenyang", ""),
    }


def test_a_row_with_a_cell_too_few_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "DATA", tmp_path)
    (tmp_path / "venues.csv").write_text("code,region\nsnwe,210100\nsiec\n")
    rows = read("venues")
    assert next(rows) == Row("venues.csv:2", {"code": "snwe", "region": "210100"})
    with pytest.raises(ValueError, match=r"^venues\.csv:3: 2 cells are needed$"):
        next(rows)


@pytest.mark.parametrize("path", CSV_FILES, ids=lambda path: path.stem)
def test_files_hold_plain_text(path: Path) -> None:
    text = path.read_bytes().decode()
    assert text == unicodedata.normalize("NFC", text)
    assert text.endswith("\n")
    odd = {c for c in text if c != "\n" and not c.isprintable()} | {c for c in text if ord(c) > 0xFFFF}
    assert odd == set()
    padded = [row.place for row in read(path.stem) for cell in row.cells.values() if cell != cell.strip()]
    assert padded == []
