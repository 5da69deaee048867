"""Import of a meeting's protocol: bytes of a file in, a draft for a person to check out. No Django here.

    draft = parse(data, "protocol.docx", known_people=["Мишанкина А.В."])
    draft.as_json()      # the plain record of design section 7, nothing else
    draft.as_review()    # everything the review page needs, JSON-serialisable
    parse(...) raises UnreadableProtocol: str(error) is a plain Russian sentence for the user.

Shape of ``as_review()``; FIELD is the unit the page marks and lets a person correct::

    FIELD = {"value": any, "words": str,            # value in the record; the exact words of the source
             "start": int, "end": int,              # offsets in source_text; -1, -1 when nothing was read
             "confidence": "sure"|"likely"|"guess", "score": 0.0 .. 1.0}

    {"filename": str, "format": "docx"|"pdf"|"txt"|"md", "encoding": str|None,
     "source_text": str,                            # the text as read; all offsets count in it
     "fields": {"title", "date", "time", "place", "protocol_number", "chair", "secretary": FIELD|None},
     "attendees": [FIELD + {"post": str, "group": "member"|"guest"|"online", "known_as": str|None}],
     "absent": [FIELD + {"post": str, "reason": str}],
     "agenda": [{"key": "a1", "number": str, "title": FIELD, "speakers": [FIELD],
                 "state": "considered"|"postponed", "heard": [{"start", "end", "text"}]}],
     "decisions": [{"key": "d1", "agenda_number": str|None, "number": str|None, "start": int, "end": int,
                    "kind": "assignment"|"recommendation"|"information"|"approval"|"election"|"control",
                    "text": FIELD, "header": FIELD|None,     # header: addressee line over sub-points
                    "responsible": [FIELD + {"role": "responsible"|"co_executor",
                                             "what": "person"|"organisation"|"group"}],
                    "controller": FIELD|None,
                    "deadline": DEADLINE|None, "deadlines": [DEADLINE], "flags": [str]}],
     "implied_decisions": [FIELD + {"agenda_number": str|None}],
     "votes": [FIELD + {"agenda_number", "decision_number", "for", "against", "abstained", "unanimous"}],
     "appendices": [FIELD + {"number": str, "title": str, "attached": bool}],
     "warnings": [{"code": str, "text": str, "start": int, "end": int, "decision": "d1"|None}],
     "spans": [{"start", "end", "kind", "key"}],    # sorted partition of all non-blank text, for marking the source
     "unparsed": [{"start", "end", "text"}],        # the part of it that no field explains
     "coverage": 0.0 .. 1.0}                        # share of non-blank characters explained by fields

    DEADLINE = FIELD + {"kind": "date"|"relative"|"recurring", "resolved": ISO day|None,
                        "rule": str, "flags": [str]}  # value: ISO day, None when relative or recurring

``key`` is stable within one draft. The method: blocks, cleaned text with a map back to the source, weighted labels of
lines, the best path through them, field grammars, checks.
"""

from events.importing.draft import Draft
from events.importing.errors import UnreadableProtocol
from events.importing.pipeline import parse

__all__ = ["Draft", "UnreadableProtocol", "parse"]
