//! Pages as lists of marks with their structure, and the PDF made of them.
//!
//! Marks are collected first and written last, because a page foot says how
//! many pages there are, and a structure element may run over several pages.

use std::num::NonZeroU16;

use krilla::Document;
use krilla::action::{Action, LinkAction};
use krilla::annotation::{Annotation, LinkAnnotation, Target};
use krilla::color::rgb;
use krilla::configure::{Accessibility, Archival, Configuration, ConfigurationBuilder};
use krilla::destination::XyzDestination;
use krilla::geom::{PathBuilder, Point, Rect};
use krilla::metadata::{DateTime, Metadata};
use krilla::num::NormalizedF32;
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::paint::{Fill, Stroke};
use krilla::surface::Surface;
use krilla::tagging::{
    Artifact, ArtifactType, ContentTag, Identifier, ListNumbering, SpanTag, TableHeaderScope, Tag,
    TagGroup, TagKind, TagTree,
};

use super::TypesetError;
use super::face::{Face, Faces};
use super::form::{self, Field};

/// A colour: red, green, blue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ink(pub u8, pub u8, pub u8);

/// Text.
pub const INK: Ink = Ink(0x1B, 0x1F, 0x24);
/// Quiet text: 7.0 : 1 on white.
pub const QUIET: Ink = Ink(0x51, 0x5A, 0x64);
/// Hairlines.
pub const HAIRLINE: Ink = Ink(0xC4, 0xCA, 0xD1);
/// Behind replaced text and head rows.
pub const TINT: Ink = Ink(0xE9, 0xEC, 0xEF);

/// Pages and their structure.
#[derive(Debug, Default)]
pub struct Paper {
    /// Pages in order.
    pub sheets: Vec<Sheet>,
    nodes: Vec<Node>,
    top: Vec<NodeId>,
    entries: Vec<Entry>,
}

/// One page: what is drawn, in order.
#[derive(Debug, Default)]
pub struct Sheet {
    /// Width in points.
    pub width_pt: f32,
    /// Height in points.
    pub height_pt: f32,
    /// What is drawn, in order.
    pub marks: Vec<(Owner, Mark)>,
    /// What can be filled in, each an element of its own.
    fields: Vec<(NodeId, Field, Area)>,
}

/// One thing on a page. Points, origin at the top left.
#[derive(Debug, Clone, PartialEq)]
pub enum Mark {
    /// Text on a baseline.
    Text {
        /// Left edge.
        left_pt: f32,
        /// Baseline.
        baseline_pt: f32,
        /// Size.
        size_pt: f32,
        /// Factor on the width of the letters, 1 as designed.
        stretch: f32,
        /// Face.
        face: Face,
        /// Colour.
        ink: Ink,
        /// The text.
        text: String,
    },
    /// A filled rectangle.
    Fill {
        /// Place and size.
        area: Area,
        /// Colour.
        ink: Ink,
    },
    /// The four sides of a rectangle.
    Frame {
        /// Place and size.
        area: Area,
        /// Colour.
        ink: Ink,
        /// Thickness.
        width_pt: f32,
    },
}

/// A rectangle. Points, origin at the top left.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Area {
    /// Left edge.
    pub left_pt: f32,
    /// Top edge.
    pub top_pt: f32,
    /// Width.
    pub width_pt: f32,
    /// Height.
    pub height_pt: f32,
}

impl Area {
    fn rect(&self) -> Option<Rect> {
        Rect::from_xywh(self.left_pt, self.top_pt, self.width_pt, self.height_pt)
    }
}

/// To what a mark belongs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Owner {
    /// A structure element: it is read out.
    Element(NodeId),
    /// Page head or foot, a repeated table head, a box, a line: it is not.
    Decoration,
}

/// A structure element of the pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NodeId(usize);

/// Kinds of structure element, ISO 32000-1 14.8.4.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Element {
    /// Heading of a level from 1; its text is its title too.
    Heading(u16, String),
    /// Paragraph.
    Paragraph,
    /// List; its items carry their own signs or numbers.
    List,
    /// Item of a list.
    Item,
    /// The sign in front of an item.
    Label,
    /// The text of an item.
    ItemBody,
    /// Table.
    Table,
    /// The head rows of a table.
    Head,
    /// The other rows.
    Body,
    /// Row.
    Row,
    /// Cell that names its column.
    ColumnHead,
    /// Cell that names its row.
    RowHead,
    /// Any other cell.
    Cell,
    /// A field to fill in, [`Paper::field`].
    Field,
}

/// What the file says about itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct About {
    /// Title.
    pub title: String,
    /// Language of the text, as in RFC 5646.
    pub language: &'static str,
    /// Year in the date fields, which PDF/A demands. The year alone: a day
    /// would tell more than is known to be harmless.
    pub year: u16,
}

#[derive(Debug)]
struct Node {
    element: Element,
    children: Vec<NodeId>,
    content: Vec<Identifier>,
}

#[derive(Debug)]
struct Entry {
    level: u16,
    text: String,
    page: usize,
    top_pt: f32,
}

impl Paper {
    /// Adds a page.
    pub fn add_sheet(&mut self, width_pt: f32, height_pt: f32) {
        self.sheets.push(Sheet {
            width_pt,
            height_pt,
            marks: Vec::new(),
            fields: Vec::new(),
        });
    }

    /// Adds a structure element; `parent` `None` is the document itself. An
    /// element has either children or marks.
    pub fn element(&mut self, parent: Option<NodeId>, element: Element) -> NodeId {
        let id = NodeId(self.nodes.len());
        self.nodes.push(Node {
            element,
            children: Vec::new(),
            content: Vec::new(),
        });
        match parent.and_then(|parent| self.nodes.get_mut(parent.0)) {
            Some(parent) => parent.children.push(id),
            None => self.top.push(id),
        }
        id
    }

    /// Adds a field to fill in on the last page.
    pub fn field(&mut self, field: Field, area: Area) {
        let node = self.element(None, Element::Field);
        if let Some(sheet) = self.sheets.last_mut() {
            sheet.fields.push((node, field, area));
        }
    }

    /// Adds an entry of the outline that leads to a place on the last page.
    pub fn entry(&mut self, level: u16, text: impl Into<String>, top_pt: f32) {
        self.entries.push(Entry {
            level,
            text: text.into(),
            page: self.sheets.len().saturating_sub(1),
            top_pt,
        });
    }

    /// Draws on the last page.
    pub fn draw(&mut self, owner: Owner, mark: Mark) {
        if let Some(sheet) = self.sheets.last_mut() {
            sheet.marks.push((owner, mark));
        }
    }

    /// Draws on a page by its place, from 0; on none if there is no such page.
    pub fn draw_on(&mut self, sheet: usize, owner: Owner, mark: Mark) {
        if let Some(sheet) = self.sheets.get_mut(sheet) {
            sheet.marks.push((owner, mark));
        }
    }

    /// Writes the pages.
    ///
    /// # Errors
    /// [`TypesetError::PageSize`] and [`TypesetError::NotWritten`].
    pub fn write(mut self, faces: &Faces, about: &About) -> Result<Vec<u8>, TypesetError> {
        let strict = ConfigurationBuilder::new()
            .with_archival_validator(Archival::A2_A)
            .with_accessibility_validator(Accessibility::UA1)
            .finish();
        let plain = Configuration::default();
        if let Ok(strict) = strict
            && let Ok(bytes) = self.attempt(faces, about, strict)
        {
            return Ok(bytes);
        }
        self.attempt(faces, about, plain)
    }

    fn attempt(
        &mut self,
        faces: &Faces,
        about: &About,
        configuration: Configuration,
    ) -> Result<Vec<u8>, TypesetError> {
        for node in &mut self.nodes {
            node.content.clear();
        }
        let mut document = Document::new_with(krilla::SerializeSettings {
            configuration,
            enable_tagging: true,
            ..krilla::SerializeSettings::default()
        });
        let mut fields = Vec::new();
        for (place, sheet) in self.sheets.iter().enumerate() {
            let settings =
                page_settings(sheet).ok_or(TypesetError::PageSize { page: place + 1 })?;
            let mut page = document.start_page_with(settings);
            let mut surface = page.surface();
            draw_sheet(&mut surface, sheet, faces, &mut self.nodes);
            surface.finish();
            for (node, field, area) in &sheet.fields {
                let link = link(fields.len(), field, *area).ok_or(TypesetError::NotWritten)?;
                let identifier = page.add_tagged_annotation(link);
                if let Some(node) = self.nodes.get_mut(node.0) {
                    node.content.push(identifier);
                }
                fields.push((field.clone(), *area));
            }
            page.finish();
        }
        let mut tree = TagTree::new().with_lang(Some(about.language.to_owned()));
        for id in &self.top {
            if let Some(group) = self.group(*id, 0) {
                tree.push(group);
            }
        }
        document.set_tag_tree(tree);
        document.set_outline(self.outline(about));
        document.set_metadata(
            Metadata::new()
                .title(about.title.clone())
                .language(about.language.to_owned())
                .creator(String::from("Safelight"))
                .creation_date(DateTime::new(about.year)),
        );
        let bytes = document.finish().map_err(|_| TypesetError::NotWritten)?;
        if fields.is_empty() {
            return Ok(bytes);
        }
        form::with_fields(&bytes, &fields).ok_or(TypesetError::NotWritten)
    }

    /// The element with all below it; nothing if nothing of it was drawn.
    fn group(&self, id: NodeId, depth: u8) -> Option<TagGroup> {
        let node = self.nodes.get(id.0)?;
        let mut group = TagGroup::new(tag(&node.element));
        let mut empty = true;
        for identifier in &node.content {
            group.push(*identifier);
            empty = false;
        }
        if depth < 16 {
            for child in node
                .children
                .iter()
                .filter_map(|child| self.group(*child, depth + 1))
            {
                group.push(child);
                empty = false;
            }
        }
        // An empty cell still counts: without it the row would have one less.
        let cell = matches!(
            node.element,
            Element::Cell | Element::RowHead | Element::ColumnHead
        );
        (!empty || cell).then_some(group)
    }

    /// Two levels: entries of the first, each with those that follow it.
    fn outline(&self, about: &About) -> Outline {
        let node = |entry: &Entry| {
            let place = XyzDestination::new(entry.page, Point::from_xy(0.0, entry.top_pt));
            OutlineNode::new(entry.text.clone(), place).with_open(true)
        };
        let start = Entry {
            level: 1,
            text: about.title.clone(),
            page: 0,
            top_pt: 0.0,
        };
        let mut outline = Outline::new();
        let mut current: Option<OutlineNode> = None;
        for entry in &self.entries {
            match &mut current {
                Some(parent) if entry.level > 1 => parent.push_child(node(entry)),
                Some(_) | None => {
                    if let Some(done) = current.replace(node(entry)) {
                        outline.push_child(done);
                    }
                }
            }
        }
        outline.push_child(current.unwrap_or_else(|| node(&start)));
        outline
    }
}

fn page_settings(sheet: &Sheet) -> Option<PageSettings> {
    // ISO 32000-1 Annex C: 3 to 14,400 units.
    let fits = |size: f32| (3.0..=14_400.0).contains(&size);
    (fits(sheet.width_pt) && fits(sheet.height_pt))
        .then(|| PageSettings::from_wh(sheet.width_pt, sheet.height_pt))
        .flatten()
}

/// The link that becomes a field.
fn link(place: usize, field: &Field, area: Area) -> Option<Annotation> {
    let action = LinkAction::new(format!("{}{place}", form::SCHEME));
    let target = Target::Action(Action::from(action));
    let link = LinkAnnotation::new(area.rect()?, target);
    Some(Annotation::new_link(link, Some(field.asks.clone())))
}

fn draw_sheet(surface: &mut Surface, sheet: &Sheet, faces: &Faces, nodes: &mut [Node]) {
    let mut open: Option<Owner> = None;
    for (owner, mark) in &sheet.marks {
        if open != Some(*owner) {
            if open.is_some() {
                surface.end_tagged();
            }
            start(surface, *owner, nodes);
            open = Some(*owner);
        }
        draw_mark(surface, mark, faces);
    }
    if open.is_some() {
        surface.end_tagged();
    }
}

fn start(surface: &mut Surface, owner: Owner, nodes: &mut [Node]) {
    match owner {
        Owner::Decoration => {
            let artifact = Artifact::with_kind(ArtifactType::PaginationOther);
            surface.start_tagged(ContentTag::Artifact(artifact));
        }
        Owner::Element(id) => {
            let identifier = surface.start_tagged(ContentTag::Span(SpanTag::empty()));
            if let Some(node) = nodes.get_mut(id.0) {
                node.content.push(identifier);
            }
        }
    }
}

fn draw_mark(surface: &mut Surface, mark: &Mark, faces: &Faces) {
    match mark {
        Mark::Text {
            left_pt,
            baseline_pt,
            size_pt,
            stretch,
            face,
            ink,
            text,
        } => {
            surface.set_fill(Some(fill(*ink)));
            surface.set_stroke(None);
            let mut left = *left_pt;
            for run in faces.runs(*face, text).iter() {
                let mut glyphs = run.glyphs.clone();
                for glyph in &mut glyphs {
                    glyph.x_advance *= stretch;
                }
                let start = Point::from_xy(left, *baseline_pt);
                let font = run.font.clone();
                surface.draw_glyphs(start, &glyphs, font, &run.text, *size_pt, false);
                left += run.width_em * size_pt * stretch;
            }
        }
        Mark::Fill { area, ink } => {
            surface.set_fill(Some(fill(*ink)));
            surface.set_stroke(None);
            draw_area(surface, area);
        }
        Mark::Frame {
            area,
            ink,
            width_pt,
        } => {
            surface.set_fill(None);
            surface.set_stroke(Some(Stroke {
                paint: color(*ink).into(),
                width: *width_pt,
                ..Stroke::default()
            }));
            draw_area(surface, area);
        }
    }
}

fn draw_area(surface: &mut Surface, area: &Area) {
    let path = area.rect().and_then(|rect| {
        let mut path = PathBuilder::new();
        path.push_rect(rect);
        path.finish()
    });
    if let Some(path) = path {
        surface.draw_path(&path);
    }
}

fn color(ink: Ink) -> rgb::Color {
    rgb::Color::new(ink.0, ink.1, ink.2)
}

fn fill(ink: Ink) -> Fill {
    Fill {
        paint: color(ink).into(),
        opacity: NormalizedF32::ONE,
        rule: krilla::paint::FillRule::default(),
    }
}

fn tag(element: &Element) -> TagKind {
    match element {
        Element::Heading(level, title) => {
            let level = NonZeroU16::new(*level).unwrap_or(NonZeroU16::MIN);
            Tag::Hn(level, Some(title.clone())).into()
        }
        Element::Paragraph => Tag::P.into(),
        Element::List => Tag::L(ListNumbering::None).into(),
        Element::Item => Tag::LI.into(),
        Element::Label => Tag::Lbl.into(),
        Element::ItemBody => Tag::LBody.into(),
        Element::Table => Tag::Table.into(),
        Element::Head => Tag::THead.into(),
        Element::Body => Tag::TBody.into(),
        Element::Row => Tag::TR.into(),
        Element::ColumnHead => Tag::TH(TableHeaderScope::Column).into(),
        Element::RowHead => Tag::TH(TableHeaderScope::Row).into(),
        Element::Cell => Tag::TD.into(),
        // Written again as Form, see `form`.
        Element::Field => Tag::Link.into(),
    }
}
