//! An uploaded attachment (备案材料) as the filing refers to it, page by page; its bytes live with the server.

use super::AttachmentId;
use super::by_name::by_name;
use serde::de::value::MapAccessDeserializer;
use serde::de::{MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};
use std::fmt;

/// Most pages of one attachment.
pub const MOST_PAGES: usize = 20;

/// What the filing keeps of an uploaded page: enough to show it, never its bytes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Attachment {
    /// Where the server keeps it.
    pub id: AttachmentId,
    /// The file's name on the applicant's machine, for the applicant's eyes.
    pub name: String,
    /// Media type found in the bytes (not claimed by the browser): `image/jpeg` or `image/png`; of a bureau's pledge on video
    /// (承诺视频) `video/mp4`, `video/webm` or `video/quicktime`.
    pub media_type: String,
    /// Size in bytes.
    pub size: u64,
    /// Width in pixels; 0 of a video.
    pub width: u32,
    /// Height in pixels; 0 of a video.
    pub height: u32,
}

by_name! {
    Attachment,
    must { id name media_type size width height }
    may {}
    Attachment {
        id: AttachmentId(String::new()),
        name: String::new(),
        media_type: String::new(),
        size: 0,
        width: 0,
        height: 0,
    }
}

/// Reads the pages of an attachment: a list; or, in a document of the first form, one picture or none.
pub(crate) fn pages<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<Attachment>, D::Error> {
    from.deserialize_any(Pages)
}

struct Pages;

impl<'de> Visitor<'de> for Pages {
    type Value = Vec<Attachment>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a list of pages")
    }

    fn visit_unit<E>(self) -> Result<Vec<Attachment>, E> {
        Ok(Vec::new())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Vec<Attachment>, A::Error> {
        let mut pages = Vec::new();
        while let Some(page) = list.next_element()? {
            pages.push(page);
        }
        Ok(pages)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Vec<Attachment>, A::Error> {
        Ok(vec![Attachment::deserialize(MapAccessDeserializer::new(map))?])
    }
}

#[cfg(test)]
mod tests {
    use crate::sample::attachment;
    use crate::{Filing, SiteId};
    use serde_json::json;

    #[test]
    fn pages_are_a_list_and_the_one_picture_of_the_first_form_is_a_page() {
        let page = |id| serde_json::to_value(attachment(id)).unwrap();
        for (stands, ids) in [
            (json!(null), vec![]),
            (json!([]), vec![]),
            (page("one"), vec!["one"]),
            (json!([page("one"), page("two")]), vec!["one", "two"]),
        ] {
            let mut document = serde_json::to_value(Filing::new(SiteId(1))).unwrap();
            document["organiser"]["licence"] = stands;
            let read: Filing = serde_json::from_value(document.clone()).unwrap();
            let found: Vec<_> = read.organiser.licence.iter().map(|page| page.id.as_str()).collect();
            assert_eq!(found, ids);
            assert_eq!(serde_json::from_str::<Filing>(&document.to_string()).unwrap(), read);
        }
        for wrong in [json!("one"), json!(1), json!([1]), json!({ "id": "one" }), json!([[]])] {
            let mut document = serde_json::to_value(Filing::new(SiteId(1))).unwrap();
            document["organiser"]["licence"] = wrong;
            assert!(serde_json::from_value::<Filing>(document).is_err());
        }
    }
}
