"""Words as an index looks them up."""

import pytest

from fairs.catalogue.words import asked, folded, words

pytestmark = pytest.mark.once


def test_what_a_text_is_found_by() -> None:
    assert words("咖啡馆", "5G", "") == {"咖", "啡", "馆", "咖啡", "啡馆", "5", "5g"}
    assert words("Café") == {"c", "ca", "caf", "cafe"}
    assert "exhibitionis" in words("Exhibitionist") and "exhibitionist" not in words("Exhibitionist")
    assert folded("ＡＢＣ Ｃafé") == "abc cafe"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("咖啡", ["咖啡"]),
        ("茶", ["茶"]),
        ("马来西亚咖啡", ["马来", "来西", "西亚", "亚咖", "咖啡"]),
        ("Coffee, COFFEE 咖啡！", ["coffee", "咖啡"]),
        ("5G手机", ["5g", "手机"]),
        ("exhibitionists", ["exhibitionis"]),
        ("!? _", []),
    ],
)
def test_what_is_looked_up(text: str, found: list[str]) -> None:
    assert asked(text) == found
