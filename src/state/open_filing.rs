//! The filing being edited: the document as typed, what the server last had, and what is found on each field.

use super::pointer::Pointer;
use super::saving::{self, SaveState};
use super::{clock, draft_copy};
use crate::client::{ApiError, filings};
use crate::model::wire::FilingView;
use crate::model::{Filing, FilingId, Path, Step};
use crate::rules::{self, Finding, Severity};
use leptos::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// The filing being edited. Everything of a field is reached by its [`Path`].
#[derive(Clone, Copy)]
pub struct OpenFiling {
    /// The document as typed.
    pub document: RwSignal<Filing>,
    /// What the server last said of it; its `filing` is what the next save is based on.
    pub server: RwSignal<FilingView>,
    /// How far saving has come.
    pub save_state: RwSignal<SaveState>,
    /// Findings of the last refused request that the server does not keep.
    pub refused: RwSignal<Vec<Finding>>,
    findings: Memo<BTreeMap<Path, Vec<Finding>>>,
    touched: RwSignal<BTreeSet<Path>>,
    leaving: StoredValue<Vec<Path>>,
    pointer: Pointer,
    attempted: RwSignal<BTreeSet<Step>>,
    pub(super) in_flight: RwSignal<bool>,
}

/// The filing of this page, from the context.
pub fn use_filing() -> OpenFiling {
    expect_context()
}

impl OpenFiling {
    /// Opens what the server sent, with what this browser had typed and not yet saved put back in.
    pub fn open(view: FilingView) -> OpenFiling {
        let copy = draft_copy::kept(&view.id);
        let typed = match &copy {
            // Nobody wrote since: what was typed here goes on where it stopped.
            Some(copy) if copy.base == view.filing && view.status.is_editable() => copy.typed.clone(),
            _ => view.filing.clone(),
        };
        let conflict =
            copy.is_some_and(|copy| copy.base != view.filing && copy.typed != view.filing) && view.status.is_editable();
        let document = RwSignal::new(typed);
        let server = RwSignal::new(view);
        let refused = RwSignal::new(Vec::new());
        let touched = RwSignal::new(BTreeSet::new());
        let leaving: StoredValue<Vec<Path>> = StoredValue::new(Vec::new());
        let pointer = Pointer::watch(move || {
            let left = leaving.try_update_value(std::mem::take).unwrap_or_default();
            if !left.is_empty() {
                touched.try_update(|touched| touched.extend(left));
            }
        });
        let open = OpenFiling {
            document,
            server,
            save_state: RwSignal::new(if conflict { SaveState::Conflict } else { SaveState::Saved(clock::now()) }),
            refused,
            findings: Memo::new(move |_| found(&document.read(), &server.read(), &refused.read())),
            touched,
            leaving,
            pointer,
            attempted: RwSignal::new(BTreeSet::new()),
            in_flight: RwSignal::new(false),
        };
        provide_context(open);
        super::ReadValues::provide();
        saving::start(open);
        open
    }

    /// The filing's id.
    pub fn id(self) -> FilingId {
        self.server.read_untracked().id.clone()
    }

    /// The value of a field as text, tracked; empty where the field does not exist.
    pub fn text(self, path: Path) -> Memo<String> {
        Memo::new(move |_| self.document.read().text(path).unwrap_or_default().to_owned())
    }

    /// Writes a field. A field that went away meanwhile (its site was removed) is left alone.
    pub fn set_text(self, path: Path, text: &str) {
        if self.document.read_untracked().text(path) != Some(text) {
            self.document.update(|filing| {
                let _ = filing.set_text(path, text);
            });
        }
    }

    /// The person left the field: from now on it may complain; where a click took them away, after the click.
    pub fn touch(self, path: Path) {
        if self.pointer.is_down() {
            self.leaving.update_value(|leaving| leaving.push(path));
        } else if !self.touched.read_untracked().contains(&path) {
            self.touched.update(|touched| {
                touched.insert(path);
            });
        }
    }

    /// The person asked to go on from a step: every field of it may complain.
    pub fn attempt(self, step: Step) {
        self.attempted.update(|attempted| {
            attempted.insert(step);
        });
    }

    /// What a field may complain of now: the first finding, and only once the field was left or the step attempted.
    /// What the server or a reviewer said is always shown.
    pub fn complaint(self, path: Path) -> Memo<Option<Finding>> {
        Memo::new(move |_| {
            let findings = self.findings.read();
            let found = findings.get(&path)?;
            let step = rules::step_of(&self.document.read(), path);
            let ready =
                self.touched.read().contains(&path) || step.is_some_and(|step| self.attempted.read().contains(&step));
            let speaks = |one: &&Finding| one.severity != Severity::Note && (ready || !is_local(one));
            found.iter().find(speaks).cloned()
        })
    }

    /// What is said beside a field that was left, without being a complaint: how what was typed will be read.
    pub fn note(self, path: Path) -> Memo<Option<Finding>> {
        Memo::new(move |_| {
            if !self.touched.read().contains(&path) {
                return None;
            }
            self.findings.read().get(&path)?.iter().find(|one| one.severity == Severity::Note).cloned()
        })
    }

    /// Everything found on the fields of a step, in the order of the page's paths.
    pub fn findings_of(self, step: Step) -> Vec<Finding> {
        let filing = self.document.read_untracked();
        let findings = self.findings.read_untracked();
        let of_step = findings.iter().filter(|(path, _)| rules::step_of(&filing, **path) == Some(step));
        of_step.flat_map(|(_, found)| found.iter().cloned()).collect()
    }

    /// Everything found, tracked.
    pub fn all_findings(self) -> Vec<Finding> {
        self.findings.read().values().flatten().cloned().collect()
    }

    /// How many errors a step still has, tracked.
    pub fn errors_of(self, step: Step) -> usize {
        let filing = self.document.read();
        let of_step = self.findings.read();
        of_step
            .iter()
            .filter(|(path, _)| rules::step_of(&filing, **path) == Some(step))
            .flat_map(|(_, found)| found)
            .filter(|one| one.severity == Severity::Error)
            .count()
    }

    /// Takes over what the server answered; what was typed meanwhile stays and is saved next.
    pub fn acknowledge(self, view: FilingView) {
        let unchanged = *self.document.read_untracked() == self.server.read_untracked().filing;
        if unchanged && *self.document.read_untracked() != view.filing {
            self.document.set(view.filing.clone());
        }
        self.refused.set(Vec::new());
        self.server.set(view);
    }

    /// Takes over a view that answers an action on the saved document; keeps an older answer from undoing a newer one.
    pub fn acknowledge_newer(self, view: FilingView) {
        if view.version >= self.server.read_untracked().version {
            self.acknowledge(view);
        }
    }

    /// Saves what is unsaved now, and waits until the server has it.
    ///
    /// # Errors
    /// As [`filings::save`].
    pub async fn flush(self) -> Result<(), ApiError> {
        saving::flush(self).await
    }

    /// In a conflict: what the server has is right, what was typed here goes.
    pub async fn take_theirs(self) -> Result<(), ApiError> {
        let view = filings::get(&self.id()).await?;
        draft_copy::forget(&view.id);
        self.document.set(view.filing.clone());
        self.server.set(view);
        self.save_state.set(SaveState::Saved(clock::now()));
        Ok(())
    }

    /// In a conflict: what was typed here is right and is saved over what the server has.
    pub async fn keep_mine(self) -> Result<(), ApiError> {
        let view = filings::get(&self.id()).await?;
        let mine = draft_copy::kept(&view.id).map(|copy| copy.typed);
        self.server.set(view);
        self.save_state.set(SaveState::Unsaved);
        if let Some(mine) = mine {
            self.document.set(mine);
        }
        self.flush().await
    }
}

/// What the rules of this browser say, as against the server or a reviewer.
fn is_local(finding: &Finding) -> bool {
    !matches!(
        finding.rule,
        rules::RuleId::Returned
            | rules::RuleId::DomainTaken
            | rules::RuleId::DomainUnregistered
            | rules::RuleId::DomainExpires
            | rules::RuleId::DomainHolder
            | rules::RuleId::DomainRegistrar
            | rules::RuleId::DomainPrivacy
            | rules::RuleId::DomainUnverified
            | rules::RuleId::DomainLive
            | rules::RuleId::PersonTaken
            | rules::RuleId::PhoneTaken
            | rules::RuleId::AuthorisationCodeRefused
            | rules::RuleId::OrganiserInFlight
    )
}

/// The rules' findings, then what the server found on values that still stand.
fn found(filing: &Filing, server: &FilingView, refused: &[Finding]) -> BTreeMap<Path, Vec<Finding>> {
    let mut map: BTreeMap<Path, Vec<Finding>> = BTreeMap::new();
    if !server.status.is_editable() {
        return map;
    }
    for finding in rules::check(filing, &server.facts) {
        map.entry(finding.path).or_default().push(finding);
    }
    for finding in server.findings.iter().chain(refused.iter().filter(|one| !is_local(one))) {
        let stands = filing.text(finding.path) == server.filing.text(finding.path)
            && filing.attachment(finding.path) == server.filing.attachment(finding.path);
        if stands {
            // What a person said comes before what a rule says.
            map.entry(finding.path).or_default().insert(0, finding.clone());
        }
    }
    map
}
