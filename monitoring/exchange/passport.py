"""Which form a file is, and a seal that shows when somebody has rewritten that."""

import hashlib
import hmac
import json
from collections.abc import Callable, Sequence
from dataclasses import asdict

from monitoring.exchange.facts import Fault, Passport, Question

Seal = Callable[[str], str]
FRESH = "Скачайте шаблон заново на странице загрузки и перенесите в него ответы."


def structure_of(questions: Sequence[Question]) -> str:
    """Checksum of what is asked: codes, kinds and words, in their order."""
    rows = [[row.code, row.kind, row.name] for row in questions]
    return hashlib.sha256(json.dumps(rows, ensure_ascii=False).encode()).hexdigest()


def sealed(passport: Passport, seal: Seal) -> str:
    return seal(json.dumps(asdict(passport), ensure_ascii=False, sort_keys=True))


def is_genuine(passport: Passport, signature: str, seal: Seal) -> bool:
    return hmac.compare_digest(sealed(passport, seal).encode(), signature.encode())


def differences(claims: Passport, expected: Passport) -> list[Fault]:
    """Where a file is another form than the one expected; a claim that is not made contradicts nothing."""
    faults = []
    if claims.framework and claims.framework != expected.framework:
        words = f"Файл другой системы показателей: «{claims.framework}», а нужна «{expected.framework}»."
        return [Fault(words, FRESH)]
    if claims.year and claims.year != expected.year:
        faults.append(Fault(f"Файл за {claims.year} год, а сбор идёт за {expected.year}.", FRESH))
    if claims.edition and claims.edition != expected.edition:
        words = f"Редакция показателей {claims.edition}, а сбор идёт по редакции {expected.edition}."
        faults.append(Fault(words, FRESH))
    elif claims.digest and claims.digest != expected.digest:
        faults.append(Fault("Определения показателей в файле не те, по которым идёт сбор.", FRESH))
    elif claims.structure and claims.structure != expected.structure:
        faults.append(Fault("Состав вопросов изменился с тех пор, как скачан этот шаблон.", FRESH))
    return faults
