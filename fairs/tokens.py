"""Programs that ask in a user's name, by a token instead of a session: they may do what the user may, no more."""

import re
from datetime import timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from knox.auth import TokenAuthentication as KnoxAuthentication
from rest_framework import status
from rest_framework.authentication import get_authorization_header
from rest_framework.exceptions import APIException, AuthenticationFailed

from .models import User
from .models.tokens import ApiToken

MOST = 20  # of a user
DAYS = (7, 30, 90, 365)


class Refused(APIException):
    """Whatever it is that is asked for: who names a token means to be known."""

    status_code = status.HTTP_401_UNAUTHORIZED
    default_code = "token"
    default_detail = _("This token is not known here, or was revoked, or has expired.")
    auth_header = 'Bearer error="invalid_token"'


class TokenAuthentication(KnoxAuthentication):
    def authenticate(self, request: Any) -> Any:
        scheme, __, token = get_authorization_header(request).partition(b" ")
        if scheme.lower() != b"bearer":
            return None
        try:
            if not re.fullmatch(rb"[0-9a-f]{64}", token):
                raise AuthenticationFailed
            return self.authenticate_credentials(token)
        except AuthenticationFailed as error:
            raise Refused from error

    def authenticate_header(self, request: Any) -> str:
        """Who names no token may as well log in, so is told 403."""
        return ""


def issue(user: User, name: str, days: int) -> tuple[ApiToken, str]:
    """With the token itself, which is told this once. Raises ValidationError."""
    with transaction.atomic():
        User.objects.select_for_update(no_key=True).get(pk=user.pk)  # counted by one at a time
        if ApiToken.objects.filter(user=user).count() >= MOST:
            raise ValidationError(_("%(most)d tokens are the most: revoke one first.") % {"most": MOST})
        token: tuple[ApiToken, str] = ApiToken.objects.create(user, timedelta(days=days), name=name)
        return token
