//! Headings, paragraphs and lists that run down the pages.

use super::TypesetError;
use super::face::{Face, Faces};
use super::line::{Blanks, Ground, Line, Piece, Style, break_lines};
use super::paper::{About, Area, Element, INK, Mark, NodeId, Owner, Paper, QUIET, TINT};

/// Size of a page and its margins.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Format {
    /// Width of the page.
    pub width_pt: f32,
    /// Height of the page.
    pub height_pt: f32,
    /// Left and right margin.
    pub side_pt: f32,
    /// Margin above.
    pub top_pt: f32,
    /// Margin below; the page foot stands in it.
    pub bottom_pt: f32,
}

/// Space around a paragraph.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Spacing {
    /// Above, unless at the top of a page.
    pub above_pt: f32,
    /// Below.
    pub below_pt: f32,
    /// From baseline to baseline, as a factor on the size.
    pub leading: f32,
    /// At blanks.
    pub blanks: Blanks,
}

/// What stands at the foot of every page, left of "Page n of m".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Foot {
    /// The text.
    pub left: String,
    /// What stands at the head of the second page and those behind it.
    pub running_head: Option<String>,
}

/// Pages being filled from the top.
pub struct Flow<'f> {
    /// The faces.
    pub faces: &'f Faces,
    /// The pages so far.
    pub paper: Paper,
    /// Their size.
    pub format: Format,
    /// Where the next thing starts, from the top of the page.
    pub top_pt: f32,
}

impl Format {
    /// US Letter.
    pub const LETTER: Self = Self {
        width_pt: 612.0,
        height_pt: 792.0,
        side_pt: 54.0,
        top_pt: 54.0,
        bottom_pt: 60.0,
    };

    /// Width between the margins.
    #[must_use]
    pub const fn text_width_pt(&self) -> f32 {
        self.width_pt - 2.0 * self.side_pt
    }

    /// Where the bottom margin starts.
    #[must_use]
    pub const fn end_pt(&self) -> f32 {
        self.height_pt - self.bottom_pt
    }
}

impl Spacing {
    /// Nothing above or below.
    pub const TIGHT: Self = Self {
        above_pt: 0.0,
        below_pt: 0.0,
        leading: 1.32,
        blanks: Blanks::Collapse,
    };

    /// A paragraph of running text.
    pub const TEXT: Self = Self {
        above_pt: 0.0,
        below_pt: 5.0,
        ..Self::TIGHT
    };
}

impl<'f> Flow<'f> {
    /// Starts with one empty page.
    #[must_use]
    pub fn new(faces: &'f Faces, format: Format) -> Self {
        let mut flow = Self {
            faces,
            paper: Paper::default(),
            format,
            top_pt: 0.0,
        };
        flow.new_page();
        flow
    }

    /// Starts the next page.
    pub fn new_page(&mut self) {
        self.paper
            .add_sheet(self.format.width_pt, self.format.height_pt);
        self.top_pt = self.format.top_pt;
    }

    /// Starts the next page if `height_pt` does not fit on this one.
    pub fn need(&mut self, height_pt: f32) {
        let fits = self.top_pt + height_pt <= self.format.end_pt();
        if !fits && !self.at_top() {
            self.new_page();
        }
    }

    /// Whether nothing stands on the page yet.
    #[must_use]
    pub fn at_top(&self) -> bool {
        self.top_pt <= self.format.top_pt
    }

    /// Moves down, unless at the top of a page.
    pub fn space(&mut self, height_pt: f32) {
        if !self.at_top() {
            self.top_pt += height_pt;
        }
    }

    /// A heading. It stays with at least `with_next_pt` of what follows.
    pub fn heading(
        &mut self,
        level: u16,
        text: &str,
        style: Style,
        spacing: Spacing,
        with_next_pt: f32,
    ) {
        self.need(spacing.above_pt + style.size_pt * 1.4 + spacing.below_pt + with_next_pt);
        self.space(spacing.above_pt);
        self.paper.entry(level, text, self.top_pt);
        let node = self
            .paper
            .element(None, Element::Heading(level, text.to_owned()));
        self.lines_of(
            Owner::Element(node),
            &[Piece::new(text, style)],
            0.0,
            spacing,
        );
        self.space(spacing.below_pt);
    }

    /// A paragraph.
    pub fn paragraph(&mut self, pieces: &[Piece], spacing: Spacing) {
        let node = self.paper.element(None, Element::Paragraph);
        self.space(spacing.above_pt);
        self.lines_of(Owner::Element(node), pieces, 0.0, spacing);
        self.space(spacing.below_pt);
    }

    /// Starts a list; its items are added to the result.
    pub fn list(&mut self) -> NodeId {
        self.paper.element(None, Element::List)
    }

    /// An item of a list, with its sign hanging in front of it.
    pub fn item(
        &mut self,
        list: NodeId,
        sign: &str,
        indent_pt: f32,
        pieces: &[Piece],
        spacing: Spacing,
    ) {
        let size = pieces.first().map_or(10.0, |piece| piece.style.size_pt);
        self.need(size * spacing.leading);
        let item = self.paper.element(Some(list), Element::Item);
        let label = self.paper.element(Some(item), Element::Label);
        let body = self.paper.element(Some(item), Element::ItemBody);
        let sign_style = pieces
            .first()
            .map_or(Style::new(Face::Sans, size, INK), |piece| piece.style);
        self.draw_line(
            Owner::Element(label),
            &Line {
                pieces: vec![Piece::new(sign, sign_style)],
                width_pt: 0.0,
            },
            self.format.side_pt,
            self.top_pt + baseline(size, spacing.leading),
        );
        self.lines_of(Owner::Element(body), pieces, indent_pt, spacing);
        self.space(spacing.below_pt);
    }

    /// Lines of a width from the left margin plus `indent_pt`, over as many
    /// pages as it takes.
    pub fn lines_of(&mut self, owner: Owner, pieces: &[Piece], indent_pt: f32, spacing: Spacing) {
        let width = self.format.text_width_pt() - indent_pt;
        for line in break_lines(self.faces, pieces, width, spacing.blanks) {
            let height = line.size_pt() * spacing.leading;
            self.need(height);
            let at = self.top_pt + baseline(line.size_pt(), spacing.leading);
            self.draw_line(owner, &line, self.format.side_pt + indent_pt, at);
            self.top_pt += height;
        }
    }

    /// Draws one line with its left end and baseline.
    pub fn draw_line(&mut self, owner: Owner, line: &Line, left_pt: f32, baseline_pt: f32) {
        let mut left = left_pt;
        let sheet = self.paper.sheets.len().saturating_sub(1);
        for piece in &line.pieces {
            let width = piece.width_pt(self.faces);
            let place = (left, baseline_pt);
            draw_piece(&mut self.paper, sheet, owner, piece, place, (width, 1.0));
            left += width;
        }
    }

    /// Fills a rectangle; it is not read out.
    pub fn fill(&mut self, area: Area, ink: super::paper::Ink) {
        self.paper.draw(Owner::Decoration, Mark::Fill { area, ink });
    }

    /// A line across the text at the current place.
    pub fn rule(&mut self, ink: super::paper::Ink, width_pt: f32) {
        let area = Area {
            left_pt: self.format.side_pt,
            top_pt: self.top_pt,
            width_pt: self.format.text_width_pt(),
            height_pt: width_pt,
        };
        self.fill(area, ink);
    }

    /// Writes the pages as they are.
    ///
    /// # Errors
    /// As [`Paper::write`].
    pub fn finish(self, about: &About) -> Result<Vec<u8>, TypesetError> {
        self.paper.write(self.faces, about)
    }

    /// Adds the page feet and writes the pages.
    ///
    /// # Errors
    /// As [`Paper::write`].
    pub fn finish_with(mut self, foot: &Foot, about: &About) -> Result<Vec<u8>, TypesetError> {
        let count = self.paper.sheets.len();
        let format = self.format;
        let style = Style::new(Face::Sans, 8.0, QUIET);
        for (place, sheet) in self.paper.sheets.iter_mut().enumerate() {
            let at = format.height_pt - format.bottom_pt * 0.5;
            let number = format!("Page {} of {count}", place + 1);
            let width = self.faces.width_em(style.face, &number) * style.size_pt;
            let mut text = |text: &str, left_pt: f32, baseline_pt: f32| {
                sheet.marks.push((
                    Owner::Decoration,
                    Mark::Text {
                        left_pt,
                        baseline_pt,
                        size_pt: style.size_pt,
                        stretch: 1.0,
                        face: style.face,
                        ink: style.ink,
                        text: text.to_owned(),
                    },
                ));
            };
            text(&foot.left, format.side_pt, at);
            text(&number, format.width_pt - format.side_pt - width, at);
            if let (Some(head), true) = (&foot.running_head, place > 0) {
                text(head, format.side_pt, format.top_pt * 0.6);
            }
        }
        self.paper.write(self.faces, about)
    }
}

/// Baseline below the top of a line, so that letters stand in its middle.
#[must_use]
pub fn baseline(size_pt: f32, leading: f32) -> f32 {
    size_pt * (leading * 0.5 + 0.30)
}

/// Draws a piece of a line on a page; a replaced one on its tinted box.
/// `place_pt` is left end and baseline; `width` is that of the box in points and
/// the factor on the width of the letters.
pub fn draw_piece(
    paper: &mut Paper,
    sheet: usize,
    owner: Owner,
    piece: &Piece,
    place_pt: (f32, f32),
    width: (f32, f32),
) {
    let style = piece.style;
    let (left_pt, baseline_pt) = place_pt;
    let (width_pt, stretch) = width;
    match style.ground {
        Ground::Paper => {}
        Ground::Replaced => {
            let area = Area {
                left_pt: left_pt - 0.1 * style.size_pt,
                top_pt: baseline_pt - 0.86 * style.size_pt,
                width_pt: width_pt + 0.2 * style.size_pt,
                height_pt: 1.14 * style.size_pt,
            };
            paper.draw_on(sheet, Owner::Decoration, Mark::Fill { area, ink: TINT });
        }
    }
    let mark = Mark::Text {
        left_pt,
        baseline_pt,
        size_pt: style.size_pt,
        stretch,
        face: style.face,
        ink: style.ink,
        text: piece.text.clone(),
    };
    paper.draw_on(sheet, owner, mark);
}
