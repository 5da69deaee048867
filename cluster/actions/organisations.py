from django.db import transaction

from cluster.models import Organisation, OrganisationAlias


@transaction.atomic
def save_with_aliases(organisation: Organisation, aliases: list[str]) -> Organisation:
    """Save an organisation together with the spellings under which documents mention it."""
    organisation.save()
    organisation.aliases.exclude(name__in=aliases).delete()
    known = set(organisation.aliases.values_list("name", flat=True))
    OrganisationAlias.objects.bulk_create(
        OrganisationAlias(organisation=organisation, name=name) for name in aliases if name not in known
    )
    return organisation
