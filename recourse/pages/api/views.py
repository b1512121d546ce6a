"""The page that tells the API in plain words, and its description for programs."""

from django.http import HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from recourse.pages.api import describing
from recourse.pages.look.guards import WorkerRequest, for_workers
from recourse.pages.look.page import page


@require_safe
@for_workers()
def about(request: WorkerRequest) -> HttpResponse:
    """What can be asked, and what is answered."""
    return page(request, "api/about.html", operations=describing.operations().items())


@require_safe
@for_workers()
def openapi(request: WorkerRequest) -> HttpResponse:
    """The same for programs, as OpenAPI 3.1."""
    return JsonResponse(describing.description())
