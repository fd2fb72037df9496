"""Words as an index looks them up."""

import pytest

from fairs.catalogue.words import asked, folded, in_name, named, whole, words

pytestmark = pytest.mark.once


def test_what_a_text_is_found_by() -> None:
    assert words("咖啡馆", "5G 8", "") == {"咖", "啡", "馆", "咖啡", "啡馆", "5g", "8"}
    assert words("Café") == {"ca", "caf", "cafe"}
    assert "exhibitionis" in words("Exhibitionist") and "exhibitionist" not in words("Exhibitionist")
    assert folded("ＡＢＣ Ｃafé") == "abc cafe"


def test_what_a_name_is_found_by() -> None:
    assert named("白 Café!", "", "?") == {".白", ".ca", ".caf", ".cafe", '"白 cafe"'}
    assert set(in_name(asked("白 Caf"))) <= named("白 Café!")
    assert (whole("  白CAFÉ"), whole("?"), len(whole("白" * 200))) == ('"白 cafe"', "", 102)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("咖啡", ["咖啡"]),
        ("茶", ["茶"]),
        ("马来西亚咖啡", ["马来", "来西", "西亚", "亚咖", "咖啡"]),
        ("Coffee, COFFEE 咖啡！", ["coffee", "咖啡"]),
        ("5G手机", ["5g", "手机"]),
        ("exhibitionists", ["exhibitionis"]),
        ("Coffees robots glass gas", ["coffee", "robot", "glass", "gas"]),
        ("!? _", []),
    ],
)
def test_what_is_looked_up(text: str, found: list[str]) -> None:
    assert asked(text) == found
