from django.db import transaction

from cluster.models import Membership, Person, PersonAlias
from cluster.names import plain_name


def remember_spelling(person: Person, words: str) -> PersonAlias | None:
    """Keep a spelling under which a document means this person: next time nobody is asked.

    The own forms of the name need no remembering. A record that was joined to another one passes the spelling on.
    """
    living = person.merged_into or person
    spelling = " ".join(words.split()).strip(" ,;")[:200]
    known = {plain_name(name) for name in (living.full_name, living.short_name, living.signature_name)}
    known |= {plain_name(alias.name) for alias in living.aliases.all()}
    if not spelling or plain_name(spelling) in known:
        return None
    return PersonAlias.objects.create(person=living, name=spelling)


@transaction.atomic
def add_person(person: Person, first_post: Membership) -> Person:
    """A new person together with where this person serves: without a post nobody would know whom the record means."""
    person.save()
    first_post.person = person
    first_post.save()
    return person


@transaction.atomic
def save_with_spellings(person: Person, spellings: list[str]) -> Person:
    person.save()
    person.aliases.exclude(name__in=spellings).delete()
    known = set(person.aliases.values_list("name", flat=True))
    PersonAlias.objects.bulk_create(PersonAlias(person=person, name=one) for one in spellings if one not in known)
    return person
