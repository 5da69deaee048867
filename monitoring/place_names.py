"""Names of municipalities for pictures: the kind shortened, the name itself never cut."""

import re

KINDS = (("муниципальный район", "район"), ("муниципальный округ", "округ"), ("городской округ", "ГО"))


def short_name(name: str) -> str:
    """«Казачинско-Ленский район» for «Казачинско-Ленский муниципальный район»; a note in brackets is left out."""
    text = re.sub(r"\s*\([^)]*\)", "", name)
    for full, short in KINDS:
        text = text.replace(full, short)
    return text
