"""The findings of a check of the database as a table."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Final

from rich.console import Console
from rich.text import Text

from adapters.oracle.check.findings import Finding, FindingKind, State, missing
from entrypoints.terminal import plain, table

_STATES: Final[Mapping[State, Text]] = {
    State.THERE: Text("yes", "green"),
    State.MISSING: Text("MISSING", "bold red"),
    State.OPTIONAL: Text("no", "dim"),
    State.UNKNOWN: Text("not known", "yellow"),
}
_UNKNOWN: Final = "cannot be looked up because of what is missing above"

_Row = tuple[Text, Text, Text]


def show_findings(findings: Sequence[Finding], console: Console) -> None:
    """Print a row for each table, with all that is well about it, and for everything else; then the sum."""
    rows = table("What the service needs", "There?", "Remarks")
    for group in _groups(findings):
        for row in _rows(group):
            rows.add_row(*row)
    console.print(rows)
    console.print()
    console.print(_sum(missing(findings)))


def _groups(findings: Sequence[Finding]) -> Collection[Sequence[Finding]]:
    """Return tables and sequences with their parts as groups, and everything else by itself."""
    groups: dict[object, list[Finding]] = {}
    for finding in findings:
        groups.setdefault(finding.part_of or finding, []).append(finding)
    return groups.values()


def _rows(group: Sequence[Finding]) -> Iterator[_Row]:
    first, *parts = group
    well = [part for part in parts if part.state is State.THERE]
    yield _row(first, "; ".join([*_parts_in_words(well), *_explained(first)]))
    for part in parts:
        if part not in well:
            yield _row(part, "".join(_explained(part)), indent="  ")


def _row(finding: Finding, remark: str, indent: str = "") -> _Row:
    return plain(f"{indent}{named(finding)}"), _STATES[finding.state], plain(remark)


def _parts_in_words(parts: Sequence[Finding]) -> Iterator[str]:
    """Yield all that is well about a table."""
    privileges, columns, limits = (
        [part for part in parts if part.kind is kind]
        for kind in (FindingKind.PRIVILEGE, FindingKind.COLUMN, FindingKind.LIMITS)
    )
    if privileges:
        yield f"may {', '.join(part.name.partition(' ')[0] for part in privileges)}"
    if columns:
        yield f"has {', '.join(map(_column, columns))}"
    if limits:
        yield f"takes {', '.join(part.remark for part in limits)}"


def _column(finding: Finding) -> str:
    name = finding.name.rpartition(".")[2]
    return f"{name} ({finding.remark})" if finding.remark else name


def _explained(finding: Finding) -> Iterator[str]:
    if finding.remark:
        yield finding.remark
    elif finding.state is State.UNKNOWN:
        yield _UNKNOWN


def named(finding: Finding) -> str:
    """Return the words for the subject of a finding."""
    return f"{finding.kind.value} {finding.name}"


def _sum(gone: Sequence[Finding]) -> Text:
    if not gone:
        return Text("Nothing is missing.")
    return plain(f"{len(gone)} missing: {', '.join(map(named, gone))}")
