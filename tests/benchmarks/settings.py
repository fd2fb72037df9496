"""The product's settings, and beside its URLs the two it is compared with."""

from config.settings import *  # noqa: F403
from config.settings import DATA_DIR

ROOT_URLCONF = "tests.benchmarks.urls"
WHITENOISE_ROOT = DATA_DIR / "same-bytes"  # a feed's bytes as a file, and the same gzipped
