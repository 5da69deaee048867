"""Post-release of an event: written, read by another person, published."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from accounts.access import requires
from accounts.roles import Permission
from events.actions import post_releases as actions
from events.forms.post_releases import PostReleaseForm, ReturnPostReleaseForm
from events.models import PostRelease, StateError
from events.views.programmes import managed_event

STEPS = {
    "hand-in": (actions.hand_in, "Пост-релиз передан на проверку."),
    "withdraw": (actions.withdraw, "Пост-релиз снят с публикации."),
}


@requires(Permission.EVENT_MANAGE)
def write(request: HttpRequest, pk: int) -> HttpResponse:
    """One post-release of an event: the page makes it or changes it."""
    event = managed_event(request, pk)
    release = PostRelease.objects.filter(event=event).first() or PostRelease(event=event)
    form = PostReleaseForm(request.POST or None, instance=release)
    if request.method == "POST" and form.is_valid():
        try:
            actions.write(form.save(commit=False), by=request.user)
            messages.success(request, "Черновик пост-релиза сохранён. Передайте его на проверку.")
        except StateError as error:
            messages.error(request, str(error))
        return redirect(event)
    return render(request, "events/post_releases/form.html", {"form": form, "event": event, "release": release})


@requires(Permission.EVENT_MANAGE)
def step(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    release = get_object_or_404(PostRelease, event=managed_event(request, pk))
    action, done = STEPS[name]
    if request.method == "POST":
        try:
            action(release)
            messages.success(request, done)
        except StateError as error:
            messages.error(request, str(error))
        return redirect(release.event)
    return render(request, "events/post_releases/step.html", {"release": release, "name": name})


@requires(Permission.POST_RELEASE_REVIEW)
def review(request: HttpRequest, pk: int) -> HttpResponse:
    """Read the text; publish it or return it with what to mend."""
    rows = PostRelease.objects.visible_to(request.user).select_related("event", "author")
    release = get_object_or_404(rows, pk=pk, state=PostRelease.State.ON_REVIEW)
    form = ReturnPostReleaseForm(request.POST if request.POST.get("verdict") == "return" else None)
    try:
        if request.method == "POST" and request.POST.get("verdict") == "publish":
            actions.publish(release, by=request.user)
            messages.success(request, "Пост-релиз опубликован.")
            return redirect(release.event)
        if request.method == "POST" and form.is_valid():
            actions.return_to_author(release, note=form.cleaned_data["note"], by=request.user)
            messages.success(request, "Пост-релиз возвращён автору с замечаниями.")
            return redirect(release.event)
    except StateError as error:
        messages.error(request, str(error))
        return redirect(release.event)
    context = {"form": form, "release": release, "is_own": release.author_id == request.user.pk}
    return render(request, "events/post_releases/review.html", context)
