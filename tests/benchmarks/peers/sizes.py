"""How much is measured: as the goals say, or a tenth of it and less for a quick try."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Sizes:
    """``answers``: events of feeds, least first; the last holds all there are. ``table``: entries in a large table, of
    which a feed holds ``of_table``. ``rounds``: of what may take seconds, for each of the answers.
    """

    answers: tuple[int, int, int]
    table: int
    rounds: tuple[int, int, int]
    of_table: int = 270


SIZES = {
    "small": Sizes((27, 270, 1_000), 10_000, (2, 2, 1)),
    "large": Sizes((270, 2_700, 27_000), 1_000_000, (7, 5, 2)),
}
