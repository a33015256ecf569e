"""The beginning of the console command: what it needs is loaded only once Ctrl-C is minded."""

INTERRUPTED = 128 + 2
"""The exit status after a Ctrl-C that came before there was anything to end in order."""


def main() -> int:
    """Run the command, and return its exit status."""
    try:
        from entrypoints.command_line import main as run

        return run()
    except KeyboardInterrupt:
        return INTERRUPTED
