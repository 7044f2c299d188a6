//! What the sides of an identity document (负责人证件) are called, as a phone photographs them.

use super::{Lang, Words};
use beian_model::{Capture, DocumentType};

/// What is taken of a person who has this document.
pub fn side(document: DocumentType, capture: Capture, lang: Lang) -> String {
    let is_id_card = document == DocumentType::ResidentId;
    let (zh, en) = match capture {
        Capture::Video | Capture::Attachment => return capture.text(lang).to_owned(),
        Capture::Portrait if document.is_booklet() => ("资料页", "data page"),
        Capture::Portrait => ("人像面", "portrait side"),
        Capture::Emblem if is_id_card => ("国徽面", "emblem side"),
        Capture::Emblem => ("背面", "back"),
    };
    match lang {
        Lang::Chinese if is_id_card => format!("身份证{zh}"),
        Lang::Chinese => format!("{}{zh}", document.text(lang)),
        Lang::English if is_id_card => format!("ID card, {en}"),
        Lang::English => format!("{}, {en}", document.text(lang)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_document_by_the_names_of_its_sides() {
        use Capture::{Emblem, Portrait, Video};
        use DocumentType::{HongKongMacauPermit, Passport, PermanentResidence, ResidentId, TaiwanResidence};
        for (document, capture, zh, en) in [
            (ResidentId, Portrait, "身份证人像面", "ID card, portrait side"),
            (ResidentId, Emblem, "身份证国徽面", "ID card, emblem side"),
            (Passport, Portrait, "护照资料页", "Passport, data page"),
            (TaiwanResidence, Portrait, "台湾居民居住证人像面", "Residence permit (Taiwan), portrait side"),
            (
                HongKongMacauPermit,
                Emblem,
                "港澳居民来往内地通行证背面",
                "Mainland travel permit (Hong Kong, Macau), back",
            ),
            (PermanentResidence, Emblem, "外国人永久居留身份证背面", "Foreigner's permanent residence card, back"),
            (Passport, Video, "核验视频", "Verification video"),
        ] {
            assert_eq!(side(document, capture, Lang::Chinese), zh);
            assert_eq!(side(document, capture, Lang::English), en);
        }
    }
}
