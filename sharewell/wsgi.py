"""The web server's door: gunicorn serves `sharewell.wsgi:application`."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sharewell.settings")
application = get_wsgi_application()
