"""`python -m tests.simulation --seed 1 --days 2`: one run or many; what was wrong; the trace if asked for."""

import argparse
import sys
from dataclasses import replace
from pathlib import Path
from time import perf_counter
from typing import Final

from tests.simulation.plan import Plan
from tests.simulation.shrink import shortest
from tests.simulation.simulation import simulate

STORY_LINES: Final = 200


def main() -> int:
    """Run the seeds that the arguments name; return 1 if anything was wrong."""
    parser = argparse.ArgumentParser(prog="simulate", description=__doc__)
    parser.add_argument("--seed", type=int, default=1, help="the first seed (default: %(default)s)")
    parser.add_argument("--runs", type=int, default=1, help="so many seeds, one after the other")
    parser.add_argument("--days", type=float, default=Plan().days, help="simulated days of each run")
    parser.add_argument("--people", type=int, default=Plan().people, help="people on probation in each run")
    parser.add_argument("--shift", type=int, default=0, help="the same story with other milliseconds")
    parser.add_argument("--trace", type=Path, help="write the trace of the last run there")
    parser.add_argument("--shrink", action="store_true", help="look for the shortest story that goes wrong")
    arguments = parser.parse_args()
    plan = replace(Plan(), days=arguments.days, people=arguments.people, shift=arguments.shift)
    was_wrong = False
    for seed in range(arguments.seed, arguments.seed + arguments.runs):
        began = perf_counter()
        outcome = simulate(seed, plan)
        took = perf_counter() - began
        sys.stdout.write(
            f"seed {seed}: {outcome.events} events, {len(outcome.faults)} faults, {took:.1f} s\n"
        )
        sys.stdout.writelines(f"  {fault}\n" for fault in outcome.faults[:20])
        if outcome.faults and arguments.shrink:
            outcome, left = shortest(outcome, plan)
            sys.stdout.write(f"  the shortest story found leaves out {sorted(left.left_out)}:\n")
            sys.stdout.writelines(f"  {fault}\n" for fault in outcome.faults)
            sys.stdout.writelines(f"    {line}\n" for line in outcome.trace[:STORY_LINES])
        was_wrong |= bool(outcome.faults)
        if arguments.trace:
            arguments.trace.write_text("\n".join(outcome.trace))
    return 1 if was_wrong else 0


if __name__ == "__main__":
    sys.exit(main())
