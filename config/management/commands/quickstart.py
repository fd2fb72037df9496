import hashlib
import os
import secrets
import socket
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.staticfiles.finders import get_finders
from django.core.management import BaseCommand, CommandError, call_command
from django.utils.translation import gettext, override
from django.utils.translation import gettext_noop as _

from config.apps import StaticFilesConfig

HOST = os.environ.get("HOST", "127.0.0.1")
ADMINISTRATOR = "admin"
PAGES = [
    (_("Site"), "/"),
    (_("Admin"), "/admin/"),
    (_("API and its documentation"), "/api/v1/docs/"),
    (_("Every published event, as a calendar"), "/calendars/all.ics"),
]


class Command(BaseCommand):
    help = "From an empty checkout to a served site: migrate, collect static files, seed, make an administrator, serve."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--synthetic", type=int, metavar="N", help="add N synthetic editions a year")

    def handle(self, *, synthetic: int | None, **options: Any) -> None:
        require_free_port()
        call_command("migrate", interactive=False, verbosity=0)
        collect_static_files()
        call_command("seed", synthetic=synthetic)
        password = make_first_administrator()
        for name, path in PAGES:
            self.stdout.write(f"{settings.PUBLIC_URL}{path:22} {in_both_languages(name, ' / ')}")
        if password:
            message = _("Sign in as %(name)s, password %(password)s. It is shown only now and must be changed.")
            said = in_both_languages(message, "\n", name=ADMINISTRATOR, password=password)
            self.stdout.write(self.style.SUCCESS(said))
        self.stdout.flush()
        serve()


def in_both_languages(message: str, separator: str, **values: object) -> str:
    """For a terminal, which says nothing of its reader's language."""
    texts = []
    for language, _name in settings.LANGUAGES:
        with override(language):
            texts.append(gettext(message) % values)
    return separator.join(dict.fromkeys(texts))


def require_free_port() -> None:
    try:
        family, kind, protocol, _name, address = socket.getaddrinfo(HOST, settings.PORT, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except (OSError, OverflowError) as error:
        message = _("%(host)s:%(port)s cannot be used (%(reason)s). Choose another port: make run PORT=8001")
        said = in_both_languages(message, "\n", host=HOST, port=settings.PORT, reason=error)
        raise CommandError(said) from None


def collect_static_files() -> None:
    """Collecting compresses for seconds, so only what changed since the last time makes it run again."""
    stamp = Path(settings.STATIC_ROOT) / ".collected"
    state = static_files_state()
    if settings.HASHED_STATIC and not (stamp.exists() and stamp.read_text() == state):
        call_command("collectstatic", interactive=False, verbosity=0)
        stamp.write_text(state)


def static_files_state() -> str:
    digest = hashlib.sha256()
    for finder in get_finders():
        for name, storage in finder.list(StaticFilesConfig.ignore_patterns):
            status = os.stat(storage.path(name))
            digest.update(f"{name}\0{status.st_size}\0{status.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def make_first_administrator() -> str | None:
    """The one-time password, when there was nobody who could sign in and do everything."""
    users = get_user_model()._default_manager
    if users.filter(is_superuser=True, is_active=True).exists():
        return None
    password = secrets.token_urlsafe(12)
    user, _created = users.get_or_create(username=ADMINISTRATOR)
    user.is_active = user.is_staff = user.is_superuser = user.must_change_password = True
    user.set_password(password)
    user.save()
    return password


def server_arguments(host: str, port: int) -> list[str]:
    """What `deploy/fair-calendar.service` runs too. GRANIAN_* variables set the rest."""
    # Without a timeout a SIGTERM that comes while workers start is waited on for ever.
    limits = ["--workers-kill-timeout", "10"]
    address = ["--host", host, "--port", str(port)]
    return ["-m", "granian", "--interface", "wsgi", *address, *limits, "config.wsgi:application"]


def serve() -> None:
    """Becomes the server."""
    for name, value in (("WORKERS", "2"), ("BLOCKING_THREADS", "4"), ("LOG_LEVEL", "warning")):
        os.environ.setdefault(f"GRANIAN_{name}", value)
    os.chdir(settings.BASE_DIR)
    os.execv(sys.executable, [sys.executable, *server_arguments(HOST, settings.PORT)])  # noqa: S606
