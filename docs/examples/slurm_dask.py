"""A cohort on a SLURM cluster through dask-jobqueue, which asks for workers and replaces lost ones.

    pip install 'landmarkai[cluster]' dask-jobqueue
    landmarkai plan /archive -o cohort.csv
    python slurm_dask.py cohort.csv results

LandmarkAI must be installed where the workers run. Other schedulers: PBSCluster, SGECluster, LSFCluster.
"""

import sys
from pathlib import Path

from dask.distributed import Client
from dask_jobqueue import SLURMCluster
from LandmarkAILib.commands.cohorts.on_dask import run_on_dask
from LandmarkAILib.inference.options import DetectionOptions

CORES = 4

if __name__ == "__main__":
    table, output = map(Path, sys.argv[1:3])
    output.mkdir(exist_ok=True)
    cluster = SLURMCluster(
        cores=1,  # one case at a time in each worker, whose network uses all cores of its job
        memory="8GB",
        walltime="12:00:00",
        job_cpu=CORES,
        job_script_prologue=[f"export OMP_NUM_THREADS={CORES}"],
    )
    cluster.adapt(maximum_jobs=40)
    with cluster, Client(cluster) as client:
        outcome = run_on_dask(
            client,
            table.resolve(),
            output.resolve(),
            DetectionOptions(threads=CORES),
            lambda block, over, total: print(f"{over} of {total}, {len(block.failed)} failed"),
        )
    for case, message in outcome.failed.items():
        print(f"failed: {case}: {message}")
