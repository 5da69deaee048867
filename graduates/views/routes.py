from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from accounts.access import SignedInRequest, requires
from accounts.roles import Permission
from graduates.forms.routes import RouteStepForm, StepDoneForm
from graduates.models import Disclosure, Graduate, Route, RouteStep
from graduates.protected import read_needs
from graduates.selection import condition_names, dressed, matches_for

SHOWN_ON_ROUTE = 3


@requires(Permission.GRADUATE_SELF)
def my_route(request: SignedInRequest) -> HttpResponse:
    """The graduate's own page: one next step, whom to call, then work that fits."""
    today = timezone.localdate()
    rows = Graduate.objects.select_related("occupation", "municipality", "college", "case_worker", "route__stage")
    graduate = rows.filter(user=request.user).first()
    if graduate is None:
        return render(request, "graduates/routes/no_card.html")
    steps = list(RouteStep.objects.filter(route__graduate=graduate))
    open_steps = [step for step in steps if step.done_on is None]
    needs = read_needs(request, graduate, "подбор вакансий")
    found = matches_for(graduate, needs, today)
    shown = Disclosure.objects.in_force(today).filter(graduate=graduate).values_list("vacancy", flat=True)
    context = {
        "graduate": graduate,
        "today": today,
        "next_step": open_steps[0] if open_steps else None,
        "later_steps": open_steps[1:],
        "done_steps": [step for step in steps if step.done_on is not None],
        "total": len(found),
        "fitting": dressed(found[:SHOWN_ON_ROUTE], condition_names()),
        "shown_vacancies": set(shown),
    }
    return render(request, "graduates/routes/my_route.html", context)


@requires(Permission.GRADUATE_MANAGE)
def add_step(request: SignedInRequest, pk: int) -> HttpResponse:
    graduate = get_object_or_404(Graduate.objects.visible_to(request.user).select_related("college"), pk=pk)
    route = Route.objects.filter(graduate=graduate).select_related("graduate__college").first()
    route = route or Route(graduate=graduate, started_on=timezone.localdate())
    college = graduate.college
    initial = {"contact_name": request.user.full_name, "contact_phone": college.phone}
    form = RouteStepForm(request.POST or None, route=route, initial=initial)
    if request.method == "POST" and form.is_valid():
        if route.pk is None:
            route.save()
        form.instance.route = route
        form.save()
        messages.success(request, "Шаг добавлен. Выпускник видит его на своей странице.")
        return redirect(graduate)
    return render(request, "graduates/routes/step_form.html", {"form": form, "graduate": graduate})


@requires(Permission.GRADUATE_MANAGE)
def edit_step(request: SignedInRequest, pk: int) -> HttpResponse:
    step = _own_open_step(request, pk)
    form = RouteStepForm(request.POST or None, instance=step, route=step.route)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, "Шаг изменён.")
        return redirect(step.route.graduate)
    context = {"form": form, "graduate": step.route.graduate, "step": step}
    return render(request, "graduates/routes/step_form.html", context)


@requires(Permission.GRADUATE_MANAGE)
def complete_step(request: SignedInRequest, pk: int) -> HttpResponse:
    step = _own_open_step(request, pk)
    form = StepDoneForm(request.POST or None, initial={"done_on": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        step.complete(form.cleaned_data["done_on"], form.cleaned_data["result"])
        messages.success(request, "Шаг отмечен как сделанный. Запишите следующий.")
        return redirect(step.route.graduate)
    return render(request, "graduates/routes/step_done.html", {"form": form, "step": step})


def _own_open_step(request: SignedInRequest, pk: int) -> RouteStep:
    rows = RouteStep.objects.visible_to(request.user).open().select_related("route__graduate__college")
    return get_object_or_404(rows, pk=pk)
