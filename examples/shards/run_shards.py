#!/usr/bin/env python3
"""Cleans a drop in shards, on this machine or on a Ray cluster.

usage: run_shards.py DROP --shards N --work FOLDER --out OUT.zip
                     [--engine local|ray] [--workers N] [--safelight COMMAND] [-- OPTIONS]

OPTIONS are those of `safelight plan`. FOLDER and DROP are seen by all machines under the
same path, and FOLDER by nobody else: the plan in it is secret. It is deleted, with the
shards, once the package is there. A shard whose machine is lost is cleaned again.

Ray: `pip install ray`; on a cluster start this on its head node (ray.init finds it).
"""

import argparse
import concurrent.futures
import os
import pathlib
import shutil
import subprocess
import sys
import time

TRIES = 3


def command(arguments):
    """Runs a command; gives its number of exit and what it says."""
    done = subprocess.run(arguments, capture_output=True, text=True, check=False)
    return done.returncode, (done.stderr or done.stdout).strip()


def clean(safelight, work, shard, shards):
    """One shard. What it says is given back, not raised: an engine logs what is raised,
    and the name of a file that changed has no place in its logs."""
    os.umask(0o077)
    arguments = [safelight, "clean", "--plan", f"{work}/plan", "--out", f"{work}/shards"]
    return command([*arguments, "--shard", f"{shard}/{shards}", "--jobs", "1"])


def local(job, workers):
    with concurrent.futures.ThreadPoolExecutor(workers) as pool:
        yield lambda shard: pool.submit(clean, *job(shard)).result


def on_ray(job, workers):
    import ray

    # No dashboard, no usage figures sent, no words of the tasks on this screen.
    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
    where = {"address": os.environ["RAY_ADDRESS"]} if "RAY_ADDRESS" in os.environ else {"num_cpus": workers}
    ray.init(include_dashboard=False, log_to_driver=False, logging_level="error", **where)
    task = ray.remote(num_cpus=1, max_retries=TRIES)(clean)

    def start(shard):
        reference = task.remote(*job(shard))
        return lambda: ray.get(reference)

    try:
        yield start
    finally:
        ray.shutdown()


ENGINES = {"local": local, "ray": on_ray}


def clean_all(arguments, work):
    """Every shard once; one that fails is tried again before all is given up."""
    job = lambda shard: (arguments.safelight, str(work), shard, arguments.shards)
    for start in ENGINES[arguments.engine](job, arguments.workers):
        open_shards = range(1, arguments.shards + 1)
        for _ in range(TRIES):
            waiting = [(shard, start(shard)) for shard in open_shards]
            done = [(shard, *wait()) for shard, wait in waiting]
            failed = [(shard, said) for shard, code, said in done if code != 0]
            if not failed:
                return
            open_shards = [shard for shard, _ in failed]
        sys.exit("\n".join(f"shard {shard}: {said}" for shard, said in failed))


def timed(name, work):
    started = time.monotonic()
    result = work()
    print(f"{name}: {time.monotonic() - started:.2f} s", flush=True)
    return result


def own(arguments):
    code, said = command(arguments)
    if code not in (0, 1):
        sys.exit(said)
    return code


def main():
    parser = argparse.ArgumentParser(usage=__doc__.split("\n\n")[1].removeprefix("usage: "))
    parser.add_argument("drop")
    parser.add_argument("--shards", type=int, required=True)
    parser.add_argument("--work", type=pathlib.Path, required=True)
    parser.add_argument("--out", required=True)
    parser.add_argument("--engine", choices=sorted(ENGINES), default="local")
    parser.add_argument("--workers", type=int, default=os.cpu_count())
    parser.add_argument("--safelight", default=os.environ.get("SAFELIGHT", "safelight"))
    given = sys.argv[1:]
    end = given.index("--") if "--" in given else len(given)
    arguments, options = parser.parse_args(given[:end]), given[end + 1 :]
    os.umask(0o077)
    work = arguments.work.resolve()
    work.mkdir(parents=True)
    plan = [arguments.safelight, "plan", arguments.drop, "--out", f"{work}/plan"]
    plan += ["--shards", str(arguments.shards), *options]
    timed("plan", lambda: own(plan))
    print(f"plan: {(work / 'plan').stat().st_size} bytes")
    timed("clean", lambda: clean_all(arguments, work))
    merge = [arguments.safelight, "merge", "--plan", f"{work}/plan", f"{work}/shards"]
    code = timed("merge", lambda: own([*merge, "--out", arguments.out]))
    shutil.rmtree(work)
    sys.exit(code)


if __name__ == "__main__":
    main()
