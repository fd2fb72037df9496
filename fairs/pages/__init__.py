"""The public pages that calendar entries link to and the home page: what anybody may see, no more."""

from .addresses import feed_address
from .applications import (
    application,
    apply_by_invitation,
    change_application,
    change_my_application,
    my_application,
    withdraw_application,
    withdraw_my_application,
)
from .availability import availability
from .calendars import calendars
from .catalogue import catalogue, catalogue_file
from .editions import PUBLIC, edition, in_order, quantity, session
from .exhibitors import exhibitor
from .halls import hall, hall_plan
from .home import home
from .mine import login, mine, my_feed
from .my_applications import apply_signed_in, my_applications
from .own_products import application_product, my_product
from .qr import qr_code
from .tokens import revoke_token, tokens

__all__ = [
    "PUBLIC", "application", "application_product", "apply_by_invitation", "apply_signed_in", "availability",
    "calendars", "catalogue", "catalogue_file", "change_application", "change_my_application", "edition", "exhibitor",
    "feed_address", "hall", "hall_plan", "home", "in_order", "login", "mine", "my_application", "my_applications",
    "my_feed", "my_product", "qr_code", "quantity", "revoke_token", "session", "tokens", "withdraw_application",
    "withdraw_my_application",
]  # fmt: skip
