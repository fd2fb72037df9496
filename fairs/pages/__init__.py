"""The public pages that calendar entries link to and the home page: what anybody may see, no more."""

from .addresses import feed_address
from .applications import application, apply_by_invitation
from .availability import availability
from .calendars import calendars
from .catalogue import catalogue, catalogue_file
from .editions import PUBLIC, edition, in_order, quantity, session
from .exhibitors import exhibitor
from .halls import hall, hall_plan
from .home import home
from .mine import login, mine, my_feed
from .qr import qr_code

__all__ = [
    "PUBLIC", "application", "apply_by_invitation", "availability", "calendars", "catalogue", "catalogue_file",
    "edition", "exhibitor", "feed_address", "hall", "hall_plan", "home", "in_order", "login", "mine", "my_feed",
    "qr_code", "quantity", "session",
]  # fmt: skip
