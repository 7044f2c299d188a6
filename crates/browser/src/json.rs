//! JSON into values, structs from objects alone ([`objects`]): without the code that takes a list for a struct, which nobody sends, the
//! phone's page is 1.2 kB smaller (brotli), the desk 5.3 kB. Whoever reads the same type by `serde_json`
//! itself has both kinds of code in the page.

use beian_model::objects;
use serde::de::DeserializeOwned;

/// Reads a value.
///
/// # Errors
/// Where the text is no JSON, or not of this type.
pub fn read<T: DeserializeOwned>(text: &str) -> serde_json::Result<T> {
    let mut reader = serde_json::Deserializer::from_str(text);
    let value = objects::read(&mut reader)?;
    reader.end()?;
    Ok(value)
}

#[cfg(test)]
mod tests {
    use super::read;
    use beian_model::wire::HandoffClaim;
    use beian_model::{Filing, Path, Problem, Score, SiteId};

    #[test]
    fn what_is_written_is_read() {
        let claim = HandoffClaim { secret: "s".to_owned(), key: None };
        assert_eq!(read::<HandoffClaim>(&serde_json::to_string(&claim).unwrap()).unwrap(), claim);
        assert_eq!(read::<Vec<Option<Path>>>("[\"organiser.name\",null]").unwrap().len(), 2);
        let filing = Filing::new(SiteId(1));
        assert_eq!(read::<Filing>(&serde_json::to_string(&filing).unwrap()).unwrap(), filing);
    }

    #[test]
    fn what_does_not_fit_is_an_error() {
        for text in ["", "{}", "{\"secret\":1}", "{\"secret\":\"s\"} more", "[\"s\",null]"] {
            assert!(read::<HandoffClaim>(text).is_err(), "{text}");
        }
        assert!(read::<Vec<Score>>("[[\"sharp\",1]]").is_err(), "within others too");
        assert!(read::<Problem>("<html>").is_err());
    }
}
