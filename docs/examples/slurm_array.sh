#!/bin/bash
# A cohort as a SLURM job array: each task takes its part by itself, from the array's numbers.
#
#     landmarkai plan /archive -o cohort.csv
#     sbatch slurm_array.sh cohort.csv results
#
# Run the same line again for what was left: what is done is not done again. Afterwards:
#
#     landmarkai gather results
#
#SBATCH --job-name=landmarks
#SBATCH --array=1-40
#SBATCH --cpus-per-task=4
#SBATCH --mem=8G
#SBATCH --time=12:00:00
#SBATCH --requeue
#SBATCH --output=landmarks-%A_%a.log
# With GPUs: --gres=gpu:1 and, below, --device cuda.
set -eu

landmarkai detect "$1" -o "$2" --threads "${SLURM_CPUS_PER_TASK:-1}" "${@:3}"
