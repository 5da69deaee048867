"""The Django commands of set-up in one Django start: `python -m bootstrap.steps migrate demonstration`.

The only module here that imports Django, and only in a process of its own.
"""

import sys

MARK = "== step: "
OPTIONS = {"migrate": ["--noinput"], "collectstatic": ["--noinput", "--clear"]}


def main(steps: list[str]) -> None:
    import django
    from django.core.management import call_command

    django.setup()
    for step in steps:
        print(MARK + step, flush=True)
        call_command(step, *OPTIONS.get(step, []))


if __name__ == "__main__":
    main(sys.argv[1:])
