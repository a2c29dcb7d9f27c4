"""Settings of the portal, read from the environment; refuses to start with an unsafe value.

PORTAL_MODE: embedded (default: `make run`), production, or test (under pytest).
docs/deploy/environment.md lists the variables.
"""

import os
import tempfile
from datetime import timedelta
from pathlib import Path

from csp.constants import NONCE, NONE, SELF

from portal import environment
from portal.embedded import broker, places, postgres

BASE_DIR = Path(__file__).resolve().parent.parent
PORTAL_MODE = environment.mode(os.environ)
PRODUCTION = PORTAL_MODE == "production"
TESTING = PORTAL_MODE == "test"

DATA_DIR = places.data_folder()
if PRODUCTION:
    DATA_DIR = Path(environment.required(os.environ, "PORTAL_DATA", "/data"))
elif TESTING and not os.environ.get("PORTAL_DATA"):
    DATA_DIR = Path(tempfile.mkdtemp(prefix="portal-test-"))

DEBUG = False
SECRET_KEY, ENCRYPTION_KEY, INDEX_KEY = environment.keys(PORTAL_MODE, os.environ, DATA_DIR)
ALLOWED_HOSTS = environment.hosts(os.environ) if PRODUCTION else ["127.0.0.1", "localhost", "[::1]", "testserver"]

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "rest_framework",
    "drf_spectacular",
    "pgtrigger",
    "pghistory",
    "axes",
    "csp",
    "django_htmx",
    "django_include_bootstrap",
    "django_celery_beat",
    "portal",
    "cadres",
    "branches",
    "reports",
]
MIDDLEWARE = [
    "portal.middleware.ClientAddress",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "portal.middleware.SessionAges",
    "portal.middleware.PasswordFirst",
    "portal.middleware.FragmentsSignIn",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "portal.middleware.PrivateResponses",
    "django_htmx.middleware.HtmxMiddleware",
    "pghistory.middleware.HistoryMiddleware",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "portal" / "templates"],  # before the applications: one of them has a base.html of its own
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
            ]
        },
    }
]

# Database ---------------------------------------------------------------------------------------------------
if PRODUCTION:
    _database_url = environment.required(os.environ, "DATABASE_URL", "postgresql://portal@db/portal")
else:
    _database_url = os.environ.get("DATABASE_URL") or postgres.url()
# Only web processes are limited (wsgi.py sets the variable): an import or a report may take longer than a page.
# Compiling the expressions of a figures statement took half its time on a million people, and gained nothing.
_limits = (
    "-c jit=off "
    f"-c statement_timeout={int(os.environ.get('PORTAL_STATEMENT_TIMEOUT_MS', '0'))} "
    "-c lock_timeout=5000 -c idle_in_transaction_session_timeout=600000"
)
DATABASES = {"default": environment.database(_database_url, os.environ.get("PORTAL_DATABASE_PASSWORD_FILE"))}
DATABASES["default"]["OPTIONS"] |= {"options": _limits, "application_name": "portal", "connect_timeout": 5}
DATABASES["default"] |= {
    "CONN_MAX_AGE": 60,
    "CONN_HEALTH_CHECKS": True,  # without it every request after a database restart fails once
    # An action owns its transaction; a request-wide one would take back the audit of a refused request.
    "ATOMIC_REQUESTS": False,
    "TEST": {"TEMPLATE": "template0"},
}

# People who sign in -----------------------------------------------------------------------------------------
AUTH_USER_MODEL = "portal.User"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("username", "full_name")},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "portal.passwords.CharacterClassesValidator"},
]
PASSWORD_RESET_TIMEOUT = 86_400
LOGIN_URL = "/sign-in/"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/sign-in/"

SESSION_ENGINE = "django.contrib.sessions.backends.db"  # a session can be listed and ended, and outlives the broker
SESSION_COOKIE_AGE = 12 * 3600
SESSION_IDLE_SECONDS = 30 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "portal.views.errors.csrf_refused"

AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=30)
AXES_LOCKOUT_PARAMETERS = ["username"]  # a whole department sits behind one address
SILENCED_SYSTEM_CHECKS = ["axes.W006"]  # wants the address among them, see the line above
AXES_USERNAME_CALLABLE = "portal.passwords.counted_username"
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False  # else a stranger could keep a user out for ever
AXES_RESET_ON_SUCCESS = True
AXES_HANDLER = "axes.handlers.database.AxesDatabaseHandler"
AXES_LOCKOUT_CALLABLE = "portal.views.sign_in.locked_out"  # the same page as for a wrong password
AXES_ENABLE_ACCESS_FAILURE_LOG = True
AXES_VERBOSE = False

# What the browser is told -----------------------------------------------------------------------------------
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF, NONCE],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "object-src": [NONE],
    }
}
if PRODUCTION:
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-sid", "__Host-csrf"
    # The proxy of docs/deploy/nginx.conf overwrites this header and X-Real-IP and sends plain HTTP to HTTPS by itself;
    # health checks come to the web process directly, without TLS.
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = True
    SECURE_REDIRECT_EXEMPT = [r"^livez$", r"^readyz$"]
    SECURE_HSTS_SECONDS = 31_536_000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = True
    CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS]

# Language, time, files --------------------------------------------------------------------------------------
LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文")]
LOCALE_PATHS = [BASE_DIR / "portal" / "locale"]
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True
USE_I18N = True

STATIC_URL = "/static/"
STATIC_ROOT = Path(os.environ.get("PORTAL_STATIC_ROOT") or DATA_DIR / "static")
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
WHITENOISE_USE_FINDERS = not PRODUCTION  # `make run` needs no collectstatic
WHITENOISE_AUTOREFRESH = False
_static = "whitenoise.storage.CompressedManifestStaticFilesStorage"
if not PRODUCTION:
    _static = "django.contrib.staticfiles.storage.StaticFilesStorage"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": _static},
}
MEDIA_ROOT = DATA_DIR / "files"  # never served by URL: views check access and send the file
MEDIA_ROOT.mkdir(mode=0o700, parents=True, exist_ok=True)
FILE_UPLOAD_PERMISSIONS, FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o600, 0o700
DATA_UPLOAD_MAX_NUMBER_FILES = 20

IMPORT_MAX_ROWS = 200_000
IMPORT_MAX_UPLOAD_BYTES = 64 * 1024**2
ATTACHMENT_MAX_BYTES = 20 * 1024**2
ATTACHMENTS_PER_RECORD = 50
READER_MEMORY_BYTES = 3 * 1024**3 // 2  # the child process that opens an uploaded file: address space
READER_SECONDS = 120

# Work outside the web process -------------------------------------------------------------------------------
if PRODUCTION:
    CELERY_BROKER_URL = environment.broker_with_password(
        environment.required(os.environ, "BROKER_URL", "amqp://portal@broker:5672//"),
        os.environ.get("PORTAL_BROKER_PASSWORD_FILE"),
    )
else:
    CELERY_BROKER_URL = os.environ.get("BROKER_URL") or broker.url()
CELERY_TASK_ACKS_LATE = True  # together with the next line: a task whose process is killed runs again
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_SOFT_TIME_LIMIT = 1_200
CELERY_TASK_TIME_LIMIT = 1_500  # RabbitMQ gives an unacknowledged task back after 1,800
CELERY_WORKER_CANCEL_LONG_RUNNING_TASKS_ON_CONNECTION_LOSS = True
CELERY_WORKER_MAX_TASKS_PER_CHILD = 200
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_SERIALIZER = CELERY_RESULT_SERIALIZER = "json"
CELERY_TASK_IGNORE_RESULT = True  # the job's row holds the result
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TIMEZONE = TIME_ZONE
# Functions (user, as_of) -> list of cards for the first page; dotted names, since the portal imports no other folder.
PORTAL_HOME_CARDS = [
    "portal.registers.waiting.cards", "portal.queries.home.cards", "cadres.queries.home.cards", "reports.queries.home.cards",
]  # fmt: skip
# Registers whose form the first page opens with one press, for whoever may enter them; the first six.
PORTAL_OFTEN_ENTERED = [
    "org-life-meetings", "disputes", "points-entries", "initiative-reports", "membership_changes", "dues_payments",
    "selections", "appraisals", "enrolments", "talks",
]  # fmt: skip
# Sources of reminders, each with its functions `due`, its kinds and the right to see them.
PORTAL_REMINDERS = [
    "cadres.queries.due.sources.TOLD", "cadres.queries.due.sources.WAITING", "branches.queries.due.sources.WAITING",
]  # fmt: skip
# Tuples of registers; dotted names, since the portal imports no other folder.
PORTAL_REGISTERS = ["cadres.registers.REGISTERS", "branches.registers.REGISTERS"]
PORTAL_OFFICE_RULES = [
    f"{folder}.rules.office_rules.OFFICE_RULES" for folder in ("portal", "cadres", "branches", "reports")
]
# Tuples of pages told beside the registers of a group: what is behind, who is due.
PORTAL_REGISTER_PAGES = ["cadres.registers.pages.PAGES", "branches.registers.pages.PAGES"]
# Tuples of choosers: how people and others are found in the forms of registers.
PORTAL_CHOOSERS = ["cadres.registers.choosers.CHOOSERS", "branches.registers.choosers.CHOOSERS"]
# Functions (record, user) -> address: pages of records that lie elsewhere; empty for a record without one.
PORTAL_RECORD_PAGES = ["reports.queries.villages.page_of"]
PORTAL_SLATE_COMPLETED = ["reports.actions.slates.keep_snapshot"]  # called with the township whose slate is final
PORTAL_JOB_KINDS = {  # kind of job → dotted name of the function that carries it out
    kind: f"cadres.tasks.{kind}"
    for kind in ("read_batch", "apply_batch", "undo_batch", "rebuild_township_periods", "make_forms")
}
CELERY_BEAT_SCHEDULE = {
    "sweep-jobs": {"task": "portal.sweep_jobs", "schedule": 15, "options": {"expires": 15}},
    "settle-life-slots": {"task": "branches.settle_life_slots", "schedule": 24 * 3600, "options": {"expires": 3600}},
    "seal-audit": {"task": "portal.seal_audit", "schedule": 600, "options": {"expires": 600}},
}
CELERY_BEAT_SCHEDULER = "django_celery_beat.schedulers:DatabaseScheduler"
CELERY_TASK_ALWAYS_EAGER = CELERY_TASK_EAGER_PROPAGATES = TESTING
if CELERY_BROKER_URL.startswith("redis"):
    # A task unacknowledged for longer is handed out again: longer than the longest task, or it would run twice.
    # Jobs lost with their worker come back sooner, by the lease in their row.
    CELERY_BROKER_TRANSPORT_OPTIONS = {"visibility_timeout": 2 * CELERY_TASK_TIME_LIMIT, "unacked_restore_throttle": 1}

# REST -------------------------------------------------------------------------------------------------------
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "portal.api.authentication.TokenAuthentication",
        "portal.api.authentication.PageSession",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["portal.api.rights.DeclaredRight"],
    "DEFAULT_RENDERER_CLASSES": ["portal.api.rendering.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["portal.api.strict_json.StrictJSONParser"],
    "DEFAULT_SCHEMA_CLASS": "portal.api.schema.DeclaredSchema",
    "DEFAULT_METADATA_CLASS": None,
    "EXCEPTION_HANDLER": "portal.api.problems.answer",
    # Counted in each web process; strangers by address, everybody else by account.
    "DEFAULT_THROTTLE_RATES": {"stranger": "30/min", "account": "1200/min", "export": "60/hour"},
    "NUM_PROXIES": 1 if PRODUCTION else 0,
    "URL_FORMAT_OVERRIDE": None,
    "FORMAT_SUFFIX_KWARG": None,
}
SPECTACULAR_SETTINGS = {
    "TITLE": "组织部门户接口",
    "DESCRIPTION": "干部信息、导入、统计指标。请求与返回均为 UTF-8 编码的 JSON;出错时返回 RFC 9457 问题文档，说明为中文。",
    "VERSION": "1",
    "SERVE_INCLUDE_SCHEMA": True,
    "SERVE_PUBLIC": True,
    "SERVE_PERMISSIONS": ["portal.api.rights.DeclaredRight"],
    "COMPONENT_SPLIT_REQUEST": True,
    "SCHEMA_PATH_PREFIX": "/api/v1/",
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"()": "portal.log_lines.OneLine"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "INFO"},
    "loggers": {
        "django": {"handlers": ["stderr"], "level": "INFO", "propagate": False},
        "axes": {"level": "WARNING"},
    },
}
