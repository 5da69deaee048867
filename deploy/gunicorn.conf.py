"""Web processes, the same under `portal.py run` and in the container."""

import gc
import os
from pathlib import Path

bind = os.environ.get("WEB_BIND", "127.0.0.1:8000")
workers = int(os.environ.get("WEB_WORKERS", "2"))
threads = int(os.environ.get("WEB_THREADS", "4"))
timeout = 60
graceful_timeout = 8
accesslog = "-"
control_socket_disable = True
# Heartbeats of the workers: on a slow disk a busy worker would look dead.
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108
# The application is loaded once and then forked, pages included: half the time of a start and less memory.
preload_app = True
# Everything made while loading stays for ever: looking for garbage in it costs a tenth of the start, and later looks
# would copy memory that the workers share.
gc.disable()


def when_ready(server: object) -> None:
    """Addresses are read here, before the fork; otherwise each worker would do it at its first request."""
    from django.urls import URLResolver, get_resolver

    def read(resolver: URLResolver) -> None:
        for pattern in resolver.url_patterns:
            if isinstance(pattern, URLResolver):
                read(pattern)

    read(get_resolver())
    gc.freeze()
    gc.enable()
