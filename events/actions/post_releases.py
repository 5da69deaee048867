"""What is told about an event: written by one person, read by another, then published."""

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from accounts.mail import send_letter
from accounts.models import User
from events.models import PostRelease, StateError

State = PostRelease.State


@transaction.atomic
def write(release: PostRelease, *, by: User) -> PostRelease:
    """Save the text as a draft: what changed after the review has to be read again."""
    if release.state == State.PUBLISHED:
        raise StateError("Пост-релиз опубликован. Чтобы исправить, снимите его с публикации.")
    release.author = by
    release.state = State.DRAFT
    release.save()
    return release


def hand_in(release: PostRelease) -> PostRelease:
    return _step(release, (State.DRAFT, State.RETURNED), State.ON_REVIEW, "На проверку передают черновик.")


@transaction.atomic
def publish(release: PostRelease, *, by: User) -> PostRelease:
    """Raises StateError when the author reads the own text: four eyes are the point."""
    release = _read_by_another(release, by)
    release.state, release.reviewer, release.review_note = State.PUBLISHED, by, ""
    release.published_at = timezone.now()
    release.save()
    return release


@transaction.atomic
def return_to_author(release: PostRelease, *, note: str, by: User) -> PostRelease:
    release = _read_by_another(release, by)
    release.state, release.reviewer, release.review_note = State.RETURNED, by, note
    release.save()
    send_letter(
        to=release.author.email,
        subject=f"Пост-релиз возвращён: {release.event.title}"[:200],
        template="events/letters/post_release_returned.txt",
        context={"release": release, "link": settings.BASE_URL + release.event.get_absolute_url()},
        key=f"post-release-returned-{release.pk}-{timezone.now():%Y%m%d%H%M%S%f}",
    )
    return release


def withdraw(release: PostRelease) -> PostRelease:
    return _step(release, (State.PUBLISHED,), State.DRAFT, "Снять с публикации можно опубликованный пост-релиз.")


@transaction.atomic
def _step(release: PostRelease, allowed: tuple[str, ...], state: str, refusal: str) -> PostRelease:
    release = _locked(release)
    if release.state not in allowed:
        raise StateError(refusal)
    release.state = state
    release.save(update_fields=["state"])
    return release


def _read_by_another(release: PostRelease, by: User) -> PostRelease:
    release = _locked(release)
    if release.state != State.ON_REVIEW:
        raise StateError("Этот пост-релиз не на проверке.")
    if release.author_id == by.pk:
        raise StateError("Свой пост-релиз проверяет другой человек.")
    return release


def _locked(release: PostRelease) -> PostRelease:
    return PostRelease.objects.select_for_update(of=("self",)).select_related("event", "author").get(pk=release.pk)
