"""The console command `cas3-and-delius`. Each command imports its own modules when it is chosen."""

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from typing import Final

from entrypoints.operations.command_line import (
    Commands,
    add_asyncapi,
    add_command,
    add_dead_letters,
    add_explain,
)
from entrypoints.usage import Unsuccessful, UnusableInput

_NAME: Final = "cas3-and-delius"
_UNSUCCESSFUL: Final = 1
_UNUSABLE: Final = 2
_HIGHEST_PORT: Final = 65_535
_EPILOG: Final = (
    "Settings are variables of the environment, CAS3_* and AWS_*: see docs/running.md. The status is 0 if it "
    "worked, 1 if it did not, 2 if a setting or an argument is missing or wrong; a line says why."
)


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command and return its exit status."""
    arguments = _parser().parse_args(argv)
    run: Callable[[argparse.Namespace], int] = arguments.run
    try:
        return run(arguments)
    except (UnusableInput, Unsuccessful) as problem:
        sys.stderr.write(f"{_NAME}: {problem}\n")
        return _UNUSABLE if isinstance(problem, UnusableInput) else _UNSUCCESSFUL


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog=_NAME, description="Record CAS3 accommodation events in Delius.", epilog=_EPILOG
    )
    parser.add_argument("--version", action="version", version=f"{_NAME} {version(_NAME)}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    worker = add_command(commands, "worker", "record what comes through the queue, until SIGTERM")
    worker.set_defaults(run=_worker)
    _add_demo_commands(commands)
    _add_replay(commands)
    _add_database_commands(commands)
    add_dead_letters(commands)
    add_explain(commands)
    add_asyncapi(commands)
    return parser


def _add_demo_commands(commands: Commands) -> None:
    run = add_command(commands, "run", "serve a page to try the whole stack on this machine")
    run.add_argument("--database", metavar="URL", help="make Delius in that empty database")
    run.set_defaults(run=_run)
    demo = add_command(commands, "demo", "serve the same page with everything in memory")
    demo.set_defaults(run=_demo)
    demo.add_argument("--json", action="store_true", help="print JSON")
    for command in (run, demo):
        command.add_argument(
            "--once",
            action="store_true",
            help="no page: play a made-up story, show what Delius holds, and end",
        )
        command.add_argument(
            "--host", type=host, default="127.0.0.1", help="serve the page there (default: %(default)s)"
        )
        command.add_argument(
            "--port",
            type=port,
            help="serve the page at that port, 0 for a free one (default: 8425, or a free one if taken)",
        )


def _add_replay(commands: Commands) -> None:
    replay = add_command(
        commands, "replay", "play a folder of messages and details in memory and show what Delius holds"
    )
    replay.set_defaults(run=_replay)
    replay.add_argument("folder", type=Path, metavar="FOLDER", help="see docs/replay.md")
    replay.add_argument("--json", action="store_true", help="print JSON")
    replay.add_argument(
        "--order",
        type=_names,
        action="extend",
        metavar="NAME,…",
        help="play these messages, in this order; any may come twice",
    )
    replay.add_argument(
        "--leave-out",
        type=_names,
        action="extend",
        default=[],
        metavar="CODE,…",
        help="CRNs, regions, teams and staff that Delius lacks; `managers`: nobody has a community manager",
    )


def _add_database_commands(commands: Commands) -> None:
    migrate = add_command(commands, "migrate", "create or update the service's own tables")
    migrate.set_defaults(run=_migrate)
    migrate.add_argument("--sql", action="store_true", help="only print the SQL, for a DBA to run")
    check = add_command(
        commands, "check", "show whether all that the worker needs is there, and change nothing"
    )
    check.set_defaults(run=_check)
    check.add_argument(
        "--try",
        dest="crn",
        metavar="CRN",
        help="also try every kind of event for that person, and roll all of it back",
    )
    delius = add_command(commands, "delius", "make a Delius to try things with, for development")
    works = delius.add_subparsers(required=True, metavar="COMMAND")
    create = add_command(works, "create", "make a sample Delius in an empty SQLite or PostgreSQL database")
    create.set_defaults(run=_create)


def _names(argument: str) -> Sequence[str]:
    return [name.strip() for name in argument.split(",")]


def host(argument: str) -> str:
    """Return the name or address of this machine that was given. ArgumentTypeError if it is blank."""
    if not argument.strip():
        raise argparse.ArgumentTypeError("it is blank")
    return argument.strip()


def port(argument: str) -> int:
    """Return the number of a port. ArgumentTypeError or ValueError if it is none."""
    number = int(argument)
    if not 0 <= number <= _HIGHEST_PORT:
        raise argparse.ArgumentTypeError(f"{number} is no port")
    return number


def _worker(_: argparse.Namespace) -> int:
    from entrypoints.worker.signals import block_stop_signals

    # A signal that comes while the other modules are still being imported has to end the worker in order too.
    block_stop_signals()

    from entrypoints.worker.run import run_worker_command

    return run_worker_command()


def _migrate(arguments: argparse.Namespace) -> int:
    from entrypoints.operations.commands import run_migrate

    return run_migrate(only_sql=arguments.sql)


def _check(arguments: argparse.Namespace) -> int:
    from entrypoints.operations.check import run_check

    return run_check(arguments.crn)


def _create(_: argparse.Namespace) -> int:
    from entrypoints.sandbox.commands import run_create

    return run_create()


def _run(arguments: argparse.Namespace) -> int:
    with _page_installed():
        from entrypoints.demo.stay import PageAddress
        from entrypoints.demo.whole_stack.run import run_whole_stack

    address = PageAddress(arguments.host, arguments.port)
    return run_whole_stack(once=arguments.once, address=address, database_url=arguments.database)


def _demo(arguments: argparse.Namespace) -> int:
    if arguments.once or arguments.json:
        from entrypoints.demo.demo import run_demo_once

        return run_demo_once(in_json=arguments.json)
    with _page_installed():
        from entrypoints.demo.in_memory import run_in_memory
        from entrypoints.demo.stay import PageAddress

    return run_in_memory(PageAddress(arguments.host, arguments.port))


@contextmanager
def _page_installed() -> Iterator[None]:
    """Raise UnusableInput if what the page needs, and production does without, is not installed."""
    try:
        yield
    except ModuleNotFoundError as missing:
        raise UnusableInput(f"the page needs {missing.name}: install the extra `page`") from None


def _replay(arguments: argparse.Namespace) -> int:
    from entrypoints.replay.replay import run_replay

    return run_replay(arguments.folder, arguments.order, arguments.leave_out, in_json=arguments.json)
