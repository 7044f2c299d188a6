//! Properties of the merge on filings and edits at random, and a table of the cases that people meet.
#![cfg(not(target_arch = "wasm32"))]

use beian_model::merge::{Conflict, Merged, merge, scalar_paths};
use beian_model::sample::attachment;
use beian_model::*;
use beian_rules::random::{Numbers, case};
use proptest::prelude::*;

/// Some edits of a document, as a person makes them.
fn edited(base: &Filing, seed: u64) -> Filing {
    let mut numbers = Numbers::new(seed);
    let mut filing = base.clone();
    for _ in 0..numbers.below(6) {
        edit(&mut filing, &mut numbers);
    }
    filing
}

fn edit(filing: &mut Filing, numbers: &mut Numbers) {
    let sites = filing.sites.len();
    match numbers.below(11) {
        0 => filing.sites.push(Site::new(SiteId(1_000 + numbers.below(1 << 30) as u32))),
        1 if sites > 1 => drop(filing.sites.remove(numbers.below(sites))),
        2 if sites > 1 => filing.sites.swap(0, numbers.below(sites)),
        3 if sites > 0 => filing.sites[numbers.below(sites)].domains.push(numbers.text().to_owned()),
        4 if sites > 0 => {
            let kind = PreApprovalKind::ALL[numbers.below(4)];
            let list = &mut filing.sites[0].pre_approvals;
            if list.iter().any(|one| one.kind == kind) {
                list.retain(|one| one.kind != kind);
            } else {
                list.push(PreApproval { kind, number: String::new(), document: Vec::new() });
            }
        }
        6 | 7 if sites > 0 => {
            let kind = PaperKind::ALL[numbers.below(4)];
            let papers = if numbers.below(2) == 0 { &mut filing.papers } else { &mut filing.sites[0].papers };
            match papers.iter().position(|one| one.kind == kind) {
                Some(n) if numbers.below(2) == 0 => drop(papers.remove(n)),
                Some(n) => papers[n].pages.push(attachment(numbers.text())),
                None => papers.push(Paper::new(kind)),
            }
        }
        5 if sites > 0 => {
            let language = Language::ALL[numbers.below(5)];
            let list = &mut filing.sites[0].languages;
            if list.contains(&language) {
                list.retain(|one| *one != language);
            } else {
                list.push(language);
            }
        }
        _ => {
            let paths: Vec<Path> = filing.fields().collect();
            let path = paths[numbers.below(paths.len())];
            match filing.pages_mut(path) {
                Some(pages) => pages.clear(),
                None => drop(filing.set_text(path, numbers.text())),
            }
        }
    }
}

fn three(seed: u64, one: u64, other: u64) -> (Filing, Filing, Filing) {
    let (base, _) = case(seed, &[]);
    let (mine, theirs) = (edited(&base, one), edited(&base, other));
    (base, mine, theirs)
}

proptest! {
    #[test]
    fn a_side_that_did_nothing_gives_way(seed: u64, one: u64) {
        let (base, mine, _) = three(seed, one, 0);
        for (here, there) in [(&mine, &base), (&base, &mine), (&mine, &mine)] {
            let merged = merge(&base, here, there);
            prop_assert_eq!(&merged.filing, &mine);
            prop_assert!(merged.conflicts.is_empty());
        }
    }

    #[test]
    fn every_value_is_one_of_a_sides_and_no_lone_change_is_lost(seed: u64, one: u64, other: u64) {
        let (base, mine, theirs) = three(seed, one, other);
        let merged = merge(&base, &mine, &theirs);
        for path in scalar_paths(&merged.filing) {
            let of = |filing: &Filing| filing.value(path);
            let (base, here, there, now) = (of(&base), of(&mine), of(&theirs), of(&merged.filing));
            prop_assert!(now == here || now == there, "{}", path);
            if here.is_some() && there.is_some() {
                let conflict = merged.conflicts.iter().find(|one| one.path == path);
                if here != base && there == base {
                    prop_assert_eq!(&now, &here, "{} was typed here", path);
                }
                if there != base && here == base {
                    prop_assert_eq!(&now, &there, "{} was typed there", path);
                }
                let both = here != base && there != base && here != there;
                prop_assert_eq!(conflict.is_some(), both, "{}", path);
                if let Some(conflict) = conflict {
                    prop_assert_eq!(Some(&conflict.theirs), there.as_ref());
                    prop_assert_eq!(&now, &here);
                }
            }
        }
    }

    #[test]
    fn added_sites_stay_and_edited_sites_outlive_their_removal(seed: u64, one: u64, other: u64) {
        let (base, mine, theirs) = three(seed, one, other);
        let merged = merge(&base, &mine, &theirs).filing;
        for side in [&mine, &theirs] {
            for site in &side.sites {
                if base.site(site.id) != Some(site) {
                    prop_assert!(merged.site(site.id).is_some(), "{} was added or edited", site.id);
                }
            }
        }
        let mut ids: Vec<_> = merged.sites.iter().map(|site| site.id).collect();
        ids.sort();
        ids.dedup();
        prop_assert_eq!(ids.len(), merged.sites.len(), "no site stands twice");
    }

    #[test]
    fn both_sides_see_the_same_conflicts(seed: u64, one: u64, other: u64) {
        let (base, mine, theirs) = three(seed, one, other);
        let paths = |merged: Merged| -> Vec<Path> {
            let scalar = |one: &Path| !matches!(one, Path::PreApproval(..));
            merged.conflicts.into_iter().map(|one| one.path).filter(scalar).collect()
        };
        prop_assert_eq!(paths(merge(&base, &mine, &theirs)), paths(merge(&base, &theirs, &mine)));
    }

    #[test]
    fn the_other_side_then_has_nothing_more_to_say(seed: u64, one: u64, other: u64) {
        let (base, mine, theirs) = three(seed, one, other);
        let merged = merge(&base, &mine, &theirs).filing;
        // What was merged is saved over theirs: their tab, with nothing new, takes it as it is.
        let again = merge(&theirs, &theirs, &merged);
        prop_assert_eq!(again.filing, merged);
        prop_assert!(again.conflicts.is_empty());
    }
}

fn base() -> Filing {
    let mut filing = beian_model::sample::complete_filing().0;
    filing.sites[0].domains = vec!["a.com".to_owned(), "b.com".to_owned()];
    filing
}

const NAME: Path = Path::Organiser(OrganiserField::Name);
const ADDRESS: Path = Path::Organiser(OrganiserField::Address);

#[test]
fn different_fields_merge_and_the_same_field_asks() {
    let base = base();
    let (mut mine, mut theirs) = (base.clone(), base.clone());
    mine.set_text(NAME, "甲").unwrap();
    theirs.set_text(ADDRESS, "乙").unwrap();
    let merged = merge(&base, &mine, &theirs);
    assert!(merged.conflicts.is_empty());
    assert_eq!((merged.filing.text(NAME), merged.filing.text(ADDRESS)), (Some("甲"), Some("乙")));

    theirs.set_text(NAME, "丙").unwrap();
    let merged = merge(&base, &mine, &theirs);
    assert_eq!(merged.filing.text(NAME), Some("甲"));
    assert_eq!(merged.conflicts, [Conflict { path: NAME, theirs: Value::Text("丙".to_owned()) }]);
}

#[test]
fn domains_element_by_element_or_by_value() {
    let base = base();
    let id = base.sites[0].id;
    let with = |domains: &[&str]| {
        let mut filing = base.clone();
        filing.sites[0].domains = domains.iter().map(|&one| one.to_owned()).collect();
        filing
    };
    for (mine, theirs, expected, conflicts) in [
        (&["x.com", "b.com"][..], &["a.com", "y.com"][..], &["x.com", "y.com"][..], &[][..]),
        (&["x.com", "b.com"], &["y.com", "b.com"], &["x.com", "b.com"], &[Path::Domain(id, 0)]),
        (&["a.com", "b.com", "c.com"], &["a.com"], &["a.com", "c.com"], &[]),
        (&["a.com"], &["b.com"], &["a.com"], &[]),
        (&["a.com", "b.com", "c.com"], &["a.com", "b.com", "d.com"], &["a.com", "b.com", "c.com", "d.com"], &[]),
    ] {
        let merged = merge(&base, &with(mine), &with(theirs));
        assert_eq!(merged.filing.sites[0].domains, expected, "{mine:?} {theirs:?}");
        let paths: Vec<Path> = merged.conflicts.iter().map(|one| one.path).collect();
        assert_eq!(paths, conflicts, "{mine:?} {theirs:?}");
    }
}

#[test]
fn sites_added_on_both_sides_keep_their_places() {
    let base = base();
    let first = base.sites[0].id;
    let (mut mine, mut theirs) = (base.clone(), base.clone());
    mine.sites.push(Site::new(SiteId(1)));
    theirs.sites.insert(0, Site::new(SiteId(2)));
    let order = |filing: &Filing| filing.sites.iter().map(|site| site.id).collect::<Vec<_>>();
    assert_eq!(order(&merge(&base, &mine, &theirs).filing), [SiteId(2), first, SiteId(1)]);

    // Reordered here, another added there.
    let mut base = base;
    base.sites.push(Site::new(SiteId(7)));
    let (mut mine, mut theirs) = (base.clone(), base.clone());
    mine.sites.swap(0, 1);
    theirs.sites.push(Site::new(SiteId(8)));
    assert_eq!(order(&merge(&base, &mine, &theirs).filing), [SiteId(7), SiteId(8), first]);
}

#[test]
fn an_approval_is_merged_by_its_kind() {
    let mut base = base();
    let approval = |kind, number: &str| PreApproval { kind, number: number.to_owned(), document: Vec::new() };
    base.sites[0].pre_approvals = vec![approval(PreApprovalKind::News, "1"), approval(PreApprovalKind::Games, "2")];
    let (mut mine, mut theirs) = (base.clone(), base.clone());
    mine.sites[0].pre_approvals[1].number = "22".to_owned();
    theirs.sites[0].pre_approvals.remove(0);
    let merged = merge(&base, &mine, &theirs).filing;
    assert_eq!(merged.sites[0].pre_approvals, [approval(PreApprovalKind::Games, "22")]);
}
