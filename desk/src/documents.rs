//! The documents of a filing in the order in which they prove its fields: the licence first, the people's cards after it.

use super::naming;
use beian_locale::Lang;
use beian_model::proof::{Proof, proofs};
use beian_model::wire::{CaptureView, DocumentReading, ReviewView, ShowRequest};
use beian_model::{Attachment, Capture, Filing, Path, Region};

/// A document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// What it is.
    pub proof: Proof,
    /// What is known of it.
    pub about: About,
    /// Which page of its attachment, from 1.
    pub page: usize,
}

/// What is known of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum About {
    /// An upload.
    Attachment(Attachment),
    /// What a phone sent.
    Capture(CaptureView),
}

impl Document {
    /// How it is asked for.
    pub fn request(&self) -> ShowRequest {
        match &self.about {
            About::Attachment(page) => ShowRequest::Attachment { attachment: page.id.clone() },
            About::Capture(one) => {
                ShowRequest::Capture { verification: one.verification.clone(), capture: one.capture }
            }
        }
    }

    /// It is a video.
    pub fn is_video(&self) -> bool {
        match &self.about {
            About::Attachment(page) => page.media_type.starts_with("video/"),
            About::Capture(one) => one.capture == Capture::Video,
        }
    }

    /// Its name within the page.
    pub fn name(&self) -> String {
        match self.proof {
            Proof::Attachment(path) => format!("{path}{}", self.number()),
            Proof::Capture(person, capture) => format!("{person}-{capture}"),
        }
    }

    /// What it proves, in words.
    pub fn label(&self, filing: &Filing, lang: Lang) -> String {
        match self.proof {
            Proof::Attachment(path) => format!("{}{}", naming::field(filing, path, lang), self.number()),
            Proof::Capture(person, capture) => naming::capture(filing, person, capture, lang),
        }
    }

    /// The second page of an attachment and those behind it are numbered.
    fn number(&self) -> String {
        if self.page > 1 { format!(" · {}", self.page) } else { String::new() }
    }

    /// A reading is of it, or of the same side of somebody else's card: the paths of its fields say whose.
    fn is_read_in(&self, read: &DocumentReading) -> bool {
        match &self.about {
            About::Attachment(page) => read.attachment.as_ref() == Some(&page.id),
            About::Capture(one) => read.capture == Some(one.capture),
        }
    }
}

/// All documents of a filing.
pub fn documents_of(view: &ReviewView) -> Vec<Document> {
    let filing = &view.view.filing;
    let mut pages: Vec<Document> = Vec::new();
    for (path, attachment) in filing.attachments() {
        let proof = Proof::Attachment(path);
        let page = pages.iter().filter(|one| one.proof == proof).count() + 1;
        pages.push(Document { proof, about: About::Attachment(attachment.clone()), page });
    }
    pages.extend(view.captures.iter().map(|one| {
        let proof = Proof::Capture(one.person, one.capture);
        Document { proof, about: About::Capture(one.clone()), page: 1 }
    }));
    let mut wanted: Vec<Proof> = Vec::new();
    for (_, path) in filing.shown() {
        wanted.extend(proofs(filing, path));
    }
    // What proves no field that is shown comes last.
    let place = |one: &Document| wanted.iter().position(|proof| *proof == one.proof).unwrap_or(wanted.len());
    pages.sort_by_key(place);
    pages
}

/// Which document proves a field, and where on it: the page and the place from which its value was read, else the first page of what proves it.
pub fn proof_of(view: &ReviewView, documents: &[Document], path: Path) -> Option<(usize, Option<Place>)> {
    let wanted = proofs(&view.view.filing, path);
    let first = wanted.iter().find_map(|proof| documents.iter().position(|one| one.proof == *proof))?;
    let mut proving = documents.iter().enumerate().filter(|(_, one)| wanted.contains(&one.proof));
    let read = proving.find_map(|(n, one)| Some((n, place_on(view, one, path)?)));
    Some(match read {
        Some((n, place)) => (n, Some(place)),
        None => (first, None),
    })
}

/// A place on a picture, in hundredths of a percent of its width and height: left, top, width, height.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place(pub [u32; 4]);

impl Place {
    fn new(region: Region, width: u32, height: u32) -> Option<Place> {
        // A little around it, so that the frame does not cover the letters.
        let part = region.padded(region.height / 5 + 4, width, height);
        let share = |one: u32, of: u32| u32::try_from(u64::from(one) * 10_000 / u64::from(of.max(1))).unwrap_or(10_000);
        let place = [share(part.x, width), share(part.y, height), share(part.width, width), share(part.height, height)];
        (region.width > 0 && place[2] > 0 && place[3] > 0).then_some(Place(place))
    }
}

/// Where on a document a field was read.
fn place_on(view: &ReviewView, document: &Document, path: Path) -> Option<Place> {
    view.background.readings.iter().filter(|one| document.is_read_in(one)).find_map(|one| {
        let field = one.reading.fields.iter().find(|field| field.path == path)?;
        Place::new(field.region, one.reading.width, one.reading.height)
    })
}
