//! What the machine allows: `limit JOBS OUT FILE...`
//!
//! Reads every byte of the files, takes its CRC-32 and SHA-256, and writes it into one
//! file, on as many threads as are asked for: the floor of what a package costs,
//! without looking into any file. Used by `benches/rates.py`.

use std::fs::File;
use std::hint::black_box;
use std::io::{Read as _, Seek as _, SeekFrom, Write as _};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use sha2::{Digest as _, Sha256};

/// Read at once.
const CHUNK_BYTES: u64 = 1 << 20;
/// From here on two threads work on one file: one hashes, the other writes.
const LARGE_BYTES: u64 = 8 << 20;

/// A file, its size, and where it stands in the output.
struct Input {
    file: String,
    size: u64,
    place: u64,
}

/// What is done to the bytes.
#[derive(Clone, Copy)]
enum Share {
    All,
    Hash,
    Write,
}

fn main() {
    let mut words = std::env::args().skip(1);
    let jobs: usize = words
        .next()
        .and_then(|word| word.parse().ok())
        .expect("the number of threads");
    let out = words.next().expect("the output");
    File::create(&out).expect("the output is made");
    let mut place = 0;
    let inputs: Vec<Input> = words
        .map(|file| {
            let size = std::fs::metadata(&file).expect("the file is there").len();
            place += size;
            let place = place - size;
            Input { file, size, place }
        })
        .collect();
    let mut work: Vec<(&Input, Share)> = Vec::new();
    for input in &inputs {
        if jobs > 1 && input.size >= LARGE_BYTES {
            work.extend([(input, Share::Hash), (input, Share::Write)]);
        } else {
            work.push((input, Share::All));
        }
    }
    let next = AtomicUsize::new(0);
    thread::scope(|scope| {
        for _ in 0..jobs {
            scope.spawn(|| {
                let mut buffer = Vec::new();
                while let Some((input, share)) = work.get(next.fetch_add(1, Ordering::Relaxed)) {
                    pass(input, *share, &out, &mut buffer);
                }
            });
        }
    });
}

fn pass(input: &Input, share: Share, out: &str, buffer: &mut Vec<u8>) {
    let mut file = File::open(&input.file).expect("the file can be opened");
    let mut out = File::options()
        .write(true)
        .open(out)
        .expect("the output is there");
    out.seek(SeekFrom::Start(input.place))
        .expect("the output has this place");
    let mut crc32 = crc32fast::Hasher::new();
    let mut sha256 = Sha256::new();
    let mut at = 0;
    while at < input.size {
        let step = CHUNK_BYTES.min(input.size - at);
        buffer.resize(usize::try_from(step).expect("a chunk fits"), 0);
        file.read_exact(buffer)
            .expect("the file can be read");
        if !matches!(share, Share::Write) {
            sha256.update(&*buffer);
        }
        if !matches!(share, Share::Hash) {
            crc32.update(buffer);
            out.write_all(buffer).expect("the output can be written");
        }
        at += step;
    }
    black_box((crc32.finalize(), sha256.finalize()));
}
