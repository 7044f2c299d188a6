//! Prints `docs/rules.md`: every rule with its source and examples, the state machine, the provinces, and which reasons for
//! rejection are caught; with `sources`, where each rule was read. `cargo xtask rules` writes both; the tests fail while one is stale.

use beian_locale::{Lang, Words, fields};
use beian_model::attachments::{ATTACHMENTS, When};
use beian_model::{Path, ProvinceRule};
use beian_rules::example::{Entry, Example};
use beian_rules::handbook::entries;
use beian_rules::random::fingerprint;
use beian_rules::{Guard, MOVES, Next, VERIFICATION_MOVES, VerificationGuard, provinces, words};
use std::fmt::Write;

mod rejections;
mod sources;

/// Filings whose findings a browser must find too.
const SAMPLE: u64 = 1_000;

type Failure = Box<dyn std::error::Error>;

fn main() -> Result<(), Failure> {
    if std::env::args().nth(1).as_deref() == Some("sources") {
        print!("{}", sources::json()?);
        return Ok(());
    }
    let mut page = String::new();
    introduction(&mut page)?;
    subjects(&mut page)?;
    elsewhere(&mut page)?;
    attachments(&mut page)?;
    moves(&mut page)?;
    verification_moves(&mut page)?;
    rejections::table(&mut page)?;
    bureaus(&mut page)?;
    writeln!(
        page,
        "\n## Fingerprint\n\nOf everything found in {} filings at random; the tests find the same in a browser: `{:016x}`.",
        SAMPLE,
        fingerprint(SAMPLE, &provinces::all()?)
    )?;
    print!("{page}");
    Ok(())
}

fn introduction(page: &mut String) -> Result<(), Failure> {
    page.push_str(
        "# The rules\n\n\
         Printed by `cargo xtask rules` from `crates/rules`; do not edit. The browser runs these rules at each change, the server at\n\
         each save and submission, and `beian-server check` from the command line.\n\n\
         A rule is an **error** (the filing cannot be submitted), a **risk** (a known reason for rejection; it can) or a **note**. Where a\n\
         bureau's file says the weight, the usual one is given.\n\n\
         Sources by their tags: **S** fields of a first filing of organisations (2022) · **TQ**, **AL**, **HW**, **QC** what access providers\n\
         publish of the bureaus' rules (2019 to 2025) · **WX** a filing interface (2025) · **MI** national code tables (2023) · **TB** national\n\
         registration form (2011) · **K** common knowledge, not confirmed · **D** our design. A page names standards, regulations and the\n\
         bureaus alone.\n",
    );
    Ok(())
}

/// The rules of the checks, subject by subject.
fn subjects(page: &mut String) -> Result<(), Failure> {
    let mut last = "";
    for (subject, entry) in entries() {
        let Example::Values(values) = &entry.example else { continue };
        if subject != last {
            writeln!(page, "\n## {}\n", subject.replace('_', " "))?;
            page.push_str("| rule | weight | where | what it says | source | breaks | does not |\n");
            page.push_str("| --- | --- | --- | --- | --- | --- | --- |\n");
            last = subject;
        }
        let path: Path = values.at.parse().map_err(|_| format!("{} names no field", values.at))?;
        let place = fields::label(path, Lang::Chinese);
        let (zh, en) = said(entry)?;
        let given: String = values.given.iter().map(|(at, value)| format!(" ({} = {value})", short(at))).collect();
        let bureau = if values.bureau.is_empty() { "" } else { " †" };
        writeln!(
            page,
            "| `{}`{bureau} | {} | {place}<br>`{}`{given} | {}<br>{} | {} | {} | {} |",
            entry.rule.id,
            entry.rule.severity,
            short(values.at),
            cell(&zh),
            cell(&en),
            cell(entry.source),
            list(values.breaks),
            list(values.passes),
        )?;
    }
    page.push_str("\n† where the bureau of the province asks for it.\n");
    Ok(())
}

/// What a rule says, by the finding of its first example.
fn said(entry: &Entry) -> Result<(String, String), Failure> {
    let found = entry.findings()?;
    let found = found.first().ok_or_else(|| format!("{} is broken by no example", entry.rule.id))?;
    Ok((words::message(found, Lang::Chinese), words::message(found, Lang::English)))
}

/// What the server or a person finds, or a control before there is a value.
fn elsewhere(page: &mut String) -> Result<(), Failure> {
    page.push_str(
        "\n## Found by the server, in an upload, or by a person\n\n| rule | weight | what it says | source |\n| --- | --- | --- | --- |\n",
    );
    for (_, entry) in entries().filter(|(_, entry)| matches!(entry.example, Example::Params(_))) {
        let (zh, en) = said(entry)?;
        let (rule, source) = (entry.rule, entry.source);
        writeln!(page, "| `{}` | {} | {}<br>{} | {} |", rule.id, rule.severity, cell(&zh), cell(&en), cell(source))?;
    }
    Ok(())
}

/// The attachments and what their files must be.
fn attachments(page: &mut String) -> Result<(), Failure> {
    page.push_str(
        "\n## Attachments\n\nThe national list for organisations (TQ 备案材料清单 2022); what bureaus ask beyond it stands with the provinces. Kinds are told by the\n\
         bytes. The limits are the defaults; `uploads` in the settings changes them.\n\n\
         | attachment | when | file |\n| --- | --- | --- |\n",
    );
    for attachment in ATTACHMENTS {
        let when = match attachment.when {
            When::Always => "always",
            When::EachPerson => "for each responsible person, by phone",
            When::NotLegalRepresentative => "the person is not the legal representative",
            When::Bureau => "the bureau asks for it",
            When::OtherRegistrar => "the domain is registered at another registrar",
            When::EachApproval => "for each prior approval",
        };
        let kinds: Vec<&str> = attachment.file.kinds.iter().filter_map(|kind| kind.split('/').next_back()).collect();
        let side = match attachment.file.shortest_side {
            0 => String::new(),
            pixels => format!(", {pixels} pixels or more on the long side"),
        };
        let (zh, en) = (attachment.name.text(Lang::Chinese), attachment.name.text(Lang::English));
        let megabytes = attachment.file.largest >> 20;
        writeln!(page, "| {zh}<br>{en} | {when} | {}, up to {megabytes} MB{side} |", kinds.join(" "))?;
    }
    Ok(())
}

/// The state machine.
fn moves(page: &mut String) -> Result<(), Failure> {
    page.push_str(
        "\n## The state machine\n\nNothing else moves a filing. The clocks are the defaults; `deadlines` in the settings change them.\n\n\
         | from | event | who | to | what must hold |\n| --- | --- | --- | --- | --- |\n",
    );
    for one in MOVES {
        let guard = match one.guard() {
            Guard::None => String::new(),
            Guard::NothingWrong => {
                "no error is left; agreements ticked; persons verified; returned fields changed".to_owned()
            }
            Guard::BeforeHandOver => "not yet handed to the bureau".to_owned(),
            Guard::Reason => "at least one reason on a field".to_owned(),
            Guard::Numbers => "the organiser's number and one for each site, of the province".to_owned(),
            Guard::After(seconds) if seconds % 86_400 == 0 && seconds > 86_400 => {
                format!("{} days in this state", seconds / 86_400)
            }
            Guard::After(seconds) => format!("{} hours in this state", seconds / 3600),
        };
        writeln!(
            page,
            "| {} `{}` | {} `{}` | {} | {} `{}` | {guard} |",
            one.from.text(Lang::Chinese),
            one.from,
            one.event.text(Lang::Chinese),
            one.event,
            one.actor,
            one.to.text(Lang::Chinese),
            one.to,
        )?;
    }
    Ok(())
}

/// The state machine of a verification.
fn verification_moves(page: &mut String) -> Result<(), Failure> {
    page.push_str(
        "\n## The state machine of a verification\n\nA person's verification, and an attachment that comes by phone, which passes without being checked. \
         Nothing else moves one. A filing that is submitted, or has ended, revokes what is open.\n\n| event | who | in which states | to | what must hold |\n| --- | --- | --- | --- | --- |\n",
    );
    for one in VERIFICATION_MOVES {
        let guard = match one.guard {
            VerificationGuard::None => "",
            VerificationGuard::InTime => "its time is not over, and no phone holds it",
            VerificationGuard::SameKey => "the phone has the key that it claimed with",
            VerificationGuard::NotAgreed => "the person had not agreed",
            VerificationGuard::EverythingSent => "the person agreed, and everything was sent",
            VerificationGuard::FilingOpen => "the filing is its applicant's to change",
            VerificationGuard::NobodysYet => "it is bound to nobody yet",
            VerificationGuard::TimeOver => "its time is over",
        };
        let from: Vec<String> = one.from.iter().map(|state| format!("`{state}`")).collect();
        let to = match one.to {
            Next::State(state) => format!("`{state}`"),
            Next::Same => "stays".to_owned(),
            Next::AsFarAsSent => "the last of `portrait`, `emblem`, `video` before which nothing is missing".to_owned(),
        };
        writeln!(page, "| `{}` | {} | {} | {to} | {guard} |", one.event, one.actor, from.join(" "))?;
    }
    Ok(())
}

/// The provinces' files.
fn bureaus(page: &mut String) -> Result<(), Failure> {
    page.push_str(
        "\n## The provinces\n\nWhat each bureau asks beyond the national rules, from `crates/rules/src/provinces`. Notes are said on the checklist and\n\
         checked by nobody but people. Rules for individuals (个人) are kept for whoever adds their process.\n",
    );
    for rules in provinces::all()? {
        let province = rules.province;
        writeln!(page, "\n### {} ({})\n", province.text(Lang::Chinese), province.text(Lang::English))?;
        for rule in &rules.rules {
            writeln!(page, "- {}", line(rule)?)?;
        }
        if !rules.individual.is_empty() {
            page.push_str("\nIndividuals:\n\n");
            for rule in &rules.individual {
                writeln!(page, "- {}", line(rule)?)?;
            }
        }
    }
    Ok(())
}

/// A bureau's rule on one line.
fn line(rule: &ProvinceRule) -> Result<String, Failure> {
    let serde_json::Value::Object(mut asks) = serde_json::to_value(&rule.asks)? else {
        return Err("a rule is a table".into());
    };
    let kind = asks.remove("kind").and_then(|kind| kind.as_str().map(str::to_owned)).unwrap_or_default();
    let text =
        |value: Option<serde_json::Value>| value.and_then(|it| it.as_str().map(str::to_owned)).unwrap_or_default();
    let (zh, en) = (text(asks.remove("zh")), text(asks.remove("en")));
    let mut out = format!("`{kind}`");
    for (name, value) in asks.iter().filter(|(_, value)| !value.as_array().is_some_and(Vec::is_empty)) {
        let value = match value {
            serde_json::Value::Array(items) => {
                items.iter().filter_map(|item| item.as_str()).collect::<Vec<_>>().join(" ")
            }
            serde_json::Value::String(text) => text.clone(),
            other => other.to_string(),
        };
        write!(out, " {name}: {value};")?;
    }
    if !zh.is_empty() {
        write!(out, " {zh} {en}")?;
    }
    write!(out, " ({}, {} {})", rule.severity, rule.source, rule.date)?;
    Ok(out)
}

/// Paths without the sample's site.
fn short(at: &str) -> String {
    at.replace("[3f2a9c01]", "[…]")
}

fn list(values: &[&str]) -> String {
    values.iter().map(|value| value_cell(value)).collect::<Vec<_>>().join("<br>")
}

fn value_cell(value: &str) -> String {
    let trimmed = value.trim();
    match trimmed.chars().count() {
        0 => "(empty)".to_owned(),
        count if count > 60 => format!("{count} characters"),
        _ => format!("`{}`", trimmed.replace('|', "\\|").replace(['\t', '\n'], "␉")),
    }
}

fn cell(text: &str) -> String {
    text.replace('|', "\\|").replace('\n', " ")
}
