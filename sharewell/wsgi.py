"""The web server's door: gunicorn serves `sharewell.wsgi:application`."""

import logging
import os

from django.core.wsgi import get_wsgi_application

from sharewell.web.logs import KeepsNoWords, KeepsTheKind

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sharewell.settings")
application = get_wsgi_application()
# However the server was started, its own log holds no address and no words either.
for each in (KeepsTheKind(), KeepsNoWords()):
    logging.getLogger("gunicorn.error").addFilter(each)
