"""The context of the history is told without catching an error in each row.

Outside a context the original function raises an error and catches it. Each caught error makes the database walk
through all postponed checks of the transaction, so that writing many rows at once took the square of their number.
"""

from django.db import migrations

ATTACH_CONTEXT = """
CREATE OR REPLACE FUNCTION _pgh_attach_context() RETURNS pghistory_context.id%TYPE AS $$
DECLARE
    told_id UUID := NULLIF(current_setting('pghistory.context_id', true), '')::uuid;
    told JSONB := NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb;
BEGIN
    IF told_id IS NULL OR told IS NULL THEN
        RETURN NULL;
    END IF;
    INSERT INTO pghistory_context (id, metadata, created_at, updated_at) VALUES (told_id, told, NOW(), NOW())
    ON CONFLICT (id) DO UPDATE SET metadata = EXCLUDED.metadata, updated_at = EXCLUDED.updated_at
    WHERE pghistory_context.metadata != EXCLUDED.metadata;
    RETURN told_id;
END;
$$ LANGUAGE plpgsql
"""


class Migration(migrations.Migration):
    dependencies = [
        ("events", "0006_saves_of_live_pages"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [migrations.RunSQL(ATTACH_CONTEXT, migrations.RunSQL.noop)]
