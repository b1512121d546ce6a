"""The addresses of the API, of its description, and of the page that tells it in plain words."""

from django.urls import URLPattern, path

from recourse.pages.api import views
from recourse.pages.api.answering import guarded
from recourse.pages.api.describing import api

app_name = "api"
_operations, *_ = api.urls
urlpatterns = [
    path("api/", views.about, name="about"),
    path("api/openapi.json", views.openapi, name="openapi"),
]
for _one in _operations:
    if isinstance(_one, URLPattern) and _one.name != "api-root":
        _route = f"api/{_one.pattern}".replace("<uuidstr:", "<uuid:")
        urlpatterns.append(path(_route, guarded(_one).callback, name=_one.name))
