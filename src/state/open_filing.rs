//! The filing being edited: the document as typed, what the server last had, and what is found on each field.

use super::draft_copy::DraftCopy;
use super::merging::{self, merged};
use super::save_state::SaveState;
use super::saving::{self, Pending};
use super::undo::Removed;
use super::unfinished::Unfinished;
use super::withheld::{self, Withheld};
use super::{clock, draft_copy, pointer, rules, session, untold};
use crate::dynamic::memo;
use beian_browser::client::ApiError;
use beian_model::merge::Conflict;
use beian_model::wire::FilingView;
use beian_model::{Filing, FilingId, Finding, Path, Province, Severity, SiteId, Step, params};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::cell::Cell;
use std::collections::BTreeMap;

/// The filing being edited. Everything of a field is reached by its [`Path`].
#[derive(Clone, Copy)]
pub struct OpenFiling {
    /// The document as typed.
    pub document: RwSignal<Filing>,
    /// What the server last said of it; its `filing` is what the next save is based on.
    pub server: RwSignal<FilingView>,
    /// How far saving has come.
    pub save_state: RwSignal<SaveState>,
    /// Why the last save failed; stands until the next one ends.
    pub save_error: RwSignal<Option<ApiError>>,
    /// Fields that were changed here and elsewhere to different values: a person picks.
    pub conflicts: RwSignal<Vec<Conflict>>,
    /// The browser's own store took the last change; false in a private window that stores nothing.
    pub kept_here: RwSignal<bool>,
    /// Findings of the last refused request that the server does not keep.
    pub refused: RwSignal<Vec<Finding>>,
    /// The website whose fields are shown; the others are a line each.
    pub open_site: RwSignal<Option<SiteId>>,
    /// What was taken off last, until it is put back or let go.
    pub removed: RwSignal<Option<Removed>>,
    /// What was typed and is no value yet.
    pub unfinished: Unfinished,
    /// Fields that are not saved as they stand: far too long, or refused by the server. Everything else is.
    pub withheld: Memo<Vec<Path>>,
    pub(super) refused_values: RwSignal<Vec<Withheld>>,
    /// The province that is chosen.
    pub province: Memo<Option<Province>>,
    /// What of the document says which page asks for a field: it changes seldom, the document with each keystroke.
    pub(super) first_site: Memo<Option<SiteId>>,
    pub(super) findings: Memo<BTreeMap<Path, Vec<Finding>>>,
    touched: RwSignal<Vec<Path>>,
    attempted: RwSignal<Vec<Step>>,
    pub(super) in_flight: RwSignal<bool>,
    pub(super) pending: Pending,
}

/// So long who signs out waits for what is unsaved, milliseconds.
const SAVED_WITHIN: u32 = 5_000;

thread_local! {
    static OPENED: Cell<Option<OpenFiling>> = const { Cell::new(None) };
}

/// The filing with this id, if it is the one that is open now.
pub fn opened(id: &FilingId) -> Option<OpenFiling> {
    let open = OPENED.get()?;
    open.known_version().filter(|(known, _)| known == id).map(|_| open)
}

/// Saves what is unsaved of the filing that is open, if one is, as far as that goes within a few seconds; says whether that is everything.
async fn save_opened() -> bool {
    match OPENED.get() {
        Some(open) => open.save_within(SAVED_WITHIN).await,
        None => true,
    }
}

/// The filing of this page, from the context.
pub fn use_filing() -> OpenFiling {
    expect_context()
}

impl OpenFiling {
    /// Opens what the server sent, with what this browser had typed and not yet saved merged into it.
    pub fn open(view: FilingView, drafts: Vec<DraftCopy>) -> OpenFiling {
        let drafts = if view.status.is_editable() { drafts } else { Vec::new() };
        draft_copy::taken(&view.id, &drafts);
        let (typed, conflicts) = with_drafts(view.filing.clone(), Vec::new(), drafts);
        let open_site = RwSignal::new(typed.sites.first().map(|site| site.id));
        let document = RwSignal::new(typed);
        let server = RwSignal::new(view);
        let refused = RwSignal::new(Vec::new());
        let unfinished = Unfinished::new();
        let refused_values = RwSignal::new(Vec::new());
        let findings =
            memo(move || found(&document.read(), &server.read(), &refused.read(), &refused_values.read(), unfinished));
        let touched = RwSignal::new(Vec::new());
        pointer::watch();
        let open = OpenFiling {
            document,
            server,
            save_state: RwSignal::new(SaveState::Saved(clock::now())),
            save_error: RwSignal::new(None),
            conflicts: RwSignal::new(conflicts),
            kept_here: RwSignal::new(true),
            refused,
            open_site,
            removed: RwSignal::new(None),
            unfinished,
            withheld: memo(move || withheld::paths(&document.read(), &findings.read(), &refused_values.read())),
            refused_values,
            province: memo(move || document.read().province),
            first_site: memo(move || document.read().sites.first().map(|site| site.id)),
            findings,
            touched,
            attempted: RwSignal::new(Vec::new()),
            in_flight: RwSignal::new(false),
            pending: Pending::new(),
        };
        provide_context(open);
        OPENED.set(Some(open));
        session::save_before_sign_out(|| Box::pin(save_opened()));
        super::ReadValues::provide();
        saving::start(open);
        open
    }

    /// Takes up what earlier visits left, where the browser's store gave it late.
    pub fn take_up(self, drafts: Vec<DraftCopy>) {
        if drafts.is_empty() || !self.server.with_untracked(|server| server.status.is_editable()) {
            return;
        }
        untold::tell();
        draft_copy::taken(&self.id(), &drafts);
        let (typed, conflicts) = with_drafts(self.document.get_untracked(), self.conflicts.get_untracked(), drafts);
        self.conflicts.set(conflicts);
        self.document.set(typed);
    }

    /// The filing's id.
    pub fn id(self) -> FilingId {
        self.server.read_untracked().id.clone()
    }

    /// The filing's id, and the version that the server last said; nothing once the page is gone.
    pub fn known_version(self) -> Option<(FilingId, u64)> {
        self.server.try_with_untracked(|server| (server.id.clone(), server.version))
    }

    /// The value of a field as text, tracked; empty where the field does not exist.
    pub fn text(self, path: Path) -> Memo<String> {
        memo(move || self.document.read().text(path).unwrap_or_default().to_owned())
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
        pointer::once_up(Box::new(move || {
            if self.touched.try_with_untracked(|touched| touched.contains(&path)) == Some(false) {
                self.touched.update(|touched| touched.push(path));
            }
        }));
    }

    /// The person asked to go on from a step: every field of it may complain.
    pub fn attempt(self, step: Step) {
        if !self.attempted.read_untracked().contains(&step) {
            self.attempted.update(|attempted| attempted.push(step));
        }
    }

    /// Opens the card of a website, and closes that of another: one at a time is a page that can be overlooked.
    pub fn show_site(self, site: SiteId) {
        if self.open_site.get_untracked() != Some(site) {
            self.open_site.set(Some(site));
        }
    }

    /// What a field may complain of now: the first finding, and only once the field was left or the step attempted.
    /// What the server or a reviewer said is always shown, and so is what keeps a field from being saved.
    pub fn error_message(self, path: Path) -> Memo<Option<Finding>> {
        memo(move || {
            let findings = self.findings.read();
            let found = findings.get(&path)?;
            let step = self.step_of(path);
            let ready = self.touched.read().contains(&path)
                || step.is_some_and(|step| self.attempted.read().contains(&step))
                || self.withheld.read().contains(&path);
            let speaks = |one: &&Finding| one.severity != Severity::Note && (ready || !is_local(one));
            found.iter().find(speaks).cloned()
        })
    }

    /// What is said beside a field that was left, without being an error message: how what was typed will be read.
    pub fn note(self, path: Path) -> Memo<Option<Finding>> {
        memo(move || {
            if !self.touched.read().contains(&path) {
                return None;
            }
            self.findings.read().get(&path)?.iter().find(|one| one.severity == Severity::Note).cloned()
        })
    }

    /// Everything found on the fields of a step, in the order of the page's paths.
    pub fn findings_of(self, step: Step) -> Vec<Finding> {
        let findings = self.findings.read_untracked();
        let first = self.first_site.get_untracked();
        let of_step = findings.iter().filter(|(path, _)| beian_rules::step_where(first, **path) == Some(step));
        of_step.flat_map(|(_, found)| found.iter().cloned()).collect()
    }

    /// What is worst of all that was found on a field and is more than a note, tracked.
    pub fn worst(self, path: Path) -> Option<Finding> {
        self.findings.read().get(&path)?.iter().find(|one| one.severity != Severity::Note).cloned()
    }

    /// The page that asks for a field, tracked.
    pub fn step_of(self, path: Path) -> Option<Step> {
        beian_rules::step_where(self.first_site.get(), path)
    }

    /// Everything found, tracked.
    pub fn all_findings(self) -> Vec<Finding> {
        self.findings.read().values().flatten().cloned().collect()
    }

    /// How much was found of a weight, tracked.
    pub fn count(self, severity: Severity) -> usize {
        self.findings.read().values().flatten().filter(|one| one.severity == severity).count()
    }

    /// Looks at everything found, untracked.
    pub fn with_findings<T>(self, look: impl FnOnce(&BTreeMap<Path, Vec<Finding>>) -> T) -> T {
        look(&self.findings.read_untracked())
    }

    /// The server refused a request because of these; they stand until the values they were said of change.
    pub fn refuse(self, findings: &[Finding]) {
        let now = clock::now();
        let noted =
            findings.iter().map(|one| if is_local(one) { one.clone() } else { one.clone().with(params::AT, now) });
        self.refused.set(noted.collect());
    }

    /// How many errors a website still has, tracked.
    pub fn errors_in(self, site: SiteId) -> usize {
        let findings = self.findings.read();
        let of_site = findings.iter().filter(|(path, _)| path.site() == Some(site)).flat_map(|(_, found)| found);
        of_site.filter(|one| one.severity == Severity::Error).count()
    }

    /// How many errors a step still has, tracked.
    pub fn errors_of(self, step: Step) -> usize {
        let findings = self.findings.read();
        let of_step = findings.iter().filter(|(path, _)| self.step_of(**path) == Some(step));
        of_step.flat_map(|(_, found)| found).filter(|one| one.severity == Severity::Error).count()
    }

    /// Takes over what the server answered; what was typed meanwhile stays and is saved next.
    pub fn acknowledge(self, view: FilingView) {
        let base = self.server.read_untracked().filing.clone();
        self.refused.set(Vec::new());
        self.take_over(view, &base);
    }

    /// Takes over a view that answers an action on the saved document; keeps an older answer from undoing a newer one.
    pub fn acknowledge_newer(self, view: FilingView) {
        // Whoever left the filing meanwhile has nothing to take over.
        if self.server.try_with_untracked(|server| view.version >= server.version) == Some(true) {
            self.acknowledge(view);
        }
    }

    /// Takes over a view, merging what changed there since `base` with what changed here; where what merges is still to come, then.
    pub(super) fn take_over(self, view: FilingView, base: &Filing) {
        if view.version < self.server.read_untracked().version {
            return;
        }
        untold::tell();
        let typed = self.document.get_untracked();
        let Some((filing, conflicts)) = merged(base, &typed, &view.filing, &self.conflicts.read_untracked()) else {
            let base = base.clone();
            return spawn_local(async move {
                merging::ready_at_last().await;
                if self.server.try_with_untracked(|_| ()).is_some() {
                    self.take_over(view, &base);
                }
            });
        };
        self.conflicts.set(conflicts);
        let changed = filing != typed;
        let settled = filing == view.filing;
        self.server.set(view);
        if changed {
            self.document.set(filing);
        }
        if settled {
            self.settled();
        }
    }

    /// What the next save sends: the document as typed, but for fields that wait for a decision or are not to be saved as they
    /// stand: of those the server keeps what it has. `None` once the page is gone.
    pub(super) fn try_to_send(self) -> Option<Filing> {
        untold::tell();
        let mut filing = self.document.try_get_untracked()?;
        let withheld = self.withheld.try_get_untracked()?;
        self.server.try_with_untracked(|server| withheld::put_back(&mut filing, &server.filing, &withheld))?;
        self.conflicts.try_with_untracked(|conflicts| {
            for one in conflicts {
                filing.set_value(one.path, &one.theirs);
            }
        })?;
        Some(filing)
    }

    /// Where the same was typed here as was saved elsewhere, nothing is left to decide.
    pub(super) fn forget_agreed(self, document: &Filing) {
        let agreed = |one: &Conflict| document.value(one.path).is_none_or(|value| value == one.theirs);
        if self.conflicts.read_untracked().iter().any(agreed) {
            self.conflicts.update(|conflicts| conflicts.retain(|one| !agreed(one)));
        }
    }

    /// The server has everything that is to be sent.
    pub(super) fn settled(self) {
        let (Some(open), Some(id)) = (
            self.conflicts.try_with_untracked(|conflicts| !conflicts.is_empty()),
            self.server.try_with_untracked(|server| server.id.clone()),
        ) else {
            return;
        };
        if open {
            self.save_state.try_set(SaveState::Conflict);
            return;
        }
        if self.withheld.try_with_untracked(|withheld| !withheld.is_empty()) != Some(false) {
            self.save_state.try_set(SaveState::Partly);
            return;
        }
        draft_copy::forget(&id);
        if !matches!(self.save_state.try_get_untracked(), Some(SaveState::Saved(_))) {
            self.save_state.try_set(SaveState::Saved(clock::now()));
        }
    }

    /// Saves what is unsaved now, and waits until the server has it.
    ///
    /// # Errors
    /// As [`filings::save`](beian_browser::client::filings::save).
    pub async fn flush(self) -> Result<(), ApiError> {
        saving::flush(self).await
    }

    /// Decides a field that was changed here and elsewhere: what was typed here, or what was saved there.
    pub fn decide(self, path: Path, mine: bool) {
        let decided = self.conflicts.try_update(|conflicts| {
            let at = conflicts.iter().position(|one| one.path == path)?;
            Some(conflicts.remove(at))
        });
        // Either way the document is written, so that what was decided is saved.
        self.document.update(|filing| {
            if let (false, Some(Some(Conflict { path, theirs }))) = (mine, decided) {
                filing.set_value(path, &theirs);
            }
        });
    }
}

/// A document with what earlier visits had typed into it.
fn with_drafts(mut filing: Filing, mut conflicts: Vec<Conflict>, drafts: Vec<DraftCopy>) -> (Filing, Vec<Conflict>) {
    for draft in drafts {
        conflicts.extend(draft.conflicts);
        // What reads drafts comes with what merges them.
        if let Some(merged) = merged(&draft.base, &draft.typed, &filing, &conflicts) {
            (filing, conflicts) = merged;
        }
    }
    (filing, conflicts)
}

/// What this browser says, as against the server or a reviewer.
fn is_local(finding: &Finding) -> bool {
    rules::is_local(finding)
}

/// Adds what was found on a field: before what was found there, or behind it. A map's own entries would be 2 kB of the page.
fn put(map: &mut BTreeMap<Path, Vec<Finding>>, finding: Finding, is_first: bool) {
    match map.get_mut(&finding.path) {
        Some(known) if is_first => known.insert(0, finding),
        Some(known) => known.push(finding),
        None => {
            map.insert(finding.path, vec![finding]);
        }
    }
}

/// What is not typed to its end, the rules' findings, then what the server found on values that still stand.
fn found(
    filing: &Filing,
    server: &FilingView,
    refused: &[Finding],
    withheld: &[Withheld],
    unfinished: Unfinished,
) -> BTreeMap<Path, Vec<Finding>> {
    let mut map: BTreeMap<Path, Vec<Finding>> = BTreeMap::new();
    if !server.status.is_editable() {
        return map;
    }
    let checked = rules::known().map(|rules| (rules.check)(filing, &server.facts));
    for finding in checked.into_iter().flatten() {
        put(&mut map, finding, false);
    }
    for finding in server.findings.iter().chain(refused.iter().filter(|one| !is_local(one))) {
        let stands = filing.text(finding.path) == server.filing.text(finding.path)
            && filing.pages(finding.path) == server.filing.pages(finding.path);
        if stands {
            // What a person said comes before what a rule says.
            put(&mut map, finding.clone(), true);
        }
    }
    for Withheld { finding, .. } in withheld.iter().filter(|one| one.stands(filing)) {
        if !map.get(&finding.path).is_some_and(|known| known.contains(finding)) {
            put(&mut map, finding.clone(), true);
        }
    }
    // What is said of the value in the document is not of what the person sees before them.
    for finding in unfinished.findings(filing) {
        put(&mut map, finding, true);
    }
    map
}
