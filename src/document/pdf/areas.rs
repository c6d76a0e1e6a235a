//! What is painted under and over the text of a page.

use hayro_interpret::kurbo::{BezPath, Point, Rect, Shape};

/// Painted areas that are remembered.
const MAX_AREAS: usize = 4_000;

/// Glyphs times areas, and steps of their outlines, that are compared on one page.
const MAX_COMPARISONS: usize = 60_000_000;

/// Lines and curves of a shape that is followed along its outline.
const MAX_OUTLINE_STEPS: usize = 64;

/// Points² below which an area is a line or a dot.
const MIN_AREA: f64 = 1.0;

/// Colours that differ by less in each channel are one colour to the eye.
const COLOUR_STEP: u8 = 14;

pub(super) type Colour = [u8; 3];

/// How an area is painted.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Cover {
    /// With one colour that lets nothing through.
    Plain(Colour),
    /// With a picture that lets nothing through.
    Picture,
    /// With something that may let through what is under it: what lies on it
    /// can be seen whatever its colour, as far as anybody knows.
    Veil,
}

struct Area {
    rect: Rect,
    /// Its outline, where that is not the rectangle.
    outline: Option<BezPath>,
    cover: Cover,
    order: usize,
}

impl Area {
    fn contains(&self, point: Point) -> bool {
        self.rect.contains(point)
            && self
                .outline
                .as_ref()
                .is_none_or(|outline| outline.contains(point))
    }
}

/// The painted areas of a page, in the order of painting.
#[derive(Default)]
pub(super) struct Areas(Vec<Area>);

impl Areas {
    /// Remembers a rectangle; `shown` is where painting is seen at all.
    pub(super) fn push(&mut self, rect: Rect, shown: Rect, cover: Cover, order: usize) {
        self.put(rect.intersect(shown), None, cover, order);
    }

    /// The same for any other shape. Of one with a long outline, only its box
    /// is known: text in the box may or may not lie on it.
    pub(super) fn push_shape(&mut self, path: BezPath, shown: Rect, cover: Cover, order: usize) {
        let rect = path.bounding_box().intersect(shown);
        if path.elements().len() > MAX_OUTLINE_STEPS {
            self.put(rect, None, Cover::Veil, order);
        } else {
            self.put(rect, Some(path), cover, order);
        }
    }

    fn put(&mut self, rect: Rect, outline: Option<BezPath>, cover: Cover, order: usize) {
        let is_area = rect.width() > 0.0 && rect.height() > 0.0 && rect.area() > MIN_AREA;
        if self.0.len() < MAX_AREAS && is_area {
            self.0.push(Area {
                rect,
                outline,
                cover,
                order,
            });
        }
    }

    /// Areas are few on a page of text; a page of both without end is no page
    /// of text, and what it covers does not matter.
    pub(super) fn limit(&mut self, glyphs: usize) {
        let most = MAX_COMPARISONS / glyphs.max(1);
        let mut all = 0_usize;
        let within = self.0.iter().take_while(|area| {
            let outline = area.outline.as_ref();
            all += 1 + outline.map_or(0, |outline| outline.elements().len());
            all <= most
        });
        let within = within.count();
        self.0.truncate(within);
    }

    /// Whether what was drawn at `point` is covered by a later area, or has
    /// the colour of what lies under it.
    pub(super) fn hide(&self, point: Point, colour: Option<Colour>, order: usize) -> bool {
        let over = self
            .0
            .iter()
            .rev()
            .take_while(|area| area.order > order)
            .any(|area| area.cover != Cover::Veil && area.contains(point));
        if over {
            return true;
        }
        let under = self
            .0
            .iter()
            .rev()
            .skip_while(|area| area.order > order)
            .find(|area| area.contains(point));
        let ground = match under.map(|area| area.cover) {
            Some(Cover::Plain(ground)) => Some(ground),
            Some(Cover::Picture | Cover::Veil) => None,
            // The page is white.
            None => Some([255; 3]),
        };
        match (colour, ground) {
            (Some(colour), Some(ground)) => colour
                .iter()
                .zip(ground)
                .all(|(one, other)| one.abs_diff(other) < COLOUR_STEP),
            (None, _) | (_, None) => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{Around, at, page_with, text_of};

    /// A box with round corners from (60, 600) to (360, 640).
    const ROUND_BOX: &str = "70 600 m 350 600 l 355 600 360 605 360 610 c 360 630 l \
        360 635 355 640 350 640 c 70 640 l 65 640 60 635 60 630 c 60 610 l 60 605 65 600 70 600 c h f\n";

    fn shown(content: &str) -> String {
        let around = Around {
            resources: "/ExtGState<</Half<</ca 0.5>>>>",
            ..Around::default()
        };
        text_of(&page_with(content, around)).trim().to_owned()
    }

    #[test]
    fn white_text_on_a_coloured_box_with_round_corners_is_shown() {
        let text = at(72, 615, "Chest");
        let on_blue = shown(&format!("q 0 0 0.6 rg {ROUND_BOX} Q q 1 g {text} Q"));
        assert_eq!(on_blue, "Chest");
        // So is text on colours that let the page through, as far as we know.
        let half = format!("q /Half gs 0 0 0.6 rg 60 600 300 40 re f Q q 1 g {text} Q");
        assert_eq!(shown(&half), "Chest");
        let beside = format!(
            "q 0 0 0.6 rg {ROUND_BOX} Q q 1 g {} Q {text}",
            at(400, 615, "Zaq")
        );
        assert_eq!(shown(&beside), "Chest");
    }

    #[test]
    fn text_under_a_box_with_round_corners_is_not_shown() {
        let text = format!("{}{}", at(72, 615, "Zaq"), at(72, 500, "Chest"));
        let covered = format!("{text} q 0 0 0.6 rg {ROUND_BOX} Q");
        assert_eq!(shown(&covered), "Chest");
    }

    #[test]
    fn outlines_without_end_are_not_compared_with_every_letter() {
        use super::{Areas, Cover, MAX_COMPARISONS};
        use hayro_interpret::kurbo::{BezPath, Point, Rect, Shape};

        let circle: BezPath =
            hayro_interpret::kurbo::Circle::new(Point::new(50.0, 50.0), 40.0).to_path(0.1);
        let page = Rect::new(0.0, 0.0, 100.0, 100.0);
        let mut areas = Areas::default();
        for order in 0..3 {
            areas.push_shape(circle.clone(), page, Cover::Plain([0; 3]), order);
        }
        areas.limit(MAX_COMPARISONS / (2 * (1 + circle.elements().len())));
        assert_eq!(areas.0.len(), 2);
        assert!(areas.hide(Point::new(50.0, 50.0), Some([0; 3]), 9));
        assert!(!areas.hide(Point::new(12.0, 12.0), Some([0; 3]), 9));
    }
}
