use super::super::tests::{cells, distance, hex, made_up, never_gives_up, wanted};
use super::*;

/// Writes bits with stuffed zeros.
#[derive(Default)]
struct Writer {
    bytes: Vec<u8>,
    hold: u32,
    held: u32,
}

impl Writer {
    fn bits(&mut self, value: u32, count: u32) {
        for bit in (0..count).rev() {
            self.hold = self.hold << 1 | (value >> bit & 1);
            self.held += 1;
            if self.held == 8 {
                let byte = u8::try_from(self.hold).expect("8 bits");
                self.bytes.push(byte);
                if byte == 0xFF {
                    self.bytes.push(0);
                }
                (self.hold, self.held) = (0, 0);
            }
        }
    }

    fn end(&mut self) {
        while self.held > 0 {
            self.bits(1, 1);
        }
    }

    fn restart(&mut self, number: usize) {
        self.end();
        let marker = 0xD0 + u8::try_from(number % 8).expect("below 8");
        self.bytes.extend([0xFF, marker]);
    }

    fn segment(&mut self, marker: u8, body: &[u8]) {
        let length = u16::try_from(body.len() + 2).expect("short");
        self.bytes.extend([0xFF, marker]);
        self.bytes.extend(length.to_be_bytes());
        self.bytes.extend(body);
    }

    /// A table whose codes are all equally long: a symbol's code is its place.
    fn table(&mut self, head: u8, length: usize, symbols: &[u8]) {
        let mut body = vec![head];
        body.extend([0; 16]);
        body[length] = u8::try_from(symbols.len()).expect("few");
        body.extend(symbols);
        self.segment(DHT, &body);
    }

    /// A number as size and bits.
    fn number(&mut self, value: i32) -> u32 {
        let size = i32::BITS - value.abs().leading_zeros();
        let bits = if value < 0 {
            value + (1 << size) - 1
        } else {
            value
        };
        self.bits(bits.cast_unsigned(), size);
        size
    }
}

fn size_of(value: i32) -> u32 {
    i32::BITS - value.abs().leading_zeros()
}

fn frame_body(precision: u8, rows: usize, columns: usize, factors: &[u8]) -> Vec<u8> {
    let mut body = vec![precision];
    body.extend(u16::try_from(rows).expect("small").to_be_bytes());
    body.extend(u16::try_from(columns).expect("small").to_be_bytes());
    body.push(u8::try_from(factors.len()).expect("few"));
    for (name, factor) in (1..).zip(factors) {
        body.extend([name, *factor, 0]);
    }
    body
}

fn scan_body(names: &[u8], tail: [u8; 3]) -> Vec<u8> {
    let mut body = vec![u8::try_from(names.len()).expect("few")];
    names.iter().for_each(|name| body.extend([*name, 0]));
    body.extend(tail);
    body
}

/// How a lossless test stream is made.
#[derive(Clone, Copy)]
struct Lossless {
    rows: usize,
    columns: usize,
    channels: usize,
    precision: u32,
    selection: u8,
    shift: u32,
    restart_rows: usize,
}

const PLAIN: Lossless = Lossless {
    rows: 12,
    columns: 16,
    channels: 1,
    precision: 8,
    selection: 1,
    shift: 0,
    restart_rows: 0,
};

impl Lossless {
    /// Annex H of T.81, written the other way round.
    fn stream(self, picture: &[u16]) -> Vec<u8> {
        let mut writer = Writer::default();
        writer.bytes.extend([0xFF, SOI]);
        let symbols: Vec<u8> = (0..17).collect();
        writer.table(0, 5, &symbols);
        let precision = u8::try_from(self.precision).expect("small");
        let factors = vec![0x11; self.channels];
        writer.segment(
            0xC3,
            &frame_body(precision, self.rows, self.columns, &factors),
        );
        if self.restart_rows > 0 {
            let interval = u16::try_from(self.restart_rows * self.columns).expect("small");
            writer.segment(DRI, &interval.to_be_bytes());
        }
        let names: Vec<u8> = (1..=u8::try_from(self.channels).expect("few")).collect();
        let shift = u8::try_from(self.shift).expect("small");
        writer.segment(SOS, &scan_body(&names, [self.selection, 0, shift]));
        let at = |row: usize, column: usize, channel: usize| {
            let place = (row * self.columns + column) * self.channels + channel;
            i32::from(picture[place]) >> self.shift
        };
        let mut first = 0;
        for row in 0..self.rows {
            if self.restart_rows > 0 && row > 0 && row % self.restart_rows == 0 {
                writer.restart(row / self.restart_rows - 1);
                first = row;
            }
            for column in 0..self.columns {
                for channel in 0..self.channels {
                    let left = || at(row, column - 1, channel);
                    let above = || at(row - 1, column, channel);
                    let diagonal = || at(row - 1, column - 1, channel);
                    let predicted = match (row == first, column == 0) {
                        (true, true) => 1 << (self.precision - self.shift - 1),
                        (true, false) => left(),
                        (false, true) => above(),
                        (false, false) => match self.selection {
                            1 => left(),
                            2 => above(),
                            3 => diagonal(),
                            4 => left() + above() - diagonal(),
                            5 => left() + ((above() - diagonal()) >> 1),
                            6 => above() + ((left() - diagonal()) >> 1),
                            _ => (left() + above()) >> 1,
                        },
                    };
                    let mut difference = at(row, column, channel) - predicted;
                    if difference > 32768 {
                        difference -= 65536;
                    } else if difference <= -32768 {
                        difference += 65536;
                    }
                    let size = size_of(difference);
                    writer.bits(size, 5);
                    if size < 16 {
                        writer.number(difference);
                    }
                }
            }
        }
        writer.end();
        writer.bytes.extend([0xFF, EOI]);
        writer.bytes
    }

    fn picture(self) -> Vec<u16> {
        made_up(self.rows, self.columns, self.channels, self.precision)
    }

    fn decoded(self) -> Coded {
        let stream = self.stream(&self.picture());
        decode(&stream, wanted(self.rows, self.columns, self.channels, 16)).expect("a stream")
    }
}

#[test]
fn lossless_streams_of_every_predictor_and_precision() {
    for selection in 1..=7 {
        for precision in 2..=16 {
            let one = Lossless {
                selection,
                precision,
                ..PLAIN
            };
            let coded = one.decoded();
            assert_eq!(coded.precision, precision);
            assert_eq!(
                distance(&coded, &one.picture()),
                0,
                "{selection} {precision}"
            );
        }
    }
}

#[test]
fn lossless_streams_with_restarts_colors_and_a_point_transform() {
    let restarts = Lossless {
        restart_rows: 2,
        selection: 4,
        ..PLAIN
    };
    assert_eq!(distance(&restarts.decoded(), &restarts.picture()), 0);
    let colors = Lossless {
        channels: 3,
        selection: 6,
        ..PLAIN
    };
    assert_eq!(distance(&colors.decoded(), &colors.picture()), 0);
    let shifted = Lossless { shift: 3, ..PLAIN };
    let without_low_bits: Vec<u16> = shifted.picture().iter().map(|one| one >> 3 << 3).collect();
    assert_eq!(distance(&shifted.decoded(), &without_low_bits), 0);
}

#[test]
fn a_lossless_stream_of_another_encoder() {
    let bytes = hex(
        "ffd8ffc4001c00010002030101010000000000000000000a0c08090b0007050dffc3000b0c000c001001001100\
         ffda00080100000600008fff00edf94d456c25f3ecc58b45ba063af483dd23527e756b6bb4125903432b91d86c\
         7b2a7086257243af98f654d0cc2e39761b1eca9e40d0cae4d77960b29b2ef71c929a8bff00dadcb36035de582c\
         a6e40d0ceaf0df5221f29b5fbbbbb81ec7a8d91194dc81a195c9aef2c16536bf777776c31d77960b29b903d44b\
         8eaf35b0594dafdddddc0f67db6881ca6e40d0cae476111ea2a9fa83a3d03bb422136ec2fdab70ebc3d6d54c81\
         a195c9aef2c165350cc2e377b60b29a865726bbcb0594dc81a19d5e11ea364465350ccaf1f2810f94d8430bc77\
         d4887ca6e40d0cae4d77960b29a866171bbdb0594d432b935de7e841694cc81ea25c754fb6d10394dd44b3bae3\
         dad82ca6ca268dd5e6b60b29b9034330b8f5d7cc7b2a6866171cbb088f5b55210c4ae476111eb6aa00ffd9",
    );
    let coded = decode(&bytes, wanted(12, 16, 1, 16)).expect("a stream");
    assert_eq!(distance(&coded, &made_up(12, 16, 1, 12)), 0);
}

/// How a sequential test stream is made.
struct Sequential<'a> {
    rows: usize,
    columns: usize,
    precision: u8,
    /// Sampling factors, as in the frame header.
    factors: &'a [u8],
    restart_mcus: usize,
    scans: Scans,
    head: &'a [u8],
}

enum Scans {
    One,
    OneEach,
}

const GREY: Sequential<'static> = Sequential {
    rows: 12,
    columns: 16,
    precision: 8,
    factors: &[0x11],
    restart_mcus: 0,
    scans: Scans::One,
    head: &[],
};

impl Sequential<'_> {
    /// A stream whose quantization steps are all 1, of samples that `at` gives for a
    /// component, row and column.
    fn stream(&self, at: impl Fn(usize, usize, usize) -> u16) -> Vec<u8> {
        let mut writer = Writer::default();
        writer.bytes.extend([0xFF, SOI]);
        writer.bytes.extend(self.head);
        let mut quantization = vec![0];
        quantization.extend([1; 64]);
        writer.segment(DQT, &quantization);
        writer.table(0x00, 5, &(0..16).collect::<Vec<u8>>());
        writer.table(
            0x10,
            8,
            &(0..=0xFE).filter(|one| one & 15 != 15).collect::<Vec<u8>>(),
        );
        let body = frame_body(self.precision, self.rows, self.columns, self.factors);
        writer.segment(0xC1, &body);
        if self.restart_mcus > 0 {
            let interval = u16::try_from(self.restart_mcus).expect("small");
            writer.segment(DRI, &interval.to_be_bytes());
        }
        let all: Vec<usize> = (0..self.factors.len()).collect();
        match self.scans {
            Scans::One => self.scan(&mut writer, &all, &at),
            Scans::OneEach => all
                .iter()
                .for_each(|component| self.scan(&mut writer, &[*component], &at)),
        }
        writer.bytes.extend([0xFF, EOI]);
        writer.bytes
    }

    fn scan(
        &self,
        writer: &mut Writer,
        components: &[usize],
        at: &impl Fn(usize, usize, usize) -> u16,
    ) {
        let split = |factor: &u8| (usize::from(factor >> 4), usize::from(factor & 15));
        let most_across = self.factors.iter().map(|one| split(one).0).max().unwrap();
        let most_down = self.factors.iter().map(|one| split(one).1).max().unwrap();
        let names: Vec<u8> = components
            .iter()
            .map(|component| u8::try_from(component + 1).expect("few"))
            .collect();
        writer.segment(SOS, &scan_body(&names, [0, 63, 0]));
        let mut before = vec![0; self.factors.len()];
        let (mut across, mut down) = (
            self.columns.div_ceil(8 * most_across),
            self.rows.div_ceil(8 * most_down),
        );
        if let [component] = components {
            let (own_across, own_down) = split(&self.factors[*component]);
            across = (self.columns * own_across)
                .div_ceil(most_across)
                .div_ceil(8);
            down = (self.rows * own_down).div_ceil(most_down).div_ceil(8);
        }
        for mcu in 0..across * down {
            if self.restart_mcus > 0 && mcu > 0 && mcu % self.restart_mcus == 0 {
                writer.restart(mcu / self.restart_mcus - 1);
                before.fill(0);
            }
            for component in components {
                let (mut own_across, mut own_down) = split(&self.factors[*component]);
                if components.len() == 1 {
                    (own_across, own_down) = (1, 1);
                }
                for unit in 0..own_across * own_down {
                    let row = (mcu / across * own_down + unit / own_across) * 8;
                    let column = (mcu % across * own_across + unit % own_across) * 8;
                    self.block(writer, &mut before[*component], |y, x| {
                        at(*component, row + y, column + x)
                    });
                }
            }
        }
        writer.end();
    }

    fn block(&self, writer: &mut Writer, before: &mut i32, at: impl Fn(usize, usize) -> u16) {
        let middle = f64::from(1_u16 << (self.precision - 1));
        let mut coefficients = [0_i32; 64];
        for (place, coefficient) in coefficients.iter_mut().enumerate() {
            // The definition of T.81 A.3.3.
            let (v, u) = (zigzag(place) / 8, zigzag(place) % 8);
            let weight = |frequency| if frequency == 0 { 0.5_f64.sqrt() } else { 1.0 };
            let wave = |sample: usize, frequency: usize| {
                ((2 * sample + 1) as f64 * frequency as f64 * std::f64::consts::PI / 16.0).cos()
            };
            let mut sum = 0.0;
            for (y, x) in (0..8).flat_map(|y| (0..8).map(move |x| (y, x))) {
                sum += (f64::from(at(y, x)) - middle) * wave(y, v) * wave(x, u);
            }
            *coefficient = (sum * weight(u) * weight(v) / 4.0).round() as i32;
        }
        let difference = coefficients[0] - *before;
        *before = coefficients[0];
        writer.bits(size_of(difference), 5);
        writer.number(difference);
        let mut zeros = 0;
        for coefficient in &coefficients[1..] {
            if *coefficient == 0 {
                zeros += 1;
                continue;
            }
            while zeros > 15 {
                writer.bits(ac_code(0xF0), 8);
                zeros -= 16;
            }
            writer.bits(ac_code(zeros << 4 | size_of(*coefficient)), 8);
            writer.number(*coefficient);
            zeros = 0;
        }
        if zeros > 0 {
            writer.bits(ac_code(0), 8);
        }
    }
}

/// The place of a symbol in the table of the test streams.
fn ac_code(symbol: u32) -> u32 {
    symbol - symbol / 16
}

/// T.81 Figure A.6, walked.
fn zigzag(place: usize) -> usize {
    let (mut row, mut column) = (0_i32, 0_i32);
    let mut up = true;
    for _ in 0..place {
        let (next_row, next_column) = if up {
            (row - 1, column + 1)
        } else {
            (row + 1, column - 1)
        };
        let inside = (0..8).contains(&next_row) && (0..8).contains(&next_column);
        if inside {
            (row, column) = (next_row, next_column);
        } else {
            let along_row = if up { column < 7 } else { row == 7 };
            if along_row {
                column += 1
            } else {
                row += 1
            }
            up = !up;
        }
    }
    usize::try_from(row * 8 + column).expect("not below zero")
}

/// A smooth picture: what quantization by 1 leaves is at most one level away.
fn smooth(component: usize, row: usize, column: usize) -> u16 {
    u16::try_from(60 + 5 * row + 3 * column + 20 * component).expect("small")
}

fn smooth_picture(rows: usize, columns: usize, channels: usize) -> Vec<u16> {
    (0..rows * columns * channels)
        .map(|place| {
            let (pixel, channel) = (place / channels, place % channels);
            smooth(channel, pixel / columns, pixel % columns)
        })
        .collect()
}

#[test]
fn sequential_streams_of_8_and_12_bits() {
    for (rows, columns) in [(8, 8), (12, 16), (13, 9), (1, 1)] {
        let stream = Sequential {
            rows,
            columns,
            ..GREY
        }
        .stream(smooth);
        let coded = decode(&stream, wanted(rows, columns, 1, 8)).expect("a stream");
        assert!(distance(&coded, &smooth_picture(rows, columns, 1)) <= 1);
    }
    let edges = |_: usize, row: usize, column: usize| ((row * 16 + column) * 517 % 4096) as u16;
    let stream = Sequential {
        precision: 12,
        ..GREY
    }
    .stream(edges);
    let coded = decode(&stream, wanted(12, 16, 1, 16)).expect("a stream");
    let picture: Vec<u16> = (0..12 * 16).map(|place| edges(0, 0, place)).collect();
    assert_eq!(coded.precision, 12);
    assert!(distance(&coded, &picture) <= 2);
}

#[test]
fn colors_in_one_scan_or_in_three_with_restarts() {
    for scans in [Scans::One, Scans::OneEach] {
        let stream = Sequential {
            factors: &[0x11, 0x11, 0x11],
            restart_mcus: 1,
            scans,
            ..GREY
        }
        .stream(smooth);
        let coded = decode(&stream, wanted(12, 16, 3, 8)).expect("a stream");
        assert!(distance(&coded, &smooth_picture(12, 16, 3)) <= 1);
    }
}

#[test]
fn sampled_components_are_brought_to_full_size() {
    for (factors, halves) in [
        ([0x21, 0x11, 0x11], (1, 2)),
        ([0x22, 0x11, 0x11], (2, 2)),
        ([0x12, 0x11, 0x11], (2, 1)),
        ([0x41, 0x11, 0x11], (1, 4)),
    ] {
        let (down, across) = halves;
        // A slope of the sampled components that is one of the whole picture.
        let at = |component: usize, row: usize, column: usize| {
            let scale = if component == 0 {
                (1, 1)
            } else {
                (down, across)
            };
            let slope = row * scale.0 * 2 + column * scale.1 * 2;
            u16::try_from(80 + slope + 10 * component).expect("small")
        };
        for scans in [Scans::One, Scans::OneEach] {
            let stream = Sequential {
                factors: &factors,
                scans,
                ..GREY
            }
            .stream(at);
            let coded = decode(&stream, wanted(12, 16, 3, 8)).expect("a stream");
            let cells = cells(&coded);
            for (pixel, cell) in cells.chunks(3).enumerate() {
                let whole = i32::try_from(80 + pixel / 16 * 2 + pixel % 16 * 2).expect("small");
                assert!((cell[0] - whole).abs() <= 1, "{factors:?} {pixel}");
                assert!(
                    (cell[1] - whole - 10).abs() <= 6,
                    "{factors:?} {pixel} {cell:?}"
                );
            }
        }
    }
}

#[test]
fn a_stream_says_its_colors_or_says_nothing() {
    let colors = |head: &[u8]| {
        let stream = Sequential {
            factors: &[0x11, 0x11, 0x11],
            head,
            ..GREY
        }
        .stream(smooth);
        decode(&stream, wanted(12, 16, 3, 8))
            .expect("a stream")
            .color
    };
    assert_eq!(colors(&[]), StreamColor::Unsaid);
    assert_eq!(colors(b"\xFF\xE0\x00\x07JFIF\0"), StreamColor::Ybr);
    let adobe = |transform: u8| {
        let mut head = b"\xFF\xEE\x00\x0EAdobe\0\x64\0\0\0\0".to_vec();
        head.push(transform);
        colors(&head)
    };
    assert_eq!(adobe(0), StreamColor::Unsaid);
    assert_eq!(adobe(1), StreamColor::Ybr);
}

#[test]
fn whatever_is_changed_there_is_an_answer() {
    let lossless = Lossless {
        rows: 3,
        columns: 5,
        restart_rows: 1,
        ..PLAIN
    };
    never_gives_up(&lossless.stream(&lossless.picture()), |bytes| {
        decode(bytes, wanted(3, 5, 1, 16)).map(|_| ())
    });
    let sequential = Sequential {
        factors: &[0x21, 0x11, 0x11],
        restart_mcus: 1,
        ..GREY
    };
    never_gives_up(&sequential.stream(smooth), |bytes| {
        decode(bytes, wanted(12, 16, 3, 8)).map(|_| ())
    });
}

#[test]
fn what_is_not_decoded_is_named_and_bombs_take_no_memory() {
    let stream = GREY.stream(smooth);
    let place = stream
        .windows(2)
        .position(|pair| pair == [0xFF, 0xC1])
        .expect("a frame")
        + 1;
    for marker in [0xC2, 0xC5, 0xC9, 0xCB] {
        let mut other = stream.clone();
        other[place] = marker;
        let answer = decode(&other, wanted(12, 16, 1, 8));
        assert!(matches!(answer, Err(PixelError::Unsupported { .. })));
    }
    let mut large = stream.clone();
    large[place + 4..place + 8].copy_from_slice(&[0x20, 0, 0x20, 0]);
    assert_eq!(decode(&large, wanted(0x2000, 0x2000, 1, 8)), Err(TRUNCATED));
    let smaller = decode(&stream, wanted(12, 15, 1, 8));
    assert!(matches!(smaller, Err(PixelError::Disagrees { .. })));
}
