"""python3 tests/internet/lab build/gloss [RUNS]: everything again and again, and a count of what went wrong."""

import logging
import pathlib
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent.parent))
from internet import lab  # noqa: E402

FAILS = ("dead", "invalid")  # verdicts that fail a check


def lethal(verdict):
    return any(v in FAILS for v in verdict.split("|"))


def main():
    if not 2 <= len(sys.argv) <= 3:
        sys.exit("usage: python3 tests/internet/lab build/gloss [RUNS]")
    logging.getLogger("asyncio").setLevel(logging.CRITICAL)  # clients that hang up are what the lab is about
    program, runs = pathlib.Path(sys.argv[1]).resolve(), int(sys.argv[2]) if len(sys.argv) > 2 else 1
    table = lab.everything()
    pending = {name for name, one in table.items() if one.pending}
    judged = false = missed = wrong = 0
    for turn in range(1, runs + 1):
        begun = time.monotonic()
        for name, (faults, verdicts) in lab.results(program).items():
            if name in pending:
                wrong += not faults
                if not faults:
                    print(f"  {name}: holds now, and is still marked as pending ({table[name].pending})")
                continue
            judged += len(verdicts)
            false += sum(lethal(got) and not lethal(wanted) for wanted, got in verdicts)
            missed += sum(not lethal(got) and set(wanted.split("|")) <= set(FAILS) for wanted, got in verdicts)
            wrong += bool(faults)
            for fault in faults:
                print(f"  {name}: {fault}")
        print(f"run {turn}: {len(table) - len(pending)} scenarios in {time.monotonic() - begun:.1f} s", flush=True)
    print(f"{len(table)} scenarios, {len(pending)} of them pending; {runs} runs, {judged} verdicts: "
          f"{false} false deaths, {missed} missed deaths, {wrong} scenarios not as the table has them")
    return 1 if false or missed or wrong else 0


if __name__ == "__main__":
    sys.exit(main())
