"""The site with a few pages more: a form for whoever is signed in, and a button that is no page."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.urls import include, path
from django.views.decorators.http import require_POST

from sharewell.web.fields import LongText, ShortText
from sharewell.web.forms import Form, typed

sent: list[dict[str, str]] = []


class Worry(Form):
    heading = ShortText("Heading")
    text = LongText("What happened?")


def write(request: HttpRequest) -> HttpResponse:
    form = Worry(typed(request))
    if request.method == "POST" and form.is_valid():
        sent.append(form.cleaned_data)
        return HttpResponse("sent")
    return HttpResponse(str(form) + "".join(str(message) for message in request._messages))


@require_POST
def press(request: HttpRequest) -> HttpResponse:
    sent.append(dict(request.POST))
    return HttpResponse("pressed")


@login_not_required
def start(request: HttpRequest) -> HttpResponse:
    return HttpResponse("start")


urlpatterns = [
    path("", start),
    path("write/", write),
    path("press/", press),
    path("", include("sharewell.urls")),
]
