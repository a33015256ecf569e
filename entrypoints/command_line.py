"""The console command `cas3-and-delius`."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from entrypoints.demo.demo import play_demo
from entrypoints.replay.replay import Replay
from entrypoints.usage import UnusableInput
from entrypoints.view.console import print_picture, print_text
from entrypoints.view.json import as_json
from entrypoints.view.model import Picture
from entrypoints.view.words import is_recorded

_UNUSABLE = 2


def main(argv: Sequence[str] | None = None) -> int:
    """Runs a sub-command; the exit status."""
    arguments = _parser().parse_args(argv)
    try:
        return _replay(arguments) if arguments.command == "replay" else _demo(arguments)
    except UnusableInput as problem:
        sys.stderr.write(f"cas3-and-delius: {problem}\n")
        return _UNUSABLE


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="cas3-and-delius", description="Records CAS3 accommodation events in Delius."
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    demo = commands.add_parser("demo", help="play a made-up story in memory and show what Delius holds")
    replay = commands.add_parser(
        "replay", help="play a folder of messages and details in memory and show what Delius holds"
    )
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
    for command in (demo, replay):
        command.add_argument("--json", action="store_true", help="print JSON")
    return parser


def _names(argument: str) -> Sequence[str]:
    return [name.strip() for name in argument.split(",")]


def _replay(arguments: argparse.Namespace) -> int:
    picture = Replay.prepared(arguments.folder, arguments.order, arguments.leave_out).run()
    _print(picture, in_json=arguments.json)
    return 0 if all(is_recorded(event.outcome) for event in picture.events) else 1


def _demo(arguments: argparse.Namespace) -> int:
    _print(play_demo(), in_json=arguments.json)
    return 0


def _print(picture: Picture, *, in_json: bool) -> None:
    if in_json:
        print_text(as_json(picture))
    else:
        print_picture(picture)
