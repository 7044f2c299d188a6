//! Reading a province's file: its form by serde, and what serde cannot know.

use beian_model::{AttachmentCase, ProvinceRule, ProvinceRules, Requirement, Severity};

/// Why a file cannot be used; the text names rule and line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unreadable(pub String);

impl core::fmt::Display for Unreadable {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Unreadable {}

/// Reads the text of a file.
///
/// # Errors
/// [`Unreadable`]: not TOML, an unknown key or code, a rule without source, date or one of the languages.
pub fn read(text: &str) -> Result<ProvinceRules, Unreadable> {
    let rules: ProvinceRules = toml::from_str(text).map_err(|error| Unreadable(error.to_string()))?;
    let typed: toml::Table = toml::from_str(text).map_err(|error| Unreadable(error.to_string()))?;
    for (list, rules) in [("rule", &rules.rules), ("individual", &rules.individual)] {
        let tables = typed.get(list).and_then(toml::Value::as_array).into_iter().flatten();
        for (n, (table, rule)) in tables.zip(rules).enumerate() {
            if let Some(key) = foreign_key(table, rule) {
                return Err(Unreadable(format!("{list} {}: `{key}` means nothing to this kind", n + 1)));
            }
        }
    }
    for (n, rule) in rules.rules.iter().chain(&rules.individual).enumerate() {
        if let Some(wrong) = wrong(rule) {
            return Err(Unreadable(format!("rule {} ({}): {wrong}", n + 1, rule.source)));
        }
    }
    for (n, rule) in rules.rules.iter().enumerate() {
        if let Requirement::Note { of: Some(kind), .. } = &rule.asks
            && kind != ProvinceRules::FOOTER
            && (kind == "note" || !rules.rules.iter().any(|other| other.asks.kind() == kind))
        {
            return Err(Unreadable(format!("rule {}: `of` names no rule of this file: {kind}", n + 1)));
        }
    }
    Ok(rules)
}

/// A key of a table that its kind does not have: a slip, which must not be read as agreement.
fn foreign_key(table: &toml::Value, rule: &ProvinceRule) -> Option<String> {
    let known = serde_json::to_value(rule).ok()?;
    table.as_table()?.keys().find(|key| known.get(key.as_str()).is_none()).cloned()
}

fn wrong(rule: &ProvinceRule) -> Option<&'static str> {
    let note = matches!(rule.asks, Requirement::Note { .. });
    let date = rule.date.split('-').all(|part| matches!(part.len(), 2 | 4) && part.bytes().all(|b| b.is_ascii_digit()));
    if rule.source.trim().is_empty() {
        return Some("the source is missing");
    }
    if !date {
        return Some("the date is YYYY, YYYY-MM or YYYY-MM-DD");
    }
    if note != (rule.severity == Severity::Note) {
        return Some("a note, and nothing else, has the severity `note`");
    }
    let empty = |list: &[String]| list.is_empty() || list.iter().any(|word| word.trim().is_empty());
    match &rule.asks {
        Requirement::Remark { zh, en, .. }
        | Requirement::Investor { zh, en, .. }
        | Requirement::Attachment { zh, en, .. }
        | Requirement::Note { zh, en, .. }
            if zh.trim().is_empty() || en.trim().is_empty() =>
        {
            Some("the text is needed in both languages")
        }
        Requirement::Attachment { when: AttachmentCase::Domains, count: 0, .. } => {
            Some("`count` says from how many domains")
        }
        Requirement::Suffix { refused, approved } if empty(refused) && empty(approved) => Some("no suffix is named"),
        Requirement::LabelWords { words }
        | Requirement::NameWords { words }
        | Requirement::ApprovalWords { words, .. }
            if empty(words) =>
        {
            Some("no word is named")
        }
        Requirement::ServiceContent { only, not } if only.is_empty() == not.is_empty() => {
            Some("either `only` or `not` is named")
        }
        Requirement::Certificate { only, not, .. } if only.is_empty() == not.is_empty() => {
            Some("either `only` or `not` is named")
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use beian_model::{Province, Subject};
    use std::sync::LazyLock;

    static ALL: LazyLock<Vec<ProvinceRules>> = LazyLock::new(|| super::super::all().unwrap());

    #[test]
    fn every_province_has_a_file_that_names_it() {
        assert_eq!(ALL.len(), Province::ALL.len());
        for (rules, province) in ALL.iter().zip(Province::ALL) {
            assert_eq!(rules.province, *province);
            assert!(!rules.rules.is_empty(), "{province}");
        }
    }

    #[test]
    fn kinds_are_called_as_files_call_them() {
        for rule in ALL.iter().flat_map(|rules| &rules.rules) {
            assert_eq!(serde_json::to_value(rule).unwrap()["kind"], rule.asks.kind());
        }
    }

    #[test]
    fn every_note_has_its_subject_and_nothing_is_said_twice() {
        for rules in ALL.iter() {
            for rule in &rules.rules {
                let without = matches!(rule.asks, Requirement::Note { subject: None, .. });
                assert!(!without, "{}: {:?}", rules.province, rule.asks);
            }
            let said = rules.said();
            for (n, (asks, _)) in said.iter().enumerate() {
                assert!(!said[..n].iter().any(|(other, _)| other == asks), "{}: {asks:?}", rules.province);
            }
        }
        let guangdong = ALL.iter().find(|rules| rules.province == Province::Guangdong).unwrap();
        let said = guangdong.said();
        let people: Vec<_> = said.iter().filter(|(asks, _)| asks.subject() == Subject::People).collect();
        // The legal representative by the note, with the rule's weight; the age by the rule.
        assert!(matches!(people[0], (Requirement::Note { .. }, Severity::Error)), "{people:?}");
        assert!(matches!(people[1], (Requirement::Age { .. }, Severity::Error)), "{people:?}");
        assert_eq!(people.len(), 2);
    }

    #[test]
    fn what_is_wrong_with_a_file_is_said() {
        let file = |rule: &str| format!("province = \"gd\"\n[[rule]]\n{rule}\n");
        let note = |key: &str| {
            format!(
                "kind = \"note\"\n{key}\nzh = \"一\"\nen = \"one\"\nseverity = \"note\"\nsource = \"TQ\"\ndate = \"2022\""
            )
        };
        let whole = "severity = \"error\"\nsource = \"TQ\"\ndate = \"2022\"";
        for (rule, says) in [
            (format!("kind = \"landlin\"\n{whole}"), "names no kind"),
            ("kind = \"landline\"".to_owned(), "severity"),
            (format!("kind = \"landline\"\ncount = 3\n{whole}"), "count"),
            (format!("kind = \"age\"\nmin = \"x\"\n{whole}"), "another sort of value belongs to min"),
            (format!("kind = \"note\"\nzh = \"一\"\nen = \"one\"\n{whole}"), "note"),
            (format!("kind = \"name_words\"\nwords = []\n{whole}"), "no word"),
            (note("of = \"landline\""), "names no rule"),
            (note("subject = \"telephones\""), "subject"),
            (format!("kind = \"service_content\"\nnot = [\"others\"]\n{whole}"), "unknown code in not"),
            ("kind = \"landline\"\nseverity = \"error\"\nsource = \"\"\ndate = \"2022\"".to_owned(), "source"),
            ("kind = \"landline\"\nseverity = \"error\"\nsource = \"TQ\"\ndate = \"last year\"".to_owned(), "date"),
        ] {
            let error = read(&file(&rule)).unwrap_err().to_string();
            assert!(error.contains(says), "{rule}: {error}");
        }
        assert!(read(&file(&format!("kind = \"landline\"\n{whole}"))).is_ok());
        assert!(read("province = \"zz\"").is_err());
    }
}
