import pytest

from fairs.floor import rectangle
from fairs.floor_plan import _shape, wrapped
from fairs.models import Stand


@pytest.mark.parametrize(
    ("width", "depth", "letters", "number"), [(3, 3, 8.5, 12.8), (6, 6, 10.2, 15.3), (20, 12, 14, 21)]
)
def test_large_stands_are_named_in_large_letters(width: float, depth: float, letters: float, number: float) -> None:
    stand = Stand(number="A1", outline=rectangle(0, 0, width, depth), area=width * depth)
    drawn = _shape(stand, (0, 0), True, "")
    assert (drawn.letters, drawn.size) == (letters, number)


def test_what_does_not_fit_ends_in_dots() -> None:
    name = "Kopi & Sons Import and Export"
    assert wrapped(name, 60, 2) == ["Kopi & Sons", "Import an…"]
    assert wrapped(name, 60, 2, 17) == ["Kopi &", "Son…"]
