"""The chair and the secretary: named in the head, among those present, in the title or only in the signatures."""

from __future__ import annotations

import re

from events.importing.cleaning import low as lowered
from events.importing.cues import head_of
from events.importing.outline import Outline
from events.importing.people import find_people
from events.importing.values import Field, field_of

_BODIES = (
    "(?:координационного |экспертного |методического |общественного |попечительского )?совета|комиссии|рабочей "
    "группы|собрания|заседания|коллегии|штаба|правления|кластера|комитета"
    "|встречи|совещания|объединения|мо|ппк|пмпк|цмк|кдн|консилиума|палаты|президиума|педсовета"
)
_PRESIDED = re.compile(
    r"под председательством\s|(?<![а-я])(?:провел|вел)[аи]?\s(?:его|ее|заседание|встречу|совещание|собрание)\s"
)


class Officers:
    def __init__(self, outline: Outline, attendees: list[Field]) -> None:
        self.outline, self.attendees = outline, attendees
        self.lines = [(label, line, f) for label, line, f in outline.head]

    def chair(self) -> Field | None:
        return self._whole(
            self._officer("chair")
            or self._presided()
            or self._host()
            or self._by_post("председател")
            or self._by_post(
                "руководител", "(?:рабочей )?группы|штаба|кластера|объединения|мо|методического объединения"
            )
            or self._by_post("ведущ")
            or self._signed("председател")
            or self._signed("руководитель группы")
            or self._signatory()
        )

    def secretary(self) -> Field | None:
        return self._whole(
            self._officer("secretary")
            or self._by_post("секретар")
            or self._by_post("(?:ведет|вел|протоколирует) ?(?:протокол)?")
            or self._signed("секретар")
            or self._signed("протокол вел")
            or self._signed("протокол состав")
            or self._signed("записал")
        )

    def _officer(self, kind: str) -> Field | None:
        lines = [(line, f) for label, line, f in self.lines if label == kind]
        lines += [(line, f) for line, f in self.outline.present if f.head == kind]
        for line, f in lines:
            if re.match(r"заместител|зам\.", line.low):
                continue
            if f.people:
                person = f.people[-1] if kind == "chair" and len(f.people) == 1 else f.people[0]
                at = line.text.s.find(line.body.s)
                case = "ablt" if line.low.startswith("под председательством") else "nomn"
                return field_of(person.name(person.case or case), line.text[at + person.start : at + person.end], 0.95)
        return None

    def _presided(self) -> Field | None:
        """«под председательством Афониной С.М.» in the words of the title or the first lines."""
        texts = [line.text for _, line, _ in self.lines] + [line.text for line, _ in self.outline.present[:2]]
        for text in texts + [text for _, text in self.outline.heard[:4]]:
            match = _PRESIDED.search(lowered(text.s))
            people = find_people(text.s[match.end() :][:160]) if match else []
            if match and people and "." not in text.s[match.end() :][: people[0].start]:
                piece = text[match.end() :][people[0].start : people[0].end]
                case = "gent" if match[0].startswith("под") else "nomn"
                return field_of(people[0].name(people[0].case or case), piece, 0.88)
        return None

    def _host(self) -> Field | None:
        """«Протокол совещания у заместителя губернатора Рябинина Т.М.»"""
        parts = [line.text for label, line, _ in self.lines if label == "title"]
        text = parts[0] if parts else None
        for part in parts[1:]:
            text = text.joined(part) if text else part
        match = re.search(r"(?:совещани|встреч|планерк)\w*(?: [а-я]+){0,2} у\s", lowered(text.s)) if text else None
        people = find_people(text.s[match.end() :][:200]) if text and match else []
        if not (text and match and people):
            return None
        piece = text[match.end() :][people[0].start : people[0].end]
        return field_of(people[0].name(people[0].case or "gent"), piece, 0.85)

    def _signatory(self) -> Field | None:
        """No chair is named anywhere: the only one who signed, as a guess."""
        signed = [
            (line, person)
            for line, f in self.outline.signatures
            if f.head != "secretary" and not line.low.startswith("секретар")
            for person in f.people
        ]
        if len(signed) != 1:
            return None
        line, person = signed[0]
        at = line.text.s.find(line.body.s)
        return field_of(person.name(), line.text[at + person.start : at + person.end], 0.6)

    def _by_post(self, stem: str, bodies: str = _BODIES) -> Field | None:
        """«Иванов И.И. – министр, председатель комиссии» inside the list of those present."""
        must = "" if stem == "руководител" else "?"
        office = re.compile(rf"(?:^|[,;(–-]\s*|\s){stem}\w*(?:\s(?:{bodies})){must}\s*(?:$|[),;.–-])")
        for field in self.attendees:
            post = re.sub(r"заместител\w+\s+(?:председател\w+|руководител\w+)", "зам", lowered(field.more["post"]))
            if office.search(post):
                return Field(field.value, field.start, field.end, 0.9)
        return None

    def _signed(self, stem: str) -> Field | None:
        lines = [line for line, _ in self.outline.signatures]
        for index, line in enumerate(lines):
            if stem in line.low[:60] and not line.low.startswith(("заместител", "зам")):
                for near in lines[index : index + 3]:
                    people = find_people(near.text.s)
                    if people and (near is line or (head_of(near.low) or ("", 0))[0] not in {"secretary", "chair"}):
                        person = people[0]
                        return field_of(person.name(), near.text[person.start : person.end], 0.9)
        return None

    def _whole(self, field: Field | None) -> Field | None:
        """«Белов Т.» of the head is the «Белов Т.А.» of those present."""
        if field is not None and re.search(r"\s[А-ЯЁ]\.$", field.value):
            same = [other.value for other in self.attendees if other.value.startswith(field.value)]
            field.value = same[0] if len(same) == 1 else field.value
        return field
