"""The operator's commands on the command line. What they run is imported when one is chosen."""

import argparse
from pathlib import Path
from typing import TypeAlias

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"


def add_command(commands: Commands, name: str, purpose: str) -> argparse.ArgumentParser:
    """Add a command whose purpose stands in the list of commands and in the command's own help."""
    return commands.add_parser(name, help=purpose, description=f"{purpose[:1].upper()}{purpose[1:]}.")


def add_dead_letters(commands: Commands) -> None:
    """Add `dead-letters` with its commands."""
    parser = add_command(commands, "dead-letters", "look at what was set aside, and put it right")
    works = parser.add_subparsers(required=True, metavar="COMMAND")
    listing = add_command(works, "list", "list all of them, grouped by reason")
    listing.add_argument("--full", action="store_true", help="more than twenty of each reason")
    listing.set_defaults(run=_list)
    show = add_command(works, "show", "show one message, body and attributes as they are")
    show.add_argument("id", metavar="ID")
    show.set_defaults(run=_show)
    _add_retry(works)
    _add_discard(works)
    for command in (listing, show):
        command.add_argument("--json", action="store_true", help="print JSON")


def add_explain(commands: Commands) -> None:
    """Add `explain` and `forget`."""
    explain = add_command(commands, "explain", "say why Delius holds what it holds of a person")
    explain.add_argument("asked", metavar="CRN|REFERENCE")
    explain.add_argument("--json", action="store_true", help="print JSON")
    explain.set_defaults(run=_explain)
    forget = add_command(commands, "forget", "delete what the service remembers of a person")
    forget.add_argument("crn", metavar="CRN")
    forget.add_argument(
        "ids",
        nargs="*",
        metavar="ID",
        help="bookings and applications of a person whom Delius has erased",
    )
    forget.add_argument("--yes", action="store_true", help="do not ask")
    forget.set_defaults(run=_forget)


def add_asyncapi(commands: Commands) -> None:
    """Add `asyncapi`."""
    asyncapi = add_command(commands, "asyncapi", "print the AsyncAPI document of what goes in and out")
    asyncapi.add_argument("--examples", type=Path, metavar="FOLDER", help="with the messages of that folder")
    asyncapi.set_defaults(run=_asyncapi)


def _add_retry(works: Commands) -> None:
    retry = add_command(works, "retry", "send messages back to the queue")
    which = retry.add_mutually_exclusive_group(required=True)
    # argparse takes a list of its own as "not given", as an exclusive group needs it.
    which.add_argument("ids", nargs="*", metavar="ID", default=[], help="these")
    which.add_argument("--reason", metavar="TEXT", help="those whose reason holds this text")
    which.add_argument("--all", action="store_true", help="all of them")
    retry.add_argument("--json", action="store_true", help="print JSON")
    retry.set_defaults(run=_retry)


def _add_discard(works: Commands) -> None:
    discard = add_command(works, "discard", "delete messages for good")
    discard.add_argument("ids", nargs="+", metavar="ID")
    discard.add_argument(
        "--why",
        required=True,
        metavar="TEXT",
        help="why nobody needs them; a line on standard error says it of each",
    )
    discard.add_argument("--yes", action="store_true", help="do not ask")
    discard.set_defaults(run=_discard)


def _list(arguments: argparse.Namespace) -> int:
    from entrypoints.operations.dead_letters import run_list

    return run_list(full=arguments.full, in_json=arguments.json)


def _show(arguments: argparse.Namespace) -> int:
    from entrypoints.operations.dead_letters import run_show

    return run_show(arguments.id, in_json=arguments.json)


def _retry(arguments: argparse.Namespace) -> int:
    from entrypoints.operations.dead_letters import Selection, run_retry

    return run_retry(Selection(arguments.ids, arguments.reason), in_json=arguments.json)


def _discard(arguments: argparse.Namespace) -> int:
    from entrypoints.operations.dead_letters import run_discard

    return run_discard(arguments.ids, arguments.why, sure=arguments.yes)


def _explain(arguments: argparse.Namespace) -> int:
    from entrypoints.operations.explain import run_explain

    return run_explain(arguments.asked, in_json=arguments.json)


def _forget(arguments: argparse.Namespace) -> int:
    from entrypoints.operations.forget import run_forget

    return run_forget(arguments.crn, arguments.ids, sure=arguments.yes)


def _asyncapi(arguments: argparse.Namespace) -> int:
    from entrypoints.operations.asyncapi import run_asyncapi

    return run_asyncapi(arguments.examples)
