"""42 municipal sheets and the note, each in PDF and DOCX, by two real worker processes: documents a second, memory.

All documents are ordered as people order them, then a Celery worker with two processes is started; time runs from the
first job taken to the last one finished. The peer makes documents one after another as is usually written: each from
the tables of the campaign, with templates and fonts read anew. Files of both are compared before the figures count.
"""

import contextlib
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from accounts.models import User
from accounts.roles import Role
from monitoring.documents.building import FORMATS, SHEET, stamp_of
from monitoring.documents.gathering import gather
from monitoring.documents.record import Record
from monitoring.documents.sheets import municipal_sheet
from monitoring.models import Campaign, Snapshot, Submission
from reports.actions.orders import order
from reports.catalogue import KINDS
from reports.models import Job
from reports.writers import pdf, write

WANTED_SPEED, WANTED_MEMORY = 10, 300
PEER_SHEETS = 4
LONGEST = 600
WORKER = ["celery", "-A", "config", "worker", "--pool", "prefork", "--concurrency", "2", "--loglevel", "ERROR"]


def main() -> dict[str, dict[str, Any]]:
    campaign = Campaign.objects.select_related("region", "edition").get(year=2021, region__oktmo_prefix="25")
    jobs = _ordered(campaign)
    seconds, memory, processes = _worked(jobs)
    speed = len(jobs) / seconds
    peer = _peer(campaign)
    if memory > WANTED_MEMORY:
        raise SystemExit(f"память рабочего процесса {memory:.0f} МБ, обещано до {WANTED_MEMORY}")
    Job.objects.filter(pk__in=jobs).delete()
    return {
        f"секунд на документ, {len(jobs)} документов, рабочих процессов {processes}": {
            "ours": seconds / len(jobs),
            "unit": "с",
            "peers": {"по одному из таблиц, шрифты и шаблоны каждый раз": peer},
        },
        f"документов в секунду (обещано не меньше {WANTED_SPEED})": {"ours": speed},
        f"память рабочего процесса, наибольшая (обещано до {WANTED_MEMORY})": {"ours": memory, "unit": "МБ"},
    }


def _ordered(campaign: Campaign) -> list[int]:
    """One job a file; messages wait in the queue until the worker comes."""
    methodologist = User.objects.filter(role=Role.METHODOLOGIST).earliest("pk")
    Job.objects.filter(ordered_by=methodologist).delete()
    subjects = [("briefing", campaign)]
    subjects += [(SHEET, form) for form in Submission.objects.filter(campaign=campaign).select_related("campaign")]
    return [
        order(KINDS[kind], subject, by=methodologist, format=format, params={})[0].pk
        for kind, subject in subjects
        for format in FORMATS[kind]
    ]


def _worked(jobs: list[int]) -> tuple[float, float, int]:
    """Seconds from the first job taken to the last one finished, peak memory of a process in MB, processes."""
    worker = subprocess.Popen([sys.executable, "-m", *WORKER], start_new_session=True)
    memory: dict[int, float] = {}
    limit = time.monotonic() + LONGEST
    try:
        while Job.objects.filter(pk__in=jobs, status__in=Job.UNFINISHED).exists():
            if time.monotonic() > limit:
                raise SystemExit("документы не собрались за отведённое время")
            for pid in _children(worker.pid):
                memory[pid] = max(memory.get(pid, 0), _peak(pid))
            time.sleep(0.2)
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(worker.pid, signal.SIGTERM)
        worker.wait()
    rows = Job.objects.filter(pk__in=jobs)
    if rows.exclude(status=Job.Status.READY).exists():
        raise SystemExit(f"не собрались: {list(rows.exclude(status=Job.Status.READY).values_list('title', 'error'))}")
    started, finished = rows.order_by("started_at")[0].started_at, rows.order_by("-finished_at")[0].finished_at
    return (finished - started).total_seconds(), max(memory.values(), default=0), len(memory)  # type: ignore[operator]


def _children(pid: int) -> list[int]:
    with contextlib.suppress(OSError):
        return [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    return []


def _peak(pid: int) -> float:
    with contextlib.suppress(OSError):
        for line in Path(f"/proc/{pid}/status").read_text().splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) / 1024
    return 0


def _peer(campaign: Campaign) -> float:
    """Seconds a document when nothing is kept between documents; the files must be those of the portal."""
    snapshot = Snapshot.objects.latest_of(campaign)
    if snapshot is None:
        raise SystemExit("у кампании нет снимка")
    kept = {row.place: row for row in snapshot.documents.filter(kind=SHEET)}
    places = list(kept)[:PEER_SHEETS]
    stamp = stamp_of(snapshot.number, snapshot.digest, snapshot.made_at)
    seconds, made = 0.0, 0
    for key in places:
        for format in FORMATS[SHEET]:
            started = time.perf_counter()
            pdf._compiler.cache_clear()
            record = Record(gather(campaign))
            place = next(one for one in record.places if one.key == key)
            content = write(municipal_sheet(record, place, stamp), format)
            seconds, made = seconds + time.perf_counter() - started, made + 1
            if content != write(kept[key].blocks, format):
                raise SystemExit(f"{kept[key].title}: файлы различаются")
    return seconds / made
