"""The console command `cas3-and-delius`."""

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeAlias

from domain.failures import Outage
from entrypoints.demo.demo import play_demo
from entrypoints.demo.demo_page import run_demo_page
from entrypoints.demo.stage.page import Address
from entrypoints.demo.whole_stack.run import run_local
from entrypoints.environment import read_settings
from entrypoints.operations.commands import run_check, run_create, run_migrate
from entrypoints.replay.replay import Replay
from entrypoints.sandbox.as_json import as_json
from entrypoints.sandbox.console import print_text, print_view
from entrypoints.sandbox.model import Picture
from entrypoints.sandbox.neighbours.ministack import LOCALHOST
from entrypoints.sandbox.text import show
from entrypoints.sandbox.words import is_recorded
from entrypoints.usage import Unsuccessful, UnusableInput
from entrypoints.worker.run import run_worker
from entrypoints.worker.settings import WorkerSettings

_Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"

_UNSUCCESSFUL = 1
_UNUSABLE = 2
_HIGHEST_PORT = 65_535


def main(argv: Sequence[str] | None = None) -> int:
    """Runs a sub-command; the exit status."""
    arguments = _parser().parse_args(argv)
    run: Callable[[argparse.Namespace], int] = arguments.run
    try:
        return run(arguments)
    except (UnusableInput, Unsuccessful) as problem:
        sys.stderr.write(f"cas3-and-delius: {problem}\n")
        return _UNUSABLE if isinstance(problem, UnusableInput) else _UNSUCCESSFUL


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="cas3-and-delius", description="Records CAS3 accommodation events in Delius."
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    worker = commands.add_parser("worker", help="record what comes through the queue, until SIGTERM")
    worker.set_defaults(run=lambda _: _worker())
    _add_plays(commands)
    _add_database_commands(commands)
    return parser


def _add_plays(commands: _Commands) -> None:
    run = commands.add_parser("run", help="a page to try the whole stack, on this machine")
    run.set_defaults(run=lambda arguments: run_local(once=arguments.once, address=_address(arguments)))
    demo = commands.add_parser("demo", help="the same page, with everything in memory")
    demo.set_defaults(run=_demo)
    for command in (run, demo):
        _add_page_arguments(command)
    replay = commands.add_parser(
        "replay", help="play a folder of messages and details in memory and show what Delius holds"
    )
    replay.set_defaults(run=_replay)
    _add_replay_arguments(replay)
    for command in (demo, replay):
        command.add_argument("--json", action="store_true", help="print JSON")


def _add_page_arguments(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--once", action="store_true", help="no page: play a made-up story, show what Delius holds, and end"
    )
    command.add_argument(
        "--host", type=host, default=LOCALHOST, help="serve the page there (default: %(default)s)"
    )
    command.add_argument("--port", type=port, help="serve the page at that port, 0 for a free one")


def _add_replay_arguments(replay: argparse.ArgumentParser) -> None:
    replay.add_argument("folder", type=Path, metavar="FOLDER", help="see docs/replay.md")
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


def _add_database_commands(commands: _Commands) -> None:
    migrate = commands.add_parser("migrate", help="create or update the service's own tables")
    migrate.set_defaults(run=lambda _: run_migrate())
    check = commands.add_parser("check", help="show whether the database has all that the service needs")
    check.set_defaults(run=lambda _: run_check())
    delius = commands.add_parser("delius", help="for development: a Delius to try things with")
    create = delius.add_subparsers(required=True, metavar="COMMAND").add_parser(
        "create", help="make a sample Delius in an empty SQLite or PostgreSQL database"
    )
    create.set_defaults(run=lambda _: run_create())


def _names(argument: str) -> Sequence[str]:
    return [name.strip() for name in argument.split(",")]


def host(argument: str) -> str:
    """A name or an address of this machine."""
    if not argument.strip():
        raise argparse.ArgumentTypeError("it is blank")
    return argument.strip()


def port(argument: str) -> int:
    """The number of a port; what is wrong is said to the user of the command."""
    number = int(argument)
    if not 0 <= number <= _HIGHEST_PORT:
        raise argparse.ArgumentTypeError(f"{number} is no port")
    return number


def _address(arguments: argparse.Namespace) -> Address:
    return Address(arguments.host, arguments.port)


def _worker() -> int:
    try:
        return run_worker(read_settings(WorkerSettings))
    except Outage as outage:
        raise Unsuccessful(f"cannot start: {outage.reason}") from None


def _replay(arguments: argparse.Namespace) -> int:
    picture = Replay.prepared(arguments.folder, arguments.order, arguments.leave_out).run()
    _print(picture, in_json=arguments.json)
    return 0 if all(is_recorded(event.outcome) for event in picture.events) else 1


def _demo(arguments: argparse.Namespace) -> int:
    if not arguments.once and not arguments.json:
        return run_demo_page(_address(arguments))
    _print(play_demo(), in_json=arguments.json)
    return 0


def _print(picture: Picture, *, in_json: bool) -> None:
    if in_json:
        print_text(as_json(picture))
    else:
        print_view(lambda console: show(picture, console))
