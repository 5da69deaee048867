"""Guides of docs/ru shown as help on the portal: one source for both."""

from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from django.conf import settings
from markdown_it import MarkdownIt

from accounts.roles import Role

SLUGS = (
    "public",
    "coordinator",
    "executor",
    "employer",
    "college-specialist",
    "graduate",
    "methodologist",
    "municipal-operator",
    "administrator",
)


OF_ROLE = {
    Role.COORDINATOR: "coordinator",
    Role.METHODOLOGIST: "methodologist",
    Role.MUNICIPAL_OPERATOR: "municipal-operator",
    Role.EMPLOYER: "employer",
    Role.COLLEGE_SPECIALIST: "college-specialist",
    Role.GRADUATE: "graduate",
    Role.ADMINISTRATOR: "administrator",
}


@dataclass(frozen=True)
class Guide:
    slug: str
    title: str
    html: str
    parts: tuple[tuple[str, str], ...]


@cache
def guide(slug: str) -> Guide:
    """The guide `docs/ru/<slug>.md`; its first line is the heading, each part has an anchor.

    The texts are ours, so the HTML is safe.
    """
    text = (settings.BASE_DIR / "docs" / "ru" / f"{slug}.md").read_text(encoding="utf-8")
    heading, _, body = text.partition("\n")
    markdown = MarkdownIt("commonmark").enable("table")
    tokens = markdown.parse(body)
    parts: list[tuple[str, str]] = []
    for opening, words in pairwise(tokens):
        if opening.type == "heading_open" and opening.tag == "h2":
            parts.append((f"part-{len(parts) + 1}", words.content))
            opening.attrSet("id", parts[-1][0])
    html = markdown.renderer.render(tokens, markdown.options, {})
    return Guide(slug, heading.lstrip("# ").strip(), html, tuple(parts))


def all_guides() -> list[Guide]:
    return [guide(slug) for slug in SLUGS]
