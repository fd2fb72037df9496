"""All settings, from the environment. With no variable set at all this is a safe server on SQLite."""

import fcntl
import os
import secrets
from pathlib import Path

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _
from whitenoise.compress import Compressor

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()

DEBUG = env.bool("DEBUG", default=False)
DATA_DIR = Path(env.str("DATA_DIR", default=str(BASE_DIR / "var"))).absolute()
PORT = env.int("PORT", default=8000)
PUBLIC_URL = env.str("PUBLIC_URL", default=f"http://localhost:{PORT}").rstrip("/")  # in calendar entries' URLs
HTTPS = env.bool("HTTPS", default=PUBLIC_URL.startswith("https://"))
NUM_PROXIES = env.int("NUM_PROXIES", default=0)  # trusted reverse proxies in front of this server


# Secret


def state_dir() -> Path:
    """Where this machine keeps what must not lie in the repository."""
    xdg = os.environ.get("XDG_STATE_HOME", "")
    try:
        base = Path(xdg) if os.path.isabs(xdg) else Path.home() / ".local" / "state"
    except RuntimeError as error:
        raise ImproperlyConfigured(f"Set SECRET_KEY: there is no home directory to keep one in ({error}).") from None
    return base / "fair-calendar"


def generated_secret_key(path: Path) -> str:
    """The key in `path`, made on first use. The lock lets workers that start together agree on one key."""
    if path.resolve().is_relative_to(BASE_DIR):
        raise ImproperlyConfigured(f"Set SECRET_KEY: {path} lies inside the repository, no key is kept there.")
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT, 0o600), "r+") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            os.fchmod(file.fileno(), 0o600)
            key = file.read().strip()
            if not key:
                key = secrets.token_urlsafe(64)
                file.write(key + "\n")
            return key
    except OSError as error:
        raise ImproperlyConfigured(f"Set SECRET_KEY: no key can be kept in {path} ({error.strerror}).") from None


SECRET_KEY = env.str("SECRET_KEY", default="") or generated_secret_key(state_dir() / "secret_key")
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])


# Applications

INSTALLED_APPS = [
    "config",  # before the admin, whose templates it replaces
    "seeds",
    "initiatives",
    "fairs",
    "fairs.calendar",
    "config.apps.AdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "config.apps.StaticFilesConfig",
    "csp",
    "django_countries",
    "django_filters",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "knox",
    "rest_framework",
    "simple_history",
]

MIDDLEWARE = [
    "fairs.calendar.feeds.FeedMiddleware",  # first: an unchanged poll costs a fifth of the full stack
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "config.language.LocaleMiddleware",
    "config.errors.ProblemMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
AUTH_USER_MODEL = "fairs.User"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]


# Database and cache


def sqlite() -> dict[str, object]:
    DATA_DIR.mkdir(parents=True, exist_ok=True)
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": DATA_DIR / "fair-calendar.sqlite3",
        # A file, because transaction tests open it from several threads, which a shared :memory: does not allow.
        "TEST": {"NAME": str(DATA_DIR / "test.sqlite3")},
        # The last connection to close folds the WAL back into the file: milliseconds, were it after every request.
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "timeout": 10,
            "transaction_mode": "IMMEDIATE",
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON",
        },
    }


def postgresql() -> dict[str, object]:
    database = env.db_url("DATABASE_URL")
    if database.get("ENGINE") != "django.db.backends.postgresql":
        raise ImproperlyConfigured("DATABASE_URL takes a postgresql:// URL; for SQLite leave it out and set DATA_DIR.")
    pool = env.bool("DATABASE_POOL", default=False)
    database["CONN_MAX_AGE"] = 0 if pool else env.int("CONN_MAX_AGE", default=60)
    database["CONN_HEALTH_CHECKS"] = True
    if pool:
        database.setdefault("OPTIONS", {})["pool"] = True
    return dict(database)


DATABASES = {"default": postgresql() if env.str("DATABASE_URL", default="") else sqlite()}

REDIS_URL = env.str("REDIS_URL", default="")
CACHES = {
    "default": {"BACKEND": "django_redis.cache.RedisCache", "LOCATION": REDIS_URL}
    if REDIS_URL
    else {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
}


# Language and time

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", _("Simplified Chinese")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "config" / "locale"]
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True


# Security

ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])

SECURE_SSL_REDIRECT = HTTPS
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
SECURE_HSTS_SECONDS = env.int("HSTS_SECONDS", default=365 * 24 * 3600) if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SILENCED_SYSTEM_CHECKS = ["security.W021"]  # preloading is for the owner of the registered domain to decide
if HTTPS and NUM_PROXIES:  # without a proxy that sets it, anyone could send this header
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

SESSION_COOKIE_AGE = 12 * 3600
LOGIN_URL = "login"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}


# Static files

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
HASHED_STATIC = env.bool("HASHED_STATIC", default=not DEBUG)  # needs collectstatic
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "config.storage.StaticFilesStorage"
        if HASHED_STATIC
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = not HASHED_STATIC
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = (*Compressor.SKIP_COMPRESS_EXTENSIONS, "map")
MEDIA_ROOT = DATA_DIR / "media"
DATA_UPLOAD_MAX_NUMBER_FIELDS = 3000  # a box to tick for each of the 2,000 rows that an annual plan may have


# API

KNOX_TOKEN_MODEL = "fairs.ApiToken"  # noqa: S105  no password
MIGRATION_MODULES = {"knox": None}  # nothing of its own is stored
REST_FRAMEWORK: dict[str, object] = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "fairs.tokens.TokenAuthentication",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_PARSER_CLASSES": ["fairs.rendering.BoundedJSONParser"],
    "DEFAULT_RENDERER_CLASSES": ["fairs.rendering.OrjsonRenderer"],
    "DEFAULT_PAGINATION_CLASS": "fairs.pagination.KeysetPagination",
    "DEFAULT_SCHEMA_CLASS": "config.openapi.Schema",
    "EXCEPTION_HANDLER": "config.errors.exception_handler",
    "NUM_PROXIES": NUM_PROXIES,
    "URL_FORMAT_OVERRIDE": None,
    "COERCE_DECIMAL_TO_STRING": False,
}
SPECTACULAR_SETTINGS: dict[str, object] = {
    "TITLE": _("Fair Calendar"),
    "VERSION": "1",
    "OAS_VERSION": "3.1.1",
    "AUTHENTICATION_WHITELIST": [],  # config.openapi says what takes a login
    "ENUM_NAME_OVERRIDES": {
        "AdmissionStatus": "fairs.models.AdmissionStatus",
        "Comparison": "initiatives.models.Comparison",
        "DocumentKind": "fairs.models.ParticipationDocument.Kind",
        "EntryKind": "fairs.calendar.entry.Kind",
        "EventStatus": "fairs.models.EventStatus",
        "FigureMeasure": "fairs.models.Figure.Measure",
        "FigureStage": "fairs.models.Figure.Stage",
        "InitiativeKind": "initiatives.models.Initiative.Kind",
        "LaunchKind": "initiatives.models.Launch.Kind",
        "ObjectiveKind": "initiatives.models.Objective.Kind",
        "OrganisationKind": "fairs.models.Organisation.Kind",
        "ParticipationRole": "fairs.models.Participation.Role",
        "StandKind": "fairs.models.StandKind",
        "Qualifier": "fairs.models.Qualifier",
        "RegionKind": "fairs.models.Region.Kind",
        "RecurrenceExceptionKind": "initiatives.models.RecurrenceException.Kind",
        "SessionKind": "fairs.models.Session.Kind",
        "Stage": "initiatives.models.Stage",
        "TargetMeasure": "initiatives.models.Target.Measure",
        "VenueKind": "fairs.models.Venue.Kind",
        "VenueStatus": "fairs.models.Venue.Status",
    },
    "POSTPROCESSING_HOOKS": ["drf_spectacular.hooks.postprocess_schema_enums", "config.openapi.introduce"],
    "SCHEMA_PATH_PREFIX": "/api/v1/",
    "SERVE_INCLUDE_SCHEMA": False,
    "SORT_OPERATIONS": False,  # the order of registration
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
}


# Log

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {"()": "config.logs.Line", "format": "{asctime} {levelname} {name} {message}", "style": "{"},
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": env.str("LOG_LEVEL", default="INFO")},
    # Its own handlers would write to the console only with DEBUG and mail every error to nobody.
    "loggers": {"django": {"handlers": [], "propagate": True}},
}
