"""The only way a set-up step gives up: one line in plain words with the remedy."""

import errno


class Failure(Exception):
    """What went wrong and what to do about it, in one Russian line."""


def explain(error: OSError) -> str:
    """Russian words for the operating system errors people meet here."""
    known = {
        errno.EACCES: "нет прав",
        errno.EPERM: "нет прав",
        errno.EROFS: "файловая система только для чтения",
        errno.ENOSPC: "на диске нет места",
        errno.ENOTDIR: "на пути лежит файл, а не папка",
        errno.ENOENT: "такого пути нет",
    }
    return known.get(error.errno or 0, error.strerror or str(error))
