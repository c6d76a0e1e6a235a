//! `safelight boxes`: text in pictures, as boxes for `deidentify --boxes`.

use crate::End;
use crate::arguments::Boxes;

/// Finds text in pictures and writes boxes.
#[cfg(feature = "ocr")]
pub fn run(job: &Boxes) -> Result<End, String> {
    screening::run(job)
}

/// There is no reader in this build.
#[cfg(not(feature = "ocr"))]
pub fn run(job: &Boxes) -> Result<End, String> {
    crate::pictures::reader(Some(&job.ocr)).map(|_| End::Done)
}

#[cfg(feature = "ocr")]
mod screening {
    use std::collections::BTreeMap;
    use std::panic::{AssertUnwindSafe, catch_unwind};

    use safelight::boxes::HiddenBox;
    use safelight::dicom::facts::{InstanceFacts, PixelRisk};
    use safelight::known::Known;
    use safelight::ocr::Ocr;
    use safelight::pixels::{self, Picture};
    use safelight::plan::Surveyed;
    use safelight::policy::pixel_decisions::{BoxRule, Scope, suggested};
    use safelight::screening::{
        AllowList, FoundLine, Layers, Screener, ScreeningError, Verdict, boxes,
    };
    use safelight::sensitive::Sensitive;

    use crate::End;
    use crate::arguments::Boxes;
    use crate::counted::counted;
    use crate::crosswalk::write_private;
    use crate::inputs::{self, Input};
    use crate::pictures;
    use crate::prepare::survey;
    use crate::threads::each;

    /// Pictures that are read together.
    enum Work<'a> {
        /// One picture, each frame by itself.
        Frames(usize, &'a InstanceFacts),
        /// All frames of a series, by the darkest and the brightest levels.
        Projection(Vec<(usize, &'a InstanceFacts)>),
    }

    /// What came of it.
    #[derive(Default)]
    struct Found {
        rules: Vec<BoxRule>,
        counts: Counts,
        /// Inputs that could not be read, and why.
        failed: Vec<(usize, String)>,
    }

    /// Of one series.
    #[derive(Default, Clone)]
    struct Counts {
        modality: String,
        instances: usize,
        frames: u64,
        lines: usize,
        identifying: usize,
        unknown: usize,
    }

    pub fn run(job: &Boxes) -> Result<End, String> {
        let reader = pictures::reader(Some(&job.ocr))?.ok_or("--ocr: no models")?;
        let inputs = inputs::gather(&job.inputs, job.jobs)?;
        let surveyed = each(inputs.len(), job.jobs, |place| survey(&inputs, place, None));
        let known = Known::from_values(surveyed.iter().flat_map(Surveyed::known).cloned());
        let screener = Screener::new(&*reader, &known);
        let (series, work) = work(&surveyed);
        let found = each(work.len(), job.jobs, |place| {
            let Some((_, one)) = work.get(place) else {
                return Found::default();
            };
            let screen = || match one {
                Work::Frames(place, facts) => frames(&screener, &inputs, *place, facts),
                Work::Projection(members) => projection(&screener, &inputs, members),
            };
            catch_unwind(AssertUnwindSafe(screen)).unwrap_or_else(|_| one.lost())
        });
        let refused = surveyed
            .iter()
            .enumerate()
            .filter_map(|(place, one)| match one {
                Surveyed::Refused(refusal) => Some((place, refusal.to_string())),
                Surveyed::Instance(_) | Surveyed::Report(_) => None,
            });
        let mut failed: Vec<(usize, String)> = refused.collect();
        let mut counts = vec![Counts::default(); series];
        let mut rules = Vec::new();
        for ((series, _), found) in work.iter().zip(found) {
            if let Some(counts) = counts.get_mut(*series) {
                counts.add(&found.counts);
            }
            rules.extend(found.rules);
            failed.extend(found.failed);
        }
        let text = suggested(&rules).map_err(|error| error.to_string())?;
        // It names instances as the source does.
        write_private(&job.out, text.as_bytes())
            .map_err(|error| format!("the boxes could not be written: {error}"))?;
        for (number, counts) in (1..).zip(&counts) {
            counts.print(number);
        }
        failed.sort();
        for (place, message) in &failed {
            if let Some(input) = inputs.get(*place) {
                println!("not looked at: {}: {message}", input.shown);
            }
        }
        println!(
            "{}; a person has to look at the pictures too",
            counted(rules.len() as u64, "box", "boxes")
        );
        println!("written: {}", job.out.display());
        Ok(if failed.is_empty() {
            End::Done
        } else {
            End::Withheld
        })
    }

    /// What is to be read, each with the number of its series, and how many
    /// series there are.
    fn work(surveyed: &[Surveyed]) -> (usize, Vec<(usize, Work<'_>)>) {
        let mut series: BTreeMap<&Sensitive<String>, usize> = BTreeMap::new();
        let mut low: BTreeMap<usize, Vec<(usize, &InstanceFacts)>> = BTreeMap::new();
        let mut work = Vec::new();
        for (place, one) in surveyed.iter().enumerate() {
            let Some(facts) = one.instance() else {
                continue;
            };
            if facts.pixels == PixelRisk::NoPixels {
                continue;
            }
            let next = series.len();
            let number = *series.entry(&facts.series_instance_uid).or_insert(next);
            match facts.pixels {
                PixelRisk::NoPixels => {}
                PixelRisk::Low => low.entry(number).or_default().push((place, facts)),
                PixelRisk::Class | PixelRisk::Declared => {
                    work.push((number, Work::Frames(place, facts)));
                }
            }
        }
        for (number, members) in low {
            work.push((
                number,
                match members.as_slice() {
                    [(place, facts)] if facts.frames == 1 => Work::Frames(*place, facts),
                    _several => Work::Projection(members),
                },
            ));
        }
        (series.len(), work)
    }

    impl Work<'_> {
        /// A panic in one picture: none of its pictures was looked at.
        fn lost(&self) -> Found {
            let places: Vec<usize> = match self {
                Self::Frames(place, _) => vec![*place],
                Self::Projection(members) => members.iter().map(|(place, _)| *place).collect(),
            };
            let lost = |place| (place, "the reader gave up on it".to_owned());
            Found {
                failed: places.into_iter().map(lost).collect(),
                ..Found::default()
            }
        }
    }

    fn with_picture<R>(
        input: Option<&Input>,
        work: impl FnOnce(&Picture<'_>) -> Result<R, ScreeningError>,
    ) -> Result<R, String> {
        let input = input.ok_or("it is gone")?;
        let opened = input.open().map_err(|refusal| refusal.to_string())?;
        pixels::with_picture(opened.source(), work)
            .map_err(|error| error.to_string())?
            .map_err(|error| error.to_string())
    }

    fn frames(
        screener: &Screener<&Ocr>,
        inputs: &[Input],
        place: usize,
        facts: &InstanceFacts,
    ) -> Found {
        let allowed = AllowList::of(&facts.modality);
        let read = with_picture(inputs.get(place), |picture| {
            let all = 0..picture.image().frames;
            screener.frames(picture, &allowed, all, &mut |_| {})
        });
        let mut found = Found::default();
        found.counts.enter(facts);
        match read {
            Ok(frames) => {
                let lines = frames.iter().flat_map(|frame| &frame.lines);
                found.counts.count(lines);
                let frames_of = u32::try_from(frames.len()).unwrap_or(u32::MAX);
                found.rules = rules(
                    &boxes(&frames, frames_of),
                    Scope::Instance,
                    &facts.sop_instance_uid,
                );
            }
            Err(message) => found.failed.push((place, message)),
        }
        found
    }

    /// Frames of one size are one picture; boxes of the only size of a series
    /// are those of the series.
    fn projection(
        screener: &Screener<&Ocr>,
        inputs: &[Input],
        members: &[(usize, &InstanceFacts)],
    ) -> Found {
        let mut found = Found::default();
        let mut layers = Layers::default();
        for (of, (place, facts)) in (0..).zip(members) {
            found.counts.enter(facts);
            let taken = with_picture(inputs.get(*place), |picture| {
                for frame in 0..picture.image().frames {
                    layers.add(of, picture.show(frame)?);
                }
                Ok(())
            });
            if let Err(message) = taken {
                found.failed.push((*place, message));
            }
        }
        let is_whole = layers.layers().len() == 1 && found.failed.is_empty();
        for layer in layers.layers() {
            let of = |(of, _): &(u32, u32)| members.get(*of as usize).map(|(_, facts)| *facts);
            let Some(first) = members.first().map(|(_, facts)| facts) else {
                continue;
            };
            match layer.sheet(screener, &AllowList::of(&first.modality)) {
                Ok(sheet) => {
                    found
                        .counts
                        .count(sheet.frames.iter().flat_map(|frame| &frame.lines));
                    let boxes = boxes(&sheet.frames, 1);
                    if is_whole {
                        let uid = &first.series_instance_uid;
                        found.rules.extend(rules(&boxes, Scope::Series, uid));
                        continue;
                    }
                    for facts in sheet.instances.iter().filter_map(of) {
                        let uid = &facts.sop_instance_uid;
                        found.rules.extend(rules(&boxes, Scope::Instance, uid));
                    }
                }
                Err(error) => {
                    let places = members.iter();
                    found
                        .failed
                        .extend(places.map(|(place, _)| (*place, error.to_string())));
                }
            }
        }
        found
    }

    fn rules(
        boxes: &[HiddenBox],
        scope: impl Fn(Sensitive<String>) -> Scope,
        uid: &Sensitive<String>,
    ) -> Vec<BoxRule> {
        let rule = |hidden: &HiddenBox| BoxRule {
            scope: scope(uid.clone()),
            frames: hidden.frames.clone(),
            area: hidden.area,
        };
        boxes.iter().map(rule).collect()
    }

    impl Counts {
        fn enter(&mut self, facts: &InstanceFacts) {
            self.modality.clone_from(&facts.modality);
            self.instances += 1;
            self.frames += u64::from(facts.frames);
        }

        fn count<'a>(&mut self, lines: impl Iterator<Item = &'a FoundLine>) {
            for line in lines {
                self.lines += 1;
                match line.verdict {
                    Verdict::Identifier => self.identifying += 1,
                    Verdict::Unknown => self.unknown += 1,
                    Verdict::Allowed => {}
                }
            }
        }

        fn add(&mut self, other: &Self) {
            if self.modality.is_empty() {
                self.modality.clone_from(&other.modality);
            }
            self.instances += other.instances;
            self.frames += other.frames;
            self.lines += other.lines;
            self.identifying += other.identifying;
            self.unknown += other.unknown;
        }

        fn print(&self, number: usize) {
            let boxed = self.identifying + self.unknown;
            println!(
                "series {number} ({}): {}, {}; {} found, {boxed} boxed ({} identify, {} unknown), {} kept",
                self.modality,
                counted(self.instances as u64, "instance", "instances"),
                counted(self.frames, "frame", "frames"),
                counted(self.lines as u64, "line", "lines"),
                self.identifying,
                self.unknown,
                self.lines - boxed
            );
        }
    }
}
