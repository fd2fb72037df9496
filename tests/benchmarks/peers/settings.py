"""The benchmarks' settings, and beside the database that is measured the one it is compared with."""

from tests.benchmarks.settings import *  # noqa: F403
from tests.benchmarks.settings import DATABASES

DATABASES |= {"thousand": DATABASES["default"] | {"NAME": "thousand"}}
