"""The array example on a real SLURM: its daemons on this machine, one host configured as several nodes.

    apt-get install slurm-wlm munge
    python Testing/cluster/slurm_array.py [--studies 60] [--tasks 6] [--nodes 3]

munged, slurmctld and a slurmd for each node run from a temporary folder and end with the script. The
array of docs/examples/slurm_array.sh is submitted; one of its tasks is cancelled in the middle and the
array is submitted once more; then every study must be in the records once, with the right status. Exit
status 77 (skipped), with the reason, where SLURM is not installed or its daemons do not start.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from LandmarkAILib.files.case_records import last_of_each, read_all_records
from LandmarkAILib.files.cohort_table import read_cohort
from small_cohort import DAMAGED_EVERY, is_damaged, make_model, make_studies

_EXAMPLE = Path(__file__).resolve().parents[2] / "docs" / "examples" / "slurm_array.sh"
_NEEDED = ("munged", "slurmctld", "slurmd", "sbatch", "sinfo", "squeue", "scancel")
_SKIPPED = 77
_LIMIT = 1800.0  # s
_ADMIN = "/usr/sbin"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--studies", type=int, default=60)
    parser.add_argument("--tasks", type=int, default=6)
    parser.add_argument("--nodes", type=int, default=3)
    arguments = parser.parse_args()
    skip_without_slurm()
    with tempfile.TemporaryDirectory(prefix="slurm-") as folder:
        root = Path(folder)
        root.chmod(0o755)
        model = make_model(root)
        make_studies(root / "in", arguments.studies)
        command = [sys.executable, "-m", "LandmarkAILib", "plan", str(root / "in")]
        subprocess.run([*command, "-o", str(root / "cohort.csv")], check=True, timeout=600)
        with slurm(root, arguments.nodes, 1) as environment:
            found = _run(root, model, arguments.tasks, environment)
        print(json.dumps({**found, **checks(root, arguments.studies)}, indent=2))


def skip_without_slurm() -> None:
    """End the script where there is no SLURM to start."""
    os.environ["PATH"] += os.pathsep + _ADMIN
    missing = [name for name in _NEEDED if shutil.which(name) is None]
    if missing:
        skip(f"{', '.join(missing)} not installed (Debian: apt-get install slurm-wlm munge)")
    if os.geteuid() != 0:
        skip("the daemons of SLURM are started by root")


def _run(root: Path, model: Path, tasks: int, environment: dict[str, str]) -> dict[str, object]:
    """Submit the array, cancel a task of it, submit it again."""
    binaries = root / "bin"
    binaries.mkdir()
    script = f'#!/bin/sh\nexec {sys.executable} -m LandmarkAILib "$@"\n'
    (binaries / "landmarkai").write_text(script)
    (binaries / "landmarkai").chmod(0o755)
    environment = {**environment, "PATH": f"{binaries}{os.pathsep}{environment['PATH']}"}
    submit = ["sbatch", "--parsable", f"--array=1-{tasks}", "--cpus-per-task=1", "--mem=0"]
    submit += [f"--chdir={root}", str(_EXAMPLE), "cohort.csv", "out", "--model", str(model)]

    def run(*command: str) -> str:
        ended = subprocess.run(
            command, env=environment, capture_output=True, text=True, timeout=60, check=False
        )
        if ended.returncode:
            raise SystemExit(f"{' '.join(command)}: {ended.stderr}")
        return ended.stdout.strip()

    first = run(*submit)
    nodes: set[str] = set()
    deadline = time.monotonic() + _LIMIT
    cancelled = False
    for number in (first, None):
        job = number or run(*submit)
        while waiting := run("squeue", "-h", "-r", "-j", job, "-o", "%T %N"):
            if time.monotonic() > deadline:
                raise SystemExit(f"it took too long:\n{waiting}")
            nodes |= {line.split()[1] for line in waiting.splitlines() if line.startswith("RUNNING")}
            begun = (root / "out" / "parts" / f"part-0002-of-{tasks:04d}.jsonl").exists()
            if begun and not cancelled:
                run("scancel", f"{job}_2")
                cancelled = True
            time.sleep(0.5)
    logs = sorted(root.glob("landmarks-*.log"))
    said = [log.read_text().splitlines()[-1] for log in logs if log.read_text()]
    return {"tasks": tasks, "nodes": sorted(nodes), "task 2 was cancelled": cancelled, "said": said}


def checks(root: Path, studies: int) -> dict[str, object]:
    """See that the records have each study once, with the right status."""
    last = last_of_each(read_all_records(root / "out"))
    right = {
        case.id: "failed" if is_damaged(n, DAMAGED_EVERY) else "done"
        for n, case in enumerate(read_cohort(root / "cohort.csv"))
    }
    wrong = {case: record.status for (case, _), record in last.items() if record.status != right[case]}
    if len(last) != studies or wrong:
        raise SystemExit(f"{len(last)} of {studies} studies are in the records; wrong: {wrong}")
    return {"cases": len(last), "status": Counter(record.status for record in last.values())}


@contextmanager
def slurm(root: Path, nodes: int, cores: int) -> Iterator[dict[str, str]]:
    """The daemons, and the environment in which their commands find them.

    Args:
        root: an empty folder.
        nodes: of the cluster; all are this machine.
        cores: that each claims to have.
    """
    folder = root / "slurm"
    for name in ("state", *(f"spool/node{n + 1}" for n in range(nodes))):
        (folder / name).mkdir(parents=True)
    key = folder / "munge.key"
    key.write_bytes(os.urandom(1024))
    key.chmod(0o400)
    munge = folder / "munge.socket"
    (folder / "slurm.conf").write_text(_configuration(folder, munge, nodes, cores))
    environment = {**os.environ, "SLURM_CONF": str(folder / "slurm.conf")}
    with ExitStack() as stack:
        keyed = ["--force", f"--key-file={key}", f"--socket={munge}", f"--seed-file={folder / 'seed'}"]
        keyed += [f"--log-file={folder / 'munged.log'}", f"--pid-file={folder / 'munged.pid'}"]
        daemons = [["munged", "--foreground", *keyed], ["slurmctld", "-D"]]
        daemons += [["slurmd", "-D", "-N", f"node{n + 1}"] for n in range(nodes)]
        for number, command in enumerate(daemons):
            log = stack.enter_context((folder / f"{number}-{command[0]}.log").open("wb"))
            process = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
            stack.callback(_end, process)
            time.sleep(1.0)
        _wait_for_nodes(folder, nodes, environment)
        yield environment


def _wait_for_nodes(folder: Path, nodes: int, environment: dict[str, str]) -> None:
    for _ in range(60):
        asked = subprocess.run(
            ["sinfo", "-h", "-N", "-o", "%N %T"],
            env=environment,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        if asked.stdout.count("idle") == nodes:
            return
        time.sleep(1.0)
    logs = "\n".join(path.read_text(errors="replace")[-600:] for path in sorted(folder.glob("*.log")))
    skip(f"SLURM does not start here: {asked.stdout}{asked.stderr}\n{logs}")


def _configuration(folder: Path, munge: Path, nodes: int, cores: int) -> str:
    host, first = socket.gethostname(), 27_000
    lines = [
        "ClusterName=landmarks",
        f"SlurmctldHost={host}",
        f"SlurmctldPort={first}",
        "SlurmUser=root",
        "SlurmdUser=root",
        "AuthType=auth/munge",
        "CredType=cred/munge",
        f"AuthInfo=socket={munge}",
        "ProctrackType=proctrack/pgid",
        "TaskPlugin=task/none",
        "JobAcctGatherType=jobacct_gather/none",
        "SelectType=select/cons_tres",
        "SelectTypeParameters=CR_CPU",
        "MpiDefault=none",
        "ReturnToService=2",
        "SlurmdParameters=config_overrides",
        f"StateSaveLocation={folder / 'state'}",
        f"SlurmdSpoolDir={folder / 'spool'}/%n",
        f"SlurmctldPidFile={folder / 'slurmctld.pid'}",
        f"SlurmdPidFile={folder}/slurmd-%n.pid",
    ]
    lines += [
        f"NodeName=node{n + 1} NodeHostname={host} NodeAddr=127.0.0.1 Port={first + 1 + n} "
        f"CPUs={cores} RealMemory=16000"
        for n in range(nodes)
    ]
    lines.append(f"PartitionName=all Nodes=node[1-{nodes}] Default=YES State=UP MaxTime=INFINITE")
    return "\n".join(lines) + "\n"


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(timeout=20)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait(timeout=20)


def skip(reason: str) -> None:
    """End the script, with the reason."""
    print(f"skipped: {reason}", file=sys.stderr)
    raise SystemExit(_SKIPPED)


if __name__ == "__main__":
    main()
