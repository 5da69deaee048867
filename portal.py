"""Sets the portal up and runs it; needs nothing but Python. See `python3 portal.py --help`.

The syntax of this file stays old on purpose: an old Python must get far enough to say that it is too old.
"""

import os
import sys

OLDEST = (3, 11)


def main():
    if sys.version_info < OLDEST:
        sys.stderr.write(
            "Нужен Python %d.%d или новее, а этот — %d.%d: установите новый и запустите им же, "
            "например «python3.11 portal.py run».\n" % (OLDEST + tuple(sys.version_info[:2]))
        )
        return 1
    sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
    from bootstrap.commands import main as run_command

    return run_command(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
