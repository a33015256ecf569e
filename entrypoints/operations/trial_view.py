"""The results of the trials as a table."""

from collections.abc import Sequence

from rich.console import Console

from entrypoints.operations.trial import Trial
from entrypoints.terminal import plain, table


def show_trials(trials: Sequence[Trial], console: Console) -> None:
    """Print a row for each, then the sum."""
    rows = table("What was tried", "Outcome", "ms", "Trips", "Rows read")
    for trial in trials:
        rows.add_row(
            plain(trial.name),
            plain(trial.outcome, "bold red" if trial.has_failed else "green"),
            f"{trial.seconds * 1000:.0f}",
            str(trial.work.statements),
            str(trial.work.rows),
        )
    console.print(rows)
    console.print()
    failed = [trial.name for trial in trials if trial.has_failed]
    console.print(plain(f"{len(failed)} failed: {', '.join(failed)}" if failed else "All of it works."))
    console.print(plain("Everything was rolled back; only numbers of sequences are used up."))
