"""The command line of `portal.py`: set up the environment, go over into its Python, call the command."""

import argparse
import os
import sys
import traceback
from pathlib import Path
from typing import NoReturn

from bootstrap.environment import interpreter
from bootstrap.failures import Failure, explain
from bootstrap.folder import REPOSITORY, Folder
from bootstrap.processes import stop_on_signals
from bootstrap.voice import aloud, aside, speak_utf8

# What follows these is not ours to understand, dashes included.
PASSING_ON = {
    "test": "все тесты; доводы передаются pytest",
    "manage": "команда Django с базой портала",
    "bench": "замеры; довод — имя одного замера",
}


def main(arguments: list[str]) -> int:
    """Every failure is one line on standard error and a code other than zero."""
    speak_utf8()
    stop_on_signals()
    options = _parse(arguments)
    folder = Folder.from_environment()
    try:
        folder.prepare()
        _enter_environment(folder, options.command, arguments)
        return _call(folder, options)
    except Failure as failure:
        aside(str(failure))
    except KeyboardInterrupt:
        return 130
    except OSError as error:
        aside(f"Не вышло: {explain(error)} ({error.filename or 'без файла'}). Исправьте это и повторите.")
    except Exception:
        log = folder.logs / "portal.log"
        log.write_text(traceback.format_exc(), encoding="utf-8")
        aside(f"Портал прервался из-за ошибки в нём самом; подробности для разработчиков в {log}")
    return 1


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        """One Russian line instead of argparse's two in English."""
        aside(f"Не понято: {' '.join(sys.argv[1:]) or 'нет команды'}. Как правильно, скажет: python3 portal.py --help")
        self.exit(2)


def _parse(arguments: list[str]) -> argparse.Namespace:
    parser = _Parser(
        prog="portal.py",
        description="Портал кластера: установка, запуск, проверки.",
        epilog="Папка данных — var, другую задаёт переменная PORTAL_DATA. Готовую базу задаёт DATABASE_URL.",
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="команда")
    run = commands.add_parser("run", help="установить всё нужное и запустить портал")
    run.add_argument("--port", type=_port, default=8000, help="порт портала (8000)")
    run.add_argument("--empty", action="store_true", help="без учебного региона и учебных учётных записей")
    commands.add_parser("check", help="проверки кода, шаблонов и настроек")
    for name, words in PASSING_ON.items():
        commands.add_parser(name, help=words)
    if arguments[:1] and arguments[0] in PASSING_ON:
        return argparse.Namespace(command=arguments[0], rest=arguments[1:])
    return parser.parse_args(arguments)


def _port(text: str) -> int:
    port = int(text)
    if not 1 <= port <= 65535:
        raise ValueError
    return port


def _enter_environment(folder: Folder, command: str, arguments: list[str]) -> None:
    """Replace this process by the environment's Python, once: signals and the process number stay the same."""
    purpose = {"test": "dev", "check": "dev", "bench": "bench"}.get(command, "run")
    python = interpreter(folder, purpose, say=aloud if command == "run" else aside)
    if Path(sys.prefix).resolve() != python.parent.parent.resolve():
        os.execv(python, [str(python), str(REPOSITORY / "portal.py"), *arguments])  # noqa: S606


def _call(folder: Folder, options: argparse.Namespace) -> int:
    # Imported late: these need packages of the environment, which this Python may not have had.
    if options.command == "run":
        from bootstrap.running import run

        return run(folder, port=options.port, demonstration=not options.empty)
    if options.command == "manage":
        from bootstrap.managing import manage

        return manage(folder, options.rest)
    if options.command == "test":
        from bootstrap.testing import test

        return test(folder, options.rest)
    if options.command == "check":
        from bootstrap.checking import check

        return check(folder)
    from bootstrap.benching import bench

    return bench(folder, options.rest)
