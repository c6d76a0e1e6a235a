//! The worked examples (examples/shards), with the engine left out: a local pool in the
//! place of Ray, and a made-up `sbatch` that runs each task of an array.

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output};

use super::Place;

fn example(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("examples/shards")
        .join(name)
}

fn ran(place: &Place, mut command: Command) -> Output {
    command
        .current_dir(place.folder.path())
        .env("SAFELIGHT", env!("CARGO_BIN_EXE_safelight"))
        .output()
        .expect("it runs")
}

#[test]
fn the_driver_of_ray_makes_the_package_of_one_run_with_a_local_pool() {
    let place = Place::new();
    let single = place.single(&["--burned-in", "no"]);
    let mut driver = Command::new("python3");
    driver.arg(example("run_shards.py"));
    driver.args([
        "drop", "--shards", "5", "--work", "work", "--out", "ray.zip",
    ]);
    driver.args([
        "--workers",
        "2",
        "--",
        "--burned-in",
        "no",
        "--seed-file",
        "seed",
    ]);
    let output = ran(&place, driver);
    assert_eq!(
        output.status.code(),
        Some(1),
        "something is withheld: {output:?}"
    );
    assert!(fs::read(place.at("ray.zip")).expect("the package") == single);
    assert!(!place.at("work").exists(), "the plan is left behind");
}

#[test]
fn the_driver_of_ray_leaves_no_package_if_a_shard_cannot_be_cleaned() {
    let place = Place::new();
    // A command that spoils an input between plan and clean.
    let spoils = format!(
        "#!/bin/sh\n[ \"$1\" = clean ] && printf x >>drop/large.dcm\nexec '{}' \"$@\"\n",
        env!("CARGO_BIN_EXE_safelight")
    );
    fs::write(place.at("spoils.sh"), spoils).expect("written");
    let mut driver = Command::new("python3");
    driver.arg(example("run_shards.py"));
    driver.args([
        "drop", "--shards", "2", "--work", "work", "--out", "ray.zip",
    ]);
    driver.args(["--safelight", "./spoils.sh"]);
    let mode = Command::new("chmod")
        .arg("+x")
        .arg(place.at("spoils.sh"))
        .status();
    assert!(mode.expect("it runs").success());
    let output = ran(&place, driver);
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(said.contains("this file is not what it was"), "{said}");
    assert!(!place.at("ray.zip").exists());
}

#[test]
fn the_array_job_makes_the_package_of_one_run() {
    let place = Place::new();
    let single = place.single(&["--burned-in", "no"]);
    // Runs an array from its last task to its first, as a queue may; notes dependencies.
    let sbatch = "#!/bin/bash
set -e
echo \"$@\" >>sbatch.calls
tasks=0
while [[ $1 == --* ]]; do
  case $1 in --array=1-*) tasks=${1#--array=1-} ;; esac
  shift
done
if [ $tasks -gt 0 ]; then
  for ((task = tasks; task > 0; task--)); do SLURM_ARRAY_TASK_ID=$task bash \"$@\"; done
else
  bash \"$@\"
fi
echo 4711
";
    fs::create_dir(place.at("bin")).expect("made");
    fs::write(place.at("bin/sbatch"), sbatch).expect("written");
    let mode = Command::new("chmod")
        .arg("+x")
        .arg(place.at("bin/sbatch"))
        .status();
    assert!(mode.expect("it runs").success());
    let mut job = Command::new("bash");
    job.arg(example("slurm.sh"));
    job.args(["submit", "drop", "4", "work", "slurm.zip"]);
    job.args(["--burned-in", "no", "--seed-file", "seed"]);
    let path = std::env::var("PATH").unwrap_or_default();
    job.env("PATH", format!("{}:{path}", place.at("bin").display()));
    let output = ran(&place, job);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    assert!(fs::read(place.at("slurm.zip")).expect("the package") == single);
    let calls = fs::read_to_string(place.at("sbatch.calls")).expect("it was called");
    assert!(calls.contains("--dependency=afterok:4711"), "{calls}");
    assert!(!place.at("work").exists(), "the plan is left behind");
    let words = fs::read_to_string(place.at("slurm.zip.txt")).expect("what merge says");
    assert!(words.contains("status: "), "{words}");
}
