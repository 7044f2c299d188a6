//! What a picture says (图片识别): the fields that the server's OCR read from it, to be filled in and confirmed by a person.

use super::by_name::by_name;
use super::{Capture, Path, PersonField, PersonRef};
use serde::{Deserialize, Serialize};

coded! {
    /// How far the reading of a picture has come.
    pub enum ReadingState {
        /// This server reads no pictures.
        Off = "off",
        /// It is being read: ask again.
        Running = "running",
        /// It was read; what could not be read is not there.
        Done = "done",
    }
}

/// A part of a picture, in pixels of the picture as it is shown (turned as its EXIF orientation says), from its upper left.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Region {
    /// Left edge.
    pub x: u32,
    /// Upper edge.
    pub y: u32,
    /// Pixels across.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
}

impl Region {
    /// Right edge.
    pub const fn right(self) -> u32 {
        self.x.saturating_add(self.width)
    }

    /// Lower edge.
    pub const fn bottom(self) -> u32 {
        self.y.saturating_add(self.height)
    }

    /// The smallest region that holds both.
    pub fn with(self, other: Region) -> Region {
        let (x, y) = (self.x.min(other.x), self.y.min(other.y));
        let (right, bottom) = (self.right().max(other.right()), self.bottom().max(other.bottom()));
        Region { x, y, width: right - x, height: bottom - y }
    }

    /// The region with so many pixels around it, as far as a picture of this size goes.
    pub fn padded(self, by: u32, width: u32, height: u32) -> Region {
        let (x, y) = (self.x.saturating_sub(by).min(width), self.y.saturating_sub(by).min(height));
        let (right, bottom) = (self.right().saturating_add(by), self.bottom().saturating_add(by));
        Region { x, y, width: right.min(width).saturating_sub(x), height: bottom.min(height).saturating_sub(y) }
    }
}

/// Where on which size of picture something stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spot {
    /// The part of the picture.
    pub region: Region,
    /// Pixels across of the picture as it is shown.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
}

/// A field that was read from a picture.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReadField {
    /// The field.
    pub path: Path,
    /// What was read, in the form in which it is typed.
    pub text: String,
    /// Where it stands in the picture.
    pub region: Region,
    /// A check character proved it, or every character was read with confidence.
    pub sure: bool,
}

/// What an uploaded attachment says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Reading {
    /// How far it is.
    pub state: ReadingState,
    /// Pixels across of the picture as it is shown; 0 until it was read.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
    /// The fields that were read, in the order of the form, each once.
    pub fields: Vec<ReadField>,
}

by_name! {
    ReadField,
    must { path text region sure }
    may {}
    ReadField { path: Path::Filing, text: String::new(), region: Region::default(), sure: false }
}

by_name! {
    Reading,
    must { state width height fields }
    may {}
    Reading::empty(ReadingState::Running)
}

impl Reading {
    /// A reading without fields.
    pub const fn empty(state: ReadingState) -> Reading {
        Reading { state, width: 0, height: 0, fields: Vec::new() }
    }
}

/// What the two sides of a responsible person's ID card say, in the form in which it is typed; empty where it could not
/// be read. Its pictures stay between phone and server.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonReading {
    /// How far it is.
    pub state: ReadingState,
    /// Name (姓名).
    pub name: String,
    /// Resident identity number (公民身份号码), its check character right.
    pub number: String,
    /// First day of validity (有效期限), `YYYY-MM-DD`.
    pub valid_from: String,
    /// Last day of validity, `YYYY-MM-DD`, or `long-term` (长期).
    pub valid_until: String,
    /// Where the name stands on the portrait side; nothing for a card that was read before places were kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name_at: Option<Spot>,
    /// Where the number stands on the portrait side.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number_at: Option<Spot>,
    /// Where both days of validity stand on the emblem side.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_at: Option<Spot>,
}

impl PersonReading {
    /// A reading without texts.
    pub const fn empty(state: ReadingState) -> PersonReading {
        PersonReading {
            state,
            name: String::new(),
            number: String::new(),
            valid_from: String::new(),
            valid_until: String::new(),
            name_at: None,
            number_at: None,
            valid_at: None,
        }
    }

    /// What an applicant is told of it: the fields that were read, without a picture and so without places in one.
    pub fn told(self, of: PersonRef) -> Reading {
        let state = self.state;
        let mut fields = Vec::new();
        for (_, side) in self.sides(of) {
            fields.extend(side.fields.into_iter().map(|field| ReadField { region: Region::default(), ..field }));
        }
        Reading { fields, ..Reading::empty(state) }
    }

    /// What each side says and where, for staff, who see the pictures.
    pub fn sides(self, of: PersonRef) -> [(Capture, Reading); 2] {
        let state = self.state;
        let side = |texts: [(PersonField, String, Option<Spot>); 2]| {
            let size = texts.iter().find_map(|(_, _, at)| *at);
            let read = texts.into_iter().filter(|(_, text, _)| !text.is_empty());
            let field = |(field, text, at): (PersonField, String, Option<Spot>)| {
                let region = at.map_or(Region::default(), |at| at.region);
                ReadField { path: Path::person(of, field), text, region, sure: true }
            };
            let (width, height) = size.map_or((0, 0), |at| (at.width, at.height));
            Reading { state, width, height, fields: read.map(field).collect() }
        };
        [
            (
                Capture::Portrait,
                side([
                    (PersonField::Name, self.name, self.name_at),
                    (PersonField::DocumentNumber, self.number, self.number_at),
                ]),
            ),
            (
                Capture::Emblem,
                side([
                    (PersonField::ValidFrom, self.valid_from, self.valid_at),
                    (PersonField::ValidUntil, self.valid_until, self.valid_at),
                ]),
            ),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_applicant_is_told_the_words_of_a_card_and_staff_their_places_too() {
        let at = |x, width| Some(Spot { region: Region { x, y: 1, width: 30, height: 9 }, width, height: 60 });
        let card = PersonReading {
            name: "示例甲".to_owned(),
            valid_from: "2016-01-01".to_owned(),
            valid_until: "long-term".to_owned(),
            name_at: at(5, 100),
            valid_at: at(7, 200),
            ..PersonReading::empty(ReadingState::Done)
        };
        let [(front, portrait), (back, emblem)] = card.clone().sides(PersonRef::Organiser);
        assert_eq!((front, portrait.width, portrait.fields.len()), (Capture::Portrait, 100, 1));
        assert_eq!((back, emblem.width, emblem.fields.len()), (Capture::Emblem, 200, 2));
        assert!(portrait.fields[0].region.x == 5 && emblem.fields.iter().all(|field| field.region.x == 7));
        let told = card.told(PersonRef::Organiser);
        assert_eq!((told.width, told.fields.len()), (0, 3));
        assert!(told.fields.iter().all(|field| field.region == Region::default()));
    }

    /// What an earlier version kept has no places.
    #[test]
    fn a_card_without_places_is_read() {
        let kept = r#"{"state":"done","name":"示例甲","number":"","valid_from":"","valid_until":""}"#;
        let card: PersonReading = serde_json::from_str(kept).unwrap();
        assert_eq!((card.name.as_str(), card.name_at), ("示例甲", None));
    }

    #[test]
    fn regions_grow_within_the_picture() {
        let one = Region { x: 10, y: 20, width: 30, height: 5 };
        let both = one.with(Region { x: 5, y: 22, width: 10, height: 10 });
        assert_eq!(both, Region { x: 5, y: 20, width: 35, height: 12 });
        assert_eq!(both.padded(8, 42, 100), Region { x: 0, y: 12, width: 42, height: 28 });
        // What an engine said of another picture does not panic here.
        assert_eq!(Region { x: 90, y: 0, width: 5, height: 5 }.padded(1, 50, 3).width, 0);
        let far = Region { x: u32::MAX, y: 0, width: 9, height: 9 };
        assert_eq!(far.padded(u32::MAX, 10, 10), Region { x: 0, y: 0, width: 10, height: 10 });
    }
}
