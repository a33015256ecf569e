"""Programs that run beside this one, and never outlive it."""

import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

_SECONDS_TO_END: float = 5.0


@contextmanager
def running(
    command: Sequence[str | Path], environment: Mapping[str, str], log: Path
) -> Iterator[subprocess.Popen[bytes]]:
    """Run the command, with its output at the end of the file `log`. A Ctrl-C at the terminal does not reach
    it; at the end it is asked to end, and killed if it does not.
    """
    with log.open("ab") as output:
        child = subprocess.Popen(
            [str(part) for part in command],
            env=dict(environment),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    with child:
        try:
            yield child
        finally:
            end(child, _SECONDS_TO_END)


def end(child: "subprocess.Popen[bytes]", seconds: float) -> None:
    """Ask it to end, and kill it if it has not after so many seconds. Do nothing if it has ended."""
    child.terminate()
    try:
        child.wait(seconds)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()
