"""Database triggers: history is written down and what was signed stays, whichever code comes by."""

from collections.abc import Sequence
from typing import Any

import pghistory
import pgtrigger

SIGNED = "Протокол подписан: изменить его нельзя, исправление оформляется новой редакцией."
FUNCTION = """
IF EXISTS (SELECT 1 FROM events_protocol WHERE meeting_id = {meeting} AND state = 'signed')
   AND NOT EXISTS (SELECT 1 FROM events_protocol WHERE meeting_id = {meeting} AND state = 'draft') THEN
    RAISE EXCEPTION '{message}';
END IF;
IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
RETURN NEW;
"""
ANY = pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete


def frozen_by_signature(name: str, *, meeting: str = "COALESCE(NEW.meeting_id, OLD.meeting_id)") -> pgtrigger.Trigger:
    """Refuse to add, change or remove a row of a meeting whose latest protocol is signed."""
    return _trigger(name, meeting, operation=ANY)


def content_frozen_by_signature(name: str, *fields: str, meeting: str = "OLD.meeting_id") -> pgtrigger.Trigger:
    """Refuse to change the named fields of a meeting whose latest protocol is signed."""
    return _trigger(name, meeting, operation=pgtrigger.Update, condition=pgtrigger.AnyChange(*fields))


def _trigger(name: str, meeting: str, **options: Any) -> pgtrigger.Trigger:
    function = FUNCTION.replace("{meeting}", meeting).replace("{message}", SIGNED)
    return pgtrigger.Trigger(name=name, when=pgtrigger.Before, func=pgtrigger.Func(function), **options)


CIRCLE = "Поручение не может входить в само себя: выберите другое поручение."
UPWARDS = """
IF NEW.parent_id IS NOT NULL AND EXISTS (
    WITH RECURSIVE above(id) AS (
        SELECT NEW.parent_id
        UNION
        SELECT {table}.parent_id FROM {table} JOIN above ON {table}.id = above.id WHERE {table}.parent_id IS NOT NULL
    )
    SELECT 1 FROM above WHERE id = NEW.id
) THEN
    RAISE EXCEPTION '{message}';
END IF;
RETURN NEW;
"""


def no_circle(name: str, *, table: str) -> pgtrigger.Trigger:
    """Refuse a row that would stand above itself through `parent`."""
    function = UPWARDS.replace("{table}", table).replace("{message}", CIRCLE)
    operation = pgtrigger.Insert | pgtrigger.UpdateOf("parent_id")
    return pgtrigger.Trigger(name=name, when=pgtrigger.Before, operation=operation, func=pgtrigger.Func(function))


def kept_in_history(name: str, *, exclude: Sequence[str] = ()) -> Any:
    """Every change is written down by a trigger, whichever code makes it."""
    return pghistory.track(
        pghistory.InsertEvent(),
        pghistory.UpdateEvent(),
        pghistory.DeleteEvent(),
        model_name=name,
        obj_field=pghistory.ObjForeignKey(related_name="history"),
        append_only=True,
        exclude=list(exclude),
    )
