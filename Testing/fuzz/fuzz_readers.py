"""The long run, ``python Testing/fuzz/fuzz_readers.py --inputs 200000``: prints findings, exit 1 if any.

Each child process takes a share of the inputs of one reader, within 1 GB more than it starts with and
5 s an input. Where a child dies, the input it worked on is a finding and the next one goes on after it.
"""

from __future__ import annotations

import argparse
import random
import signal
import subprocess
import sys
import time
import traceback
import warnings
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parents[2]
for _part in ("LandmarkAI", "LandmarkAITraining", "Testing", "Testing/fuzz"):
    sys.path.insert(0, str(ROOT / _part))

from inputs import SUFFIXES, VALUES, damaged  # noqa: E402

SECONDS, MORE_BYTES = 5.0, 1 << 30
CHILD_SECONDS = 120.0  # to start and import; each input has its own limit besides


def read(kind: str, path: Path) -> str:
    """What became of an input: ``read``, ``refused``, or the traceback of a finding."""
    from LandmarkAILib.errors import LandmarkAIError

    try:
        _reader(kind, path)
    except LandmarkAIError as error:
        message = str(error)
        return "refused" if message and "\n" not in message else f"a refusal in no sentence: {message!r}"
    except Exception:  # noqa: BLE001 - that is what is looked for
        return traceback.format_exc()
    return "read"


def _reader(kind: str, path: Path) -> None:
    from LandmarkAILib.files.cases import find_cases, read_case
    from LandmarkAILib.files.images import count_frames, read_image
    from LandmarkAILib.files.markups import read_landmarks
    from LandmarkAILib.files.segmentations import read_segmentation

    if kind in ("markups", "fcsv"):
        read_landmarks(path)
    elif kind == "segmentation":
        read_segmentation(path)
    elif kind == "cases":
        from LandmarkAITrainingLib.data.cases_table import read_cases_table

        read_cases_table(path)
    elif kind == "model":
        from LandmarkAILib.models.bundle import Bundle

        Bundle.open(path.parent)
    elif kind == "zip":
        for case in find_cases([path]):
            read_case(case)
    else:
        read_image(path, frame=count_frames(path) - 1)


def place(kind: str, folder: Path) -> Path:
    """Where an input of a kind lies, with what belongs beside it."""
    if kind == "mhd":
        (folder / "a.raw").write_bytes(VALUES.tobytes())
    if kind == "model":
        from models import tiny_bundle

        return tiny_bundle(folder / "tiny").path / "model.json"
    return folder / f"a{SUFFIXES[kind]}"


def child(kind: str, seed: int, first: int, last: int) -> None:
    """Work on inputs one by one, and tell of each before and after."""
    import resource

    warnings.simplefilter("ignore")
    with TemporaryDirectory() as name:
        path = place(kind, Path(name))
        data = damaged(kind, random.Random(f"{seed} {kind} {first}"))
        path.write_bytes(data)
        read(kind, path)  # imports come first; they need memory of their own
        used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
        for number in range(first, last):
            print(f"begin {number}", flush=True)
            path.write_bytes(damaged(kind, random.Random(f"{seed} {kind} {number}")))
            signal.setitimer(signal.ITIMER_REAL, SECONDS)
            outcome = read(kind, path)
            signal.setitimer(signal.ITIMER_REAL, 0)
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
            if peak - used > MORE_BYTES:
                print(f"end memory of {(peak - used) >> 20} MB", flush=True)
                return
            print("end", outcome.encode("unicode_escape").decode(), flush=True)


def output_of(command: list[str], limit: float) -> tuple[str, str]:
    """What a child printed, and why it did not end well; a hang in native code no signal ends."""
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=limit)
    except subprocess.TimeoutExpired as error:
        printed = error.stdout or b""
        return printed.decode() if isinstance(printed, bytes) else printed, "child hung"
    died = f"child died with {done.returncode}: {done.stderr[-1500:]}" if done.returncode else ""
    return done.stdout, died


def share(kind: str, seed: int, count: int, keep: Path | None) -> tuple[Counter[str], list[str]]:
    """Run all inputs of a kind in children; returns outcomes and findings."""
    outcomes: Counter[str] = Counter()
    findings: list[str] = []
    number = 0
    while number < count:
        command = [sys.executable, __file__, "--child", kind, str(seed), str(number), str(count)]
        limit = CHILD_SECONDS + SECONDS * (count - number)
        text, reason = output_of(command, limit)
        lines = text.splitlines()
        for line in lines:
            if line.startswith("begin "):
                number = int(line.split()[1]) + 1
            elif line in ("end read", "end refused"):
                outcomes[line[4:]] += 1
            else:
                findings.append(f"{kind} {number - 1}: {line[4:].encode().decode('unicode_escape')}")
        if reason:
            findings.append(f"{kind} {number - 1}: {reason}")
        if not lines:
            number = count  # it cannot even start
    if keep is not None:
        for finding in findings:
            wanted = int(finding.split(":")[0].split()[1])
            keep.mkdir(parents=True, exist_ok=True)
            data = damaged(kind, random.Random(f"{seed} {kind} {wanted}"))
            (keep / f"{kind}-{wanted}{SUFFIXES[kind]}").write_bytes(data)
    return outcomes, findings


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--inputs", type=int, default=20_000, help="of all kinds together")
    parser.add_argument("--seed", type=int, default=2026)
    parser.add_argument("--only", choices=SUFFIXES)
    parser.add_argument("--keep", type=Path, help="folder for the inputs that were findings")
    parser.add_argument("--child", nargs=4, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.child:
        kind, *numbers = arguments.child
        child(kind, *map(int, numbers))
        return 0
    kinds = [arguments.only] if arguments.only else list(SUFFIXES)
    found = 0
    for kind in kinds:
        start = time.perf_counter()
        each = -(-arguments.inputs // len(kinds))
        outcomes, findings = share(kind, arguments.seed, each, arguments.keep)
        found += len(findings)
        seconds = time.perf_counter() - start
        print(f"{kind}: {dict(outcomes)} in {seconds:.0f} s, {len(findings)} findings", flush=True)
        for words, times in Counter(finding.split(": ", 1)[1][-900:] for finding in findings).items():
            print(f"  {times} times: {words}", flush=True)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
