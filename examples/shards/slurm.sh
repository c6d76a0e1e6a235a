#!/usr/bin/env bash
#SBATCH --cpus-per-task=2
#SBATCH --mem=2G
#SBATCH --time=02:00:00
#SBATCH --output=/dev/null
# Cleans a drop in shards with Slurm: an array job for the shards, then the merge.
#
#   slurm.sh submit DROP SHARDS WORK OUT.zip [OPTIONS of `safelight plan`]
#
# DROP and WORK are seen by all nodes under the same path, and WORK by nobody else: the
# plan in it is secret. Its job removes it once the package is there. Words of the tasks
# go into WORK, not into the logs of the cluster. A task that fails or whose node is lost
# is started again by `sbatch --requeue`, or by hand: sbatch --array=NUMBERS slurm.sh ...
# SAFELIGHT names the command if it is not on the path.
set -euo pipefail
umask 077
safelight=${SAFELIGHT:-safelight}

role=$1
shift
case $role in
  submit)
    drop=$(realpath "$1") shards=$2 work=$(realpath -m "$3") out=$(realpath -m "$4")
    shift 4
    mkdir -p "$work/words"
    "$safelight" plan "$drop" --shards "$shards" --out "$work/plan" "$@" >"$work/words/plan"
    here=$(realpath "$0")
    array=$(sbatch --parsable --requeue --job-name=shards --array="1-$shards" \
      "$here" clean "$shards" "$work")
    sbatch --parsable --job-name=merge --dependency="afterok:${array%%;*}" \
      "$here" merge "$shards" "$work" "$out"
    ;;
  clean)
    shards=$1 work=$2 shard=$SLURM_ARRAY_TASK_ID
    exec "$safelight" clean --plan "$work/plan" --shard "$shard/$shards" \
      --out "$work/shards" --jobs "${SLURM_CPUS_PER_TASK:-1}" >"$work/words/$shard" 2>&1
    ;;
  merge)
    work=$2 out=$3 code=0
    "$safelight" merge --plan "$work/plan" "$work/shards" --out "$out" \
      --jobs "${SLURM_CPUS_PER_TASK:-1}" >"$work/words/merge" 2>&1 || code=$?
    # 1: the package is there, and something was withheld. The words name files.
    [ "$code" -le 1 ] || exit "$code"
    mv "$work/words/merge" "$out.txt"
    rm -r "$work"
    ;;
esac
