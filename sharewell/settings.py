"""Settings: one file, fed by the environment, safe by default.

Every name read from the environment is described in docs/running.md, and a test holds the two together.
"""

from pathlib import Path

from sharewell.vault.surroundings import address, flag, number, one_of, secret, secret_of_others, text

BASE = Path(__file__).resolve().parent.parent

# Where everything that must be kept stands: database, files, outbox, secrets.
DATA = Path(text("SHAREWELL_DATA", str(BASE / "var"))).resolve()
# A demonstration has invented people, may pretend that it is another time, and says so on every page.
# ./run marks a folder that it found empty with a file of this name; `manage.py remove_demonstration` ends it.
DEMONSTRATION = flag("SHAREWELL_DEMONSTRATION") or (DATA / "demonstration").exists()
# The partnership's own editions of the guidance, with their own lock.
EDITIONS = Path(text("SHAREWELL_EDITIONS", str(DATA / "editions"))).resolve()
PARTNERSHIP_NAME = text("SHAREWELL_PARTNERSHIP", "Holmbury Children’s Partnership")

DEBUG = False
SECRET_KEY = secret("SHAREWELL_SECRET_KEY", DATA / "secrets" / "secret_key")
VAULT_KEY = secret("SHAREWELL_VAULT_KEY", DATA / "secrets" / "vault_key")
BOOK_KEY = secret("SHAREWELL_BOOK_KEY", DATA / "secrets" / "book_key")
ALLOWED_HOSTS = text("SHAREWELL_HOSTS", "localhost 127.0.0.1 [::1]").split()
PUBLIC_ADDRESS = text("SHAREWELL_ADDRESS", f"http://localhost:{text('PORT', '8000')}")
IS_SECURE = PUBLIC_ADDRESS.startswith("https://")
# The witnesses that are asked to vouch for the book: a file with an address and a key in each line.
WITNESSES = Path(text("SHAREWELL_WITNESSES", str(DATA / "witnesses")))
# The origin that every checkpoint of the book begins with; its signing key has this name. It must stay as it is.
BOOK = text("SHAREWELL_BOOK", f"{PUBLIC_ADDRESS.split('://')[-1].split(':')[0]}/book")

INSTALLED_APPS = [
    "sharewell.desk",
    "sharewell.oversight",
    "sharewell.concerns",
    "sharewell.disagreements",
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
    "allauth",
    "allauth.account",
    "django_tasks",
    "django_tasks_db",
]

MIDDLEWARE = [
    "sharewell.web.headers.SafeHeaders",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "sharewell.directory.membership.SignedIn",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "sharewell.accounts.middleware.SessionsEnd",
    "sharewell.accounts.middleware.SignInRequired",
    "sharewell.accounts.middleware.TermsAsked",
    "sharewell.directory.membership.ActingFor",
    "sharewell.accounts.middleware.KeptPosts",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "sharewell.web.errors.Answers",
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
                "sharewell.web.context.form_token",
                "django.contrib.messages.context_processors.messages",
                "sharewell.accounts.context.session_limits",
                "sharewell.desk.frame.around",
            ],
        },
    },
    # Only for pages that libraries bring and we have not drawn ourselves.
    {"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True, "OPTIONS": {}},
]

# Signing in. docs/security.md says why each is as it is.
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["sharewell.accounts.hashers.PatientArgon2"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("email", "name")},
    },
]
PASSWORD_RESET_TIMEOUT = 3_600
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL, LOGOUT_REDIRECT_URL = "/home/", "/"
CSRF_FAILURE_VIEW = "sharewell.directory.views.form_not_trusted"
ACCOUNT_ADAPTER = "sharewell.accounts.adapter.SignIns"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_RATE_LIMITS = False  # accounts.actions.tries counts, for all processes together
IDLE_MINUTES = number("SHAREWELL_IDLE_MINUTES", 30)
LONGEST_HOURS = number("SHAREWELL_LONGEST_HOURS", 12)
# A number in the directory that nobody has checked for longer than this is shown as not checked since then.
CONTACT_STALE_DAYS = number("SHAREWELL_CONTACT_STALE_DAYS", 180)
# The partnership's own terms of use: a file named by the day from which they hold, like 2027-01-01.md. None: ours.
TERMS = text("SHAREWELL_TERMS", "")
# An invitation to be a member of an agency can be accepted for so many days.
INVITATION_DAYS = max(1, number("SHAREWELL_INVITATION_DAYS", 14))
# An account that nobody has signed in to for so many days is closed, until an administrator opens it again.
ACCOUNT_STALE_DAYS = number("SHAREWELL_ACCOUNT_STALE_DAYS", 180)
# Every so many months an administrator looks again at who may do what.
ACCESS_REVIEW_MONTHS = number("SHAREWELL_ACCESS_REVIEW_MONTHS", 6)
# How many proxies of ours stand in front; only so many steps of X-Forwarded-For are believed.
PROXIES_IN_FRONT = number("SHAREWELL_PROXIES", 0)

FORM_RENDERER = "sharewell.web.renderer.PageForms"

DATABASES = {"default": address("SHAREWELL_DATABASE", DATA)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
# Served as they stand in the tree: one step fewer to forget. An hour in a browser is enough, and a new version shows.
WHITENOISE_USE_FINDERS = True
STATIC_ROOT = DATA / "static"
WHITENOISE_MAX_AGE = 3600

SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = IS_SECURE
SESSION_COOKIE_NAME = "__Host-sharewell" if IS_SECURE else "sharewell"
CSRF_COOKIE_NAME = "__Host-sharewell-form" if IS_SECURE else "sharewell-form"
BROWSER_COOKIE_NAME = "__Host-sharewell-browser" if IS_SECURE else "sharewell-browser"
LINK_COOKIE_NAME = "__Host-sharewell-link" if IS_SECURE else "sharewell-link"
INVITATION_COOKIE_NAME = "__Host-sharewell-invitation" if IS_SECURE else "sharewell-invitation"
SESSION_ENGINE = "sharewell.accounts.session_store"
SESSION_COOKIE_AGE = LONGEST_HOURS * 3_600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SECURE_HSTS_SECONDS = 31_536_000 if IS_SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = IS_SECURE
# Not no-referrer: then browsers say "Origin: null" even to ourselves, and no form could prove where it came from.
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

DATA_UPLOAD_MAX_MEMORY_SIZE = 2_621_440
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}

# How e-mails go: files in the outbox, a mail server, or GOV.UK Notify.
POST = one_of("SHAREWELL_POST", "outbox", "smtp", "notify")
EMAIL_BACKEND = {
    "outbox": "django.core.mail.backends.filebased.EmailBackend",
    "smtp": "django.core.mail.backends.smtp.EmailBackend",
    "notify": "sharewell.notices.govuk_notify.Letters",
}[POST]
NOTIFY_KEY = secret_of_others("SHAREWELL_NOTIFY_KEY", DATA / "secrets" / "notify_key")
NOTIFY_NOTICE_TEMPLATE = text("SHAREWELL_NOTIFY_NOTICE_TEMPLATE", "")
NOTIFY_LETTER_TEMPLATE = text("SHAREWELL_NOTIFY_LETTER_TEMPLATE", "")
NOTIFY_ADDRESS = text("SHAREWELL_NOTIFY_ADDRESS", "https://api.notifications.service.gov.uk")
EMAIL_FILE_PATH = DATA / "outbox"
EMAIL_HOST = text("SHAREWELL_EMAIL_HOST", "localhost")
EMAIL_PORT = number("SHAREWELL_EMAIL_PORT", 25)
EMAIL_HOST_USER = text("SHAREWELL_EMAIL_USER", "")
EMAIL_HOST_PASSWORD = text("SHAREWELL_EMAIL_PASSWORD", "")
# A mail server that says nothing for so long holds the worker up no longer.
EMAIL_TIMEOUT = 20
EMAIL_USE_TLS = flag("SHAREWELL_EMAIL_TLS")
DEFAULT_FROM_EMAIL = text("SHAREWELL_EMAIL_FROM", "sharewell@example.org")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {
        "names_pages": {"()": "sharewell.web.logs.NamesPages"},
        "keeps_no_words": {"()": "sharewell.web.logs.KeepsNoWords"},
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "filters": ["names_pages", "keeps_no_words"]}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
