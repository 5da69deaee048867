"""`portal.py bench`: the benchmarks of `bench/` on invented data."""

import sys

from bootstrap.embedded import EmbeddedPostgres
from bootstrap.folder import Folder
from bootstrap.managing import call
from bootstrap.preparation import prepare
from bootstrap.secret_keys import secret_keys
from bootstrap.services import surroundings
from bootstrap.voice import aside


def bench(folder: Folder, names: list[str]) -> int:
    """Measurements fill tables with invented rows: they get a database of their own, never that of `DATABASE_URL`."""
    keys = secret_keys(folder)
    own = Folder(folder.root / "bench")
    own.prepare()
    with EmbeddedPostgres(own.postgres, keys["POSTGRES_PASSWORD"]) as chosen:
        chosen.wait()
        environment = surroundings(own, keys, chosen.url)
        prepare(own, environment, demonstration=True, say=aside)
        return call([sys.executable, "-m", "bench", *names], environment)
