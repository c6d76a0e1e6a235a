//! For developers: the lines of text in pictures, with their places.
//!
//! `cargo run --release --example read_picture -- build/ocr PICTURE...`
//! takes PNG and binary PGM or PPM (P5, P6) of 8 bits. With `--times N` every
//! picture is read N times more and the mean time of one is printed.

use std::fs;
use std::path::Path;
use std::process::ExitCode;
use std::time::Instant;

use safelight::ocr::{Channels, Ocr, Picture};

fn main() -> ExitCode {
    match run(std::env::args().skip(1).collect()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::from(2)
        }
    }
}

fn run(mut arguments: Vec<String>) -> Result<(), String> {
    let mut times = 0_u32;
    if let Some(place) = arguments.iter().position(|word| word == "--times") {
        let number = arguments.get(place + 1).and_then(|word| word.parse().ok());
        times = number.ok_or("--times wants a number")?;
        arguments.drain(place..place + 2);
    }
    let [models, pictures @ ..] = arguments.as_slice() else {
        return Err("read_picture MODELS PICTURE...".to_owned());
    };
    let model = |name: &str| {
        let path = Path::new(models).join(name);
        fs::read(&path).map_err(|error| format!("{}: {error}", path.display()))
    };
    let ocr = Ocr::load(model("det.onnx")?, model("rec.onnx")?, &model("dict.txt")?)
        .map_err(|error| error.to_string())?;
    for path in pictures {
        let picture = read(path)?;
        let lines = ocr.find(&picture).map_err(|error| error.to_string())?;
        for line in &lines {
            let [top_left, _, bottom_right, _] = line.quad.corners;
            println!(
                "{path}: {:.0},{:.0} {:.0},{:.0} {:.2} {:.2} {}",
                top_left.x,
                top_left.y,
                bottom_right.x,
                bottom_right.y,
                line.found,
                line.confidence,
                line.text
            );
        }
        if times > 0 {
            let started = Instant::now();
            for _ in 0..times {
                ocr.find(&picture).map_err(|error| error.to_string())?;
            }
            let each_ms = started.elapsed().as_secs_f64() * 1000.0 / f64::from(times);
            let (width, height) = (picture.width(), picture.height());
            println!(
                "{path}: {width} × {height}, {} lines, {each_ms:.0} ms",
                lines.len()
            );
        }
    }
    Ok(())
}

fn read(path: &str) -> Result<Picture, String> {
    let bytes = fs::read(path).map_err(|error| format!("{path}: {error}"))?;
    let picture = if bytes.starts_with(b"\x89PNG") {
        read_png(&bytes)
    } else {
        read_netpbm(&bytes)
    };
    picture.ok_or_else(|| format!("{path}: neither PNG nor P5 or P6 with 8 bits, or too large"))
}

fn read_png(bytes: &[u8]) -> Option<Picture> {
    let mut decoder = png::Decoder::new(std::io::Cursor::new(bytes));
    decoder.set_transformations(png::Transformations::EXPAND | png::Transformations::STRIP_16);
    let mut reader = decoder.read_info().ok()?;
    let mut samples = vec![0; reader.output_buffer_size()?];
    let frame = reader.next_frame(&mut samples).ok()?;
    samples.truncate(frame.buffer_size());
    let (kept, of, channels) = match frame.color_type {
        png::ColorType::Grayscale => (1, 1, Channels::Grey),
        png::ColorType::GrayscaleAlpha => (1, 2, Channels::Grey),
        png::ColorType::Rgb => (3, 3, Channels::Colour),
        png::ColorType::Rgba => (3, 4, Channels::Colour),
        png::ColorType::Indexed => return None,
    };
    let pixels = samples
        .chunks_exact(of)
        .flat_map(|pixel| pixel.iter().take(kept));
    let pixels = pixels.copied().collect();
    Picture::new(
        frame.width as usize,
        frame.height as usize,
        channels,
        pixels,
    )
    .ok()
}

/// `P5 width height 255`, one blank, samples; comments are not read.
fn read_netpbm(bytes: &[u8]) -> Option<Picture> {
    let mut at = 0;
    let mut words = Vec::new();
    while words.len() < 4 {
        let rest = bytes.get(at..)?;
        let start = rest.iter().position(|byte| !byte.is_ascii_whitespace())?;
        let length = rest
            .get(start..)?
            .iter()
            .position(u8::is_ascii_whitespace)?;
        words.push(std::str::from_utf8(rest.get(start..start + length)?).ok()?);
        at += start + length;
    }
    let channels = match words.first() {
        Some(&"P5") => Channels::Grey,
        Some(&"P6") => Channels::Colour,
        Some(_) | None => return None,
    };
    let number = |place: usize| words.get(place)?.parse::<usize>().ok();
    if number(3)? != 255 {
        return None;
    }
    Picture::new(
        number(1)?,
        number(2)?,
        channels,
        bytes.get(at + 1..)?.to_vec(),
    )
    .ok()
}
