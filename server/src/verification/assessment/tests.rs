//! What is found in a verification.

use super::*;
use beian_locale::Lang;
use beian_model::{Measure, ReadingState, Score};
use beian_rules::{rule, words::line};

const NUMBER: &str = "440399198512310026";
const OTHER: &str = "110199199001010010";

fn form(name: &str, number: &str) -> ResponsiblePerson {
    ResponsiblePerson {
        document_type: Some(DocumentType::ResidentId),
        name: name.to_owned(),
        document_number: number.to_owned(),
        ..ResponsiblePerson::default()
    }
}

fn reading(name: &str, number: &str, until: &str) -> PersonReading {
    PersonReading {
        name: name.to_owned(),
        number: number.to_owned(),
        valid_from: "2016-01-01".to_owned(),
        valid_until: until.to_owned(),
        ..PersonReading::empty(ReadingState::Done)
    }
}

/// The rules of what is found, and whether it failed; every one has words without a gap.
fn rules(case: &Case<'_>) -> (Vec<&'static str>, bool) {
    let (found, failed) = check(case);
    for one in &found {
        for lang in Lang::ALL {
            let words = line(one, *lang);
            assert!(!words.contains(['{', '}']), "{words}");
        }
    }
    assert_eq!(found.iter().any(|one| one.severity == Severity::Error), failed, "{found:?}");
    (found.iter().map(|one| rule(&one.rule).unwrap().id).collect(), failed)
}

fn case<'a>(form: &'a ResponsiblePerson, reading: Option<&'a PersonReading>) -> Case<'a> {
    let today = "2026-11-25".parse().unwrap();
    let document = form.document_type.unwrap();
    Case {
        document,
        person: PersonRef::Organiser,
        captures: &[],
        silent: false,
        same_sides: false,
        reading,
        form,
        today,
    }
}

#[test]
fn the_card_against_the_form() {
    let (number, name) = (CARD_NUMBER_DIFFERS.id, CARD_NAME_DIFFERS.id);
    // Read name and number, typed name and number, what is found, whether it fails.
    type Texts = (&'static str, &'static str);
    let table: &[(Texts, Texts, &[&str], bool)] = &[
        (("示例甲", NUMBER), ("示例甲", NUMBER), &[], false),
        (("示例甲", NUMBER), (" 示例 甲", "4403991985 1231 0026"), &[], false),
        (("示例·甲", NUMBER), ("示例•甲", NUMBER), &[], false),
        (("示例甲", NUMBER), ("示例甲", OTHER), &[number], false),
        (("示例甲", NUMBER), ("示例乙", NUMBER), &[name], false),
        (("示例甲", NUMBER), ("示例乙", OTHER), &[CARD_OTHER.id], true),
        (("", NUMBER), ("示例乙", OTHER), &[number], false),
        (("示例甲", ""), ("示例乙", OTHER), &[name], false),
        (("", ""), ("示例乙", OTHER), &[CARD_UNREAD.id], false),
        (("示例甲", NUMBER), ("", ""), &[], false),
        (("示例甲", NUMBER), ("示例乙", ""), &[name], false),
        (("示例甲", NUMBER), ("", OTHER), &[number], false),
        (("", ""), ("", ""), &[CARD_UNREAD.id], false),
    ];
    for (read, typed, expected, failed) in table {
        let (read, typed) = (reading(read.0, read.1, "2036-01-01"), form(typed.0, typed.1));
        assert_eq!(rules(&case(&typed, Some(&read))), (expected.to_vec(), *failed), "{read:?} {typed:?}");
    }
    // Nothing is read here, or nothing that is no ID card.
    let typed = form("示例乙", OTHER);
    assert_eq!(rules(&case(&typed, None)), (vec![], false));
    let passport = ResponsiblePerson { document_type: Some(DocumentType::Passport), ..typed };
    assert_eq!(rules(&case(&passport, Some(&reading("", "", "")))), (vec![], false));
}

#[test]
fn how_long_the_card_is_valid() {
    let typed = form("示例甲", NUMBER);
    let table = [
        ("2026-11-24", true),
        ("2026-11-25", true),
        ("2027-02-24", true),
        ("2027-02-25", false),
        ("2036-01-01", false),
        (ResponsiblePerson::LONG_TERM, false),
        ("", false),
    ];
    for (until, expires) in table {
        let read = reading("示例甲", NUMBER, until);
        let expected = if expires { vec![CARD_EXPIRES.id] } else { vec![] };
        assert_eq!(rules(&case(&typed, Some(&read))), (expected, false), "{until}");
    }
}

#[test]
fn the_cards_dates_against_the_forms() {
    let (from, until) = (PersonField::ValidFrom, PersonField::ValidUntil);
    let long = ResponsiblePerson::LONG_TERM;
    // The card says 2016-01-01 and the second text; the form's two dates; the fields that differ, and what was read.
    type Differs = (PersonField, &'static str);
    let table: &[(&str, [&str; 2], &[Differs])] = &[
        ("2036-01-01", ["2016-01-01", "2036-01-01"], &[]),
        ("2036-01-01", ["", ""], &[]),
        ("", ["2016-01-01", "2036-01-01"], &[]),
        ("2036-01-01", ["2016-01-01", "2036-01-10"], &[(until, "2036-01-01")]),
        ("2036-01-01", ["2017-01-01", long], &[(from, "2016-01-01"), (until, "2036-01-01")]),
        (long, ["2016-01-01", long], &[]),
        (long, ["2016-01-01", "2036-01-01"], &[(until, "长期")]),
    ];
    for (read, typed, expected) in table {
        let mut form = form("示例甲", NUMBER);
        [form.valid_from, form.valid_until] = typed.map(str::to_owned);
        let reading = reading("示例甲", NUMBER, read);
        let case = case(&form, Some(&reading));
        let (found, failed) = check(&case);
        assert!(found.iter().all(|one| one.rule == CARD_DATE_DIFFERS.id) && !failed, "{found:?}");
        rules(&case);
        let differ = expected.iter().map(|(field, read)| (Path::person(PersonRef::Organiser, *field), *read));
        let told = found.iter().map(|one| (one.path, one.params["read"].as_str()));
        assert_eq!(told.collect::<Vec<_>>(), differ.collect::<Vec<_>>(), "{read} {typed:?}");
    }
}

#[test]
fn a_video_in_which_nobody_is_heard() {
    let typed = form("示例甲", NUMBER);
    assert_eq!(rules(&Case { silent: true, ..case(&typed, None) }), (vec![VIDEO_SILENT.id], false));
}

#[test]
fn how_it_was_taken() {
    let scores = |sharp, glare| {
        vec![Score { measure: Measure::Sharp, score: sharp }, Score { measure: Measure::Glare, score: glare }]
    };
    let measured = |by, scores| Some(Measured { by, scores });
    let table = [
        (None, Some((CAPTURE_UNMEASURED.id, None))),
        (measured(TakenBy::Itself, scores(90, 60)), None),
        (measured(TakenBy::Person, vec![]), Some((CAPTURE_UNMEASURED.id, None))),
        (measured(TakenBy::Person, scores(59, 90)), Some((CAPTURE_QUALITY.id, Some("sharp")))),
        (measured(TakenBy::Overruled, scores(10, 0)), Some((CAPTURE_QUALITY.id, Some("sharp,glare")))),
        (measured(TakenBy::Overruled, scores(80, 80)), Some((CAPTURE_OVERRULED.id, None))),
        (measured(TakenBy::OtherCamera, vec![]), Some((CAPTURE_OTHER_CAMERA.id, None))),
    ];
    let typed = form("示例甲", NUMBER);
    for (measured, expected) in table {
        for capture in [Capture::Portrait, Capture::Emblem, Capture::Video] {
            let captures = [(capture, measured.clone())];
            let case = Case { captures: &captures, ..case(&typed, None) };
            let (found, failed) = check(&case);
            rules(&case);
            let told =
                found.first().map(|one| (rule(&one.rule).unwrap().id, one.params.get("measures").map(String::as_str)));
            assert_eq!((told, found.len(), failed), (expected, usize::from(expected.is_some()), false));
        }
    }
    let captures = [(Capture::Portrait, measured(TakenBy::Overruled, scores(10, 0)))];
    let (found, _) = check(&Case { captures: &captures, ..case(&typed, None) });
    let words = line(&found[0], Lang::English);
    assert!(words.contains("Portrait side") && words.contains("sharpness, glare"), "{words}");
}

#[test]
fn one_picture_for_both_sides_fails() {
    let typed = form("示例甲", NUMBER);
    let read = reading("", "", "");
    let case = Case { same_sides: true, ..case(&typed, Some(&read)) };
    assert_eq!(rules(&case), (vec![CAPTURES_SAME.id], true));
}

#[test]
fn a_passport_is_no_card() {
    let typed = ResponsiblePerson { document_type: Some(DocumentType::Passport), ..form("示例甲", "E00000001") };
    let card = form("示例甲", NUMBER);
    let scores = |outline, sharp| {
        let outline = OUTLINE.map(|measure| Score { measure, score: outline });
        outline.into_iter().chain([Score { measure: Measure::Sharp, score: sharp }]).collect::<Vec<_>>()
    };
    // Whose form, how it was taken, the scores of its outline and of its sharpness, and what is found.
    let table: &[(&ResponsiblePerson, TakenBy, u8, u8, &[&str])] = &[
        (&typed, TakenBy::Overruled, 0, 90, &[]),
        (&typed, TakenBy::Person, 0, 90, &[]),
        (&typed, TakenBy::Overruled, 0, 10, &[CAPTURE_QUALITY.id]),
        (&typed, TakenBy::OtherCamera, 90, 90, &[CAPTURE_OTHER_CAMERA.id]),
        (&card, TakenBy::Overruled, 0, 90, &[CAPTURE_QUALITY.id]),
        (&card, TakenBy::Overruled, 90, 90, &[CAPTURE_OVERRULED.id]),
    ];
    for (form, by, outline, sharp, expected) in table {
        let measured = Some(Measured { by: *by, scores: scores(*outline, *sharp) });
        let captures = [(Capture::Portrait, measured.clone())];
        assert_eq!(
            rules(&Case { captures: &captures, ..case(form, None) }),
            (expected.to_vec(), false),
            "{by} {outline}"
        );
        // Of the video everything counts.
        let captures = [(Capture::Video, measured)];
        let found = rules(&Case { captures: &captures, ..case(form, None) }).0;
        assert_eq!(found.is_empty(), *by == TakenBy::Person && *outline > 50, "{by} {outline}");
    }
}

#[test]
fn what_was_photographed_is_what_the_form_says() {
    let (id, passport) = (DocumentType::ResidentId, DocumentType::Passport);
    let (card, other) = (form("示例甲", NUMBER), reading("示例乙", OTHER, "2026-11-25"));
    // Chosen in the form, photographed, what is found; an ID card that is not the chosen one is not compared.
    for (chosen, document, expected, failed) in [
        (Some(id), id, vec![CARD_OTHER.id, CARD_EXPIRES.id], true),
        (None, id, vec![CARD_OTHER.id, CARD_EXPIRES.id], true),
        (Some(passport), passport, vec![], false),
        (Some(passport), id, vec![CARD_OTHER_KIND.id], true),
        (Some(id), passport, vec![CARD_OTHER_KIND.id], true),
        (None, passport, vec![CARD_OTHER_KIND.id], true),
    ] {
        let typed = ResponsiblePerson { document_type: chosen, ..form("示例甲", NUMBER) };
        let case = Case { document, form: &typed, ..case(&card, Some(&other)) };
        assert_eq!(rules(&case), (expected, failed), "{chosen:?} {document}");
    }
}
