//! Two changes of one document become one: three-way, field by field. What only one side changed is taken; where both
//! changed the same field to different values, both are kept and a person picks.

use super::{
    Attachment, Filing, OrganiserField, Paper, PaperField, PaperKind, Path, PersonField, PreApproval, PreApprovalField,
    PreApprovalKind, Site, SiteField, SiteId, Value,
};
use serde::{Deserialize, Serialize};

/// A field that both sides changed to different values.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Conflict {
    /// The field, in the merged document, where the value of this side stands.
    pub path: Path,
    /// The value of the other side.
    pub theirs: Value,
}

/// A merged document and what is left to decide.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Merged {
    /// Both changes in one; with this side's value wherever the two conflict.
    pub filing: Filing,
    /// The fields that a person must decide on.
    pub conflicts: Vec<Conflict>,
}

/// Merges what was typed here (`mine`) with what was saved elsewhere (`theirs`), both grown from `base`.
///
/// - A text, a choice or an upload: whoever changed it is right; both, to different values, is a [`Conflict`].
/// - Websites, by their id: one that a side added stays; one that a side removed goes, unless the other changed it.
/// - Domains: element by element while nothing was added or removed, else by value. Languages: as a set. Approvals and papers: by
///   kind.
pub fn merge(base: &Filing, mine: &Filing, theirs: &Filing) -> Merged {
    let mut merge = Merging { base, mine, theirs, conflicts: Vec::new() };
    let mut filing = mine.clone();
    filing.schema = mine.schema.max(theirs.schema);
    if mine.step == base.step {
        filing.step = theirs.step;
    }
    filing.sites = sites(base, mine, theirs);
    merge.scalars(&mut filing);
    filing.papers = merge.papers(None, &base.papers, &mine.papers, &theirs.papers);
    for site in &mut filing.sites {
        let (Some(mine), Some(theirs)) = (mine.site(site.id), theirs.site(site.id)) else { continue };
        let base = base.site(site.id);
        merge.lists(site, base, mine, theirs);
        let papers = base.map_or(&[][..], |base| &base.papers);
        site.papers = merge.papers(Some(site.id), papers, &mine.papers, &theirs.papers);
    }
    Merged { filing, conflicts: by_path(merge.conflicts) }
}

/// Put in one by one: they are few, and a sort would be code of its own for this type.
fn by_path(conflicts: Vec<Conflict>) -> Vec<Conflict> {
    let mut sorted: Vec<Conflict> = Vec::with_capacity(conflicts.len());
    for one in conflicts {
        sorted.insert(sorted.partition_point(|other| other.path <= one.path), one);
    }
    sorted
}

struct Merging<'a> {
    base: &'a Filing,
    mine: &'a Filing,
    theirs: &'a Filing,
    conflicts: Vec<Conflict>,
}

/// Which side is right; `None` where both changed, to different values.
fn right<T: PartialEq>(base: Option<&T>, mine: T, theirs: T) -> Result<T, (T, T)> {
    if mine == theirs || base == Some(&theirs) {
        Ok(mine)
    } else if base == Some(&mine) {
        Ok(theirs)
    } else {
        Err((mine, theirs))
    }
}

impl Merging<'_> {
    /// Every field that is one value, of both sides' fields.
    fn scalars(&mut self, filing: &mut Filing) {
        for path in scalar_paths(filing) {
            let (Some(mine), Some(theirs)) = (self.mine.value(path), self.theirs.value(path)) else { continue };
            let chosen = self.choose(path, self.base.value(path).as_ref(), mine, theirs);
            filing.set_value(path, &chosen);
        }
    }

    fn choose(&mut self, path: Path, base: Option<&Value>, mine: Value, theirs: Value) -> Value {
        right(base, mine, theirs).unwrap_or_else(|(mine, theirs)| {
            self.conflicts.push(Conflict { path, theirs });
            mine
        })
    }

    fn lists(&mut self, site: &mut Site, base: Option<&Site>, mine: &Site, theirs: &Site) {
        let id = site.id;
        let languages = right(base.map(|base| &base.languages), mine.languages.clone(), theirs.languages.clone());
        site.languages = languages
            .unwrap_or_else(|(mine, theirs)| as_sets(base.map_or(&[], |base| &base.languages), &mine, &theirs));
        let domains = right(base.map(|base| &base.domains), mine.domains.clone(), theirs.domains.clone());
        site.domains = domains.unwrap_or_else(|_| {
            let base = base.map_or(&[][..], |base| &base.domains);
            if base.len() != mine.domains.len() || base.len() != theirs.domains.len() {
                return by_value(base, &mine.domains, &theirs.domains);
            }
            let each = base.iter().zip(&mine.domains).zip(&theirs.domains).enumerate();
            each.map(|(n, ((base, mine), theirs))| {
                let text = |text: &String| Value::Text(text.clone());
                let path = Path::Domain(id, u8::try_from(n).unwrap_or(u8::MAX));
                match self.choose(path, Some(&text(base)), text(mine), text(theirs)) {
                    Value::Text(text) => text,
                    Value::Attachment(_) => mine.clone(),
                }
            })
            .collect()
        });
        let approvals =
            right(base.map(|base| &base.pre_approvals), mine.pre_approvals.clone(), theirs.pre_approvals.clone());
        site.pre_approvals = approvals.unwrap_or_else(|(mine, theirs)| {
            self.approvals(id, base.map_or(&[], |base| &base.pre_approvals), &mine, &theirs)
        });
    }

    /// Lists whose members have a kind, a text and pages; what both sides changed, by kind.
    fn members(
        &mut self,
        base: &[Member],
        mine: &[Member],
        theirs: &[Member],
        at: &dyn Fn(u8, usize) -> (Path, Path),
    ) -> Vec<Member> {
        let of = |list: &[Member], kind| list.iter().find(|one| one.kind == kind).cloned();
        let mut merged = Vec::new();
        let only_theirs = theirs.iter().filter(|one| of(mine, one.kind).is_none());
        for one in mine.iter().chain(only_theirs) {
            let (base, mine, theirs) = (of(base, one.kind), of(mine, one.kind), of(theirs, one.kind));
            let n = u8::try_from(merged.len()).unwrap_or(u8::MAX);
            match (mine, theirs) {
                (Some(mut mine), Some(theirs)) => {
                    let (text, pages) = at(n, one.kind);
                    let before = base.as_ref().map(|base| Value::Text(base.text.clone()));
                    let (a, b) = (Value::Text(mine.text), Value::Text(theirs.text));
                    mine.text = match self.choose(text, before.as_ref(), a, b) {
                        Value::Text(text) => text,
                        Value::Attachment(_) => String::new(),
                    };
                    let before = base.map(|base| Value::Attachment(base.pages));
                    let (a, b) = (Value::Attachment(mine.pages), Value::Attachment(theirs.pages));
                    mine.pages = match self.choose(pages, before.as_ref(), a, b) {
                        Value::Attachment(pages) => pages,
                        Value::Text(_) => Vec::new(),
                    };
                    merged.push(mine);
                }
                // Removed on one side: it goes, unless the other side changed it or had just added it.
                (Some(one), None) | (None, Some(one)) if base.as_ref() != Some(&one) => merged.push(one),
                _ => {}
            }
        }
        merged
    }

    fn approvals(
        &mut self,
        site: SiteId,
        base: &[PreApproval],
        mine: &[PreApproval],
        theirs: &[PreApproval],
    ) -> Vec<PreApproval> {
        let members = |list: &[PreApproval]| -> Vec<Member> {
            let member = |one: &PreApproval| Member {
                kind: one.kind as usize,
                text: one.number.clone(),
                pages: one.document.clone(),
            };
            list.iter().map(member).collect()
        };
        let at = |n, _| {
            let at = |field| Path::PreApproval(site, n, field);
            (at(PreApprovalField::Number), at(PreApprovalField::Document))
        };
        let merged = self.members(&members(base), &members(mine), &members(theirs), &at);
        let approval = |Member { kind, text, pages }| {
            Some(PreApproval { kind: *PreApprovalKind::ALL.get(kind)?, number: text, document: pages })
        };
        merged.into_iter().filter_map(approval).collect()
    }

    /// Papers of the filing or of a site.
    fn papers(&mut self, of: Option<SiteId>, base: &[Paper], mine: &[Paper], theirs: &[Paper]) -> Vec<Paper> {
        if let Ok(list) = right(Some(&base), mine, theirs) {
            return list.to_vec();
        }
        let members = |list: &[Paper]| -> Vec<Member> {
            let member = |one: &Paper| Member {
                kind: one.kind as usize,
                text: one.explanation.clone(),
                pages: one.pages.clone(),
            };
            list.iter().map(member).collect()
        };
        let kind = |kind: usize| PaperKind::ALL.get(kind).copied().unwrap_or(PaperKind::Other);
        let at = |_, of_kind| {
            let at = |field| Path::paper(of, kind(of_kind), field);
            (at(PaperField::Explanation), at(PaperField::Pages))
        };
        let merged = self.members(&members(base), &members(mine), &members(theirs), &at);
        let paper = |Member { kind: of_kind, text, pages }| Paper { kind: kind(of_kind), explanation: text, pages };
        merged.into_iter().map(paper).collect()
    }
}

/// A member of a list that has each kind once: an approval or a paper.
#[derive(Clone, PartialEq, Eq)]
struct Member {
    /// The kind's place among all kinds.
    kind: usize,
    text: String,
    pages: Vec<Attachment>,
}

/// The paths that hold one value each: not lists and their members, and of every person, asked for or not.
pub fn scalar_paths(filing: &Filing) -> Vec<Path> {
    let mut paths = vec![Path::Province];
    paths.extend(OrganiserField::ALL.iter().copied().map(Path::Organiser));
    paths.extend(PersonField::ALL.iter().copied().map(Path::OrganiserPerson));
    for site in &filing.sites {
        paths.extend(SiteField::ALL.iter().map(|field| Path::Site(site.id, *field)));
        paths.extend(PersonField::ALL.iter().map(|field| Path::SitePerson(site.id, *field)));
    }
    paths.extend(super::AgreementField::ALL.iter().copied().map(Path::Agreement));
    paths
}

/// The websites that stay, in their order.
fn sites(base: &Filing, mine: &Filing, theirs: &Filing) -> Vec<Site> {
    // Where this side left the order alone, the other side's is taken.
    let ids = |filing: &Filing| filing.sites.iter().map(|site| site.id).collect::<Vec<_>>();
    let common: Vec<_> = ids(base).into_iter().filter(|id| mine.site(*id).is_some()).collect();
    let kept: Vec<_> = ids(mine).into_iter().filter(|id| base.site(*id).is_some()).collect();
    let (first, second) = if common == kept { (theirs, mine) } else { (mine, theirs) };
    let stays = |site: &Site| {
        let in_both = mine.site(site.id).is_some() && theirs.site(site.id).is_some();
        in_both || base.site(site.id) != Some(site)
    };
    let mut merged: Vec<Site> = first.sites.iter().filter(|site| stays(site)).cloned().collect();
    for (n, site) in second.sites.iter().enumerate() {
        if merged.iter().any(|one| one.id == site.id) || !stays(site) {
            continue;
        }
        // Behind the site that it follows on its own side.
        let before =
            second.sites[..n].iter().rev().find_map(|before| merged.iter().position(|one| one.id == before.id));
        merged.insert(before.map_or(0, |at| at + 1), site.clone());
    }
    // Values of this side; the scalars of both are merged after.
    for site in &mut merged {
        if let Some(own) = mine.site(site.id) {
            site.clone_from(own);
        }
    }
    // Each side removed what the other kept: a filing without any website is nobody's wish.
    if merged.is_empty() { mine.sites.clone() } else { merged }
}

/// Domains that were added or taken away on both sides; one is left at least.
fn by_value(base: &[String], mine: &[String], theirs: &[String]) -> Vec<String> {
    let merged = as_sets(base, mine, theirs);
    if merged.is_empty() { mine.to_vec() } else { merged }
}

/// This side's list, with what the other added and without what it took away.
fn as_sets<T: PartialEq + Clone>(base: &[T], mine: &[T], theirs: &[T]) -> Vec<T> {
    let mut merged: Vec<T> = mine.iter().filter(|one| theirs.contains(one) || !base.contains(one)).cloned().collect();
    merged.extend(theirs.iter().filter(|one| !base.contains(one) && !mine.contains(one)).cloned());
    merged
}
