"""Ctrl-C at the very beginning of the command."""

import subprocess
import sys

import pytest

_CODE = """
import sys

class Interrupt:
    def find_spec(self, name, *_):
        if name == {module!r}:
            raise KeyboardInterrupt

sys.meta_path.insert(0, Interrupt())
from entrypoints.console import main
sys.exit(main())
"""


@pytest.mark.parametrize("module", ["argparse", "entrypoints.usage", "entrypoints.demo.demo"])
def test_while_it_is_loaded_it_ends_without_a_word(module: str) -> None:
    code = _CODE.format(module=module)
    ended = subprocess.run(
        [sys.executable, "-c", code, "demo", "--once"],
        capture_output=True,
        text=True,
        timeout=180,
        check=False,
    )

    assert (ended.returncode, ended.stdout, ended.stderr) == (130, "", "")
