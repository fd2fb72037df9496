"""Who stands where, worked out: exhibitors to stands so that wishes are met together. Pure.

The wishes of one exhibitor (area, kind, an entrance, stands kept for its pavilion) are a linear assignment, which lap
solves exactly. What depends on the others (a pavilion together, wished neighbours) is then improved by moves and swaps,
from that solution and from the greedy one, and the best is kept: so it is never worse than greedy.
"""

from .greedy import greedy
from .problem import Place, Placing, Problem, Wish
from .search import Result, proposed
from .trial import Trial

__all__ = ["Place", "Placing", "Problem", "Result", "Trial", "Wish", "greedy", "proposed"]
