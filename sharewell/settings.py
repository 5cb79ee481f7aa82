"""Settings: one file, fed by the environment, safe by default.

Every name read from the environment is described in docs/running.md, and a test holds the two together.
"""

from pathlib import Path

from sharewell.vault.surroundings import address, flag, number, secret, text

BASE = Path(__file__).resolve().parent.parent

# Where everything that must be kept stands: database, files, outbox, secrets.
DATA = Path(text("SHAREWELL_DATA", str(BASE / "var"))).resolve()
# A demonstration has invented people, may pretend that it is another time, and says so on every page.
DEMONSTRATION = flag("SHAREWELL_DEMONSTRATION")
PARTNERSHIP_NAME = text("SHAREWELL_PARTNERSHIP", "Holmbury Children’s Partnership")

DEBUG = False
SECRET_KEY = secret("SHAREWELL_SECRET_KEY", DATA / "secrets" / "secret_key")
VAULT_KEY = secret("SHAREWELL_VAULT_KEY", DATA / "secrets" / "vault_key")
ALLOWED_HOSTS = text("SHAREWELL_HOSTS", "localhost 127.0.0.1 [::1]").split()
PUBLIC_ADDRESS = text("SHAREWELL_ADDRESS", f"http://localhost:{text('PORT', '8000')}")
IS_SECURE = PUBLIC_ADDRESS.startswith("https://")

INSTALLED_APPS = [
    "sharewell.desk",
    "sharewell.concerns",
    "sharewell.disclosures",
    "sharewell.decisions",
    "sharewell.items",
    "sharewell.clocks",
    "sharewell.people",
    "sharewell.journeys",
    "sharewell.notices",
    "sharewell.directory",
    "sharewell.guidance",
    "sharewell.accounts",
    "sharewell.web",
    "sharewell.ledger",
    "sharewell.vault",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_tasks",
    "django_tasks_db",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "sharewell.urls"
WSGI_APPLICATION = "sharewell.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "APP_DIRS": False,
        "DIRS": sorted(BASE.glob("sharewell/*/templates")),
        "OPTIONS": {
            "environment": "sharewell.web.jinja.environment",
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
    # Only for pages that libraries bring and we have not drawn ourselves.
    {"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True, "OPTIONS": {}},
]
AUTH_USER_MODEL = "accounts.User"

FORM_RENDERER = "sharewell.web.renderer.PageForms"

DATABASES = {"default": address("SHAREWELL_DATABASE", DATA)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"

SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = IS_SECURE
SESSION_COOKIE_NAME = "__Host-sharewell" if IS_SECURE else "sharewell"
CSRF_COOKIE_NAME = "__Host-sharewell-form" if IS_SECURE else "sharewell-form"
SESSION_COOKIE_HTTPONLY = True
CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SECURE_HSTS_SECONDS = 31_536_000 if IS_SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = IS_SECURE
SECURE_REFERRER_POLICY = "no-referrer"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

DATA_UPLOAD_MAX_MEMORY_SIZE = 2_621_440
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}

EMAIL_BACKEND = text("SHAREWELL_EMAIL_BACKEND", "django.core.mail.backends.filebased.EmailBackend")
EMAIL_FILE_PATH = DATA / "outbox"
EMAIL_HOST = text("SHAREWELL_EMAIL_HOST", "localhost")
EMAIL_PORT = number("SHAREWELL_EMAIL_PORT", 25)
EMAIL_HOST_USER = text("SHAREWELL_EMAIL_USER", "")
EMAIL_HOST_PASSWORD = text("SHAREWELL_EMAIL_PASSWORD", "")
EMAIL_USE_TLS = flag("SHAREWELL_EMAIL_TLS")
DEFAULT_FROM_EMAIL = text("SHAREWELL_EMAIL_FROM", "sharewell@example.org")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
