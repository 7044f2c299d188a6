//! Reading and writing a field of the document by its [`Path`]: texts as they are, enums as their code, flags as `true`.

use super::{
    AgreementField, Attachment, Filing, OrganiserField, Paper, PaperField, PaperKind, Path, PersonField,
    PreApprovalField, SiteField, SiteId,
};

/// Why a field was not written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotWritten {
    /// The path names no field that exists (the site was removed, the list is shorter).
    NoSuchField,
    /// The path names a list or an attachment, which is not written as text.
    NotText,
    /// The text is not a code of the field's list.
    UnknownCode,
}

impl Filing {
    /// The value at `path` as text; `None` where the path names no field with a text of its own.
    pub fn text(&self, path: Path) -> Option<&str> {
        match path {
            Path::Filing | Path::Sites => None,
            Path::Province => Some(self.province.map_or("", |it| it.as_str())),
            Path::Organiser(field) => field.text(&self.organiser),
            Path::OrganiserPerson(field) => field.text(&self.organiser.responsible_person),
            Path::SitePerson(id, field) => field.text(&self.site(id)?.responsible_person),
            Path::Site(id, field) => field.text(self.site(id)?),
            Path::Domain(id, n) => self.site(id)?.domains.get(usize::from(n)).map(String::as_str),
            Path::PreApproval(id, n, field) => field.text(self.site(id)?.pre_approvals.get(usize::from(n))?),
            Path::Paper(kind, field) => field.text(Paper::of(&self.papers, kind)),
            Path::SitePaper(id, kind, field) => field.text(Paper::of(&self.site(id)?.papers, kind)),
            Path::Agreement(field) => field.text(&self.agreements),
        }
    }

    /// Writes the value at `path` from text; an empty text clears a choice.
    ///
    /// # Errors
    /// [`NotWritten`] where the path names no text, or the text is no code of the field's list; nothing changes then.
    pub fn set_text(&mut self, path: Path, text: &str) -> Result<(), NotWritten> {
        const GONE: NotWritten = NotWritten::NoSuchField;
        match path {
            Path::Filing | Path::Sites => Err(NotWritten::NotText),
            Path::Province => {
                self.province = match text {
                    "" => None,
                    code => Some(code.parse().map_err(|_| NotWritten::UnknownCode)?),
                };
                Ok(())
            }
            Path::Organiser(field) => field.set_text(&mut self.organiser, text),
            Path::OrganiserPerson(field) => field.set_text(&mut self.organiser.responsible_person, text),
            Path::SitePerson(id, field) => field.set_text(&mut self.site_mut(id).ok_or(GONE)?.responsible_person, text),
            Path::Site(id, field) => field.set_text(self.site_mut(id).ok_or(GONE)?, text),
            Path::Domain(id, n) => {
                let domain = self.site_mut(id).and_then(|site| site.domains.get_mut(usize::from(n))).ok_or(GONE)?;
                domain.clear();
                domain.push_str(text);
                Ok(())
            }
            Path::PreApproval(id, n, field) => {
                let approvals = &mut self.site_mut(id).ok_or(GONE)?.pre_approvals;
                field.set_text(approvals.get_mut(usize::from(n)).ok_or(GONE)?, text)
            }
            Path::Paper(kind, field) => field.set_text(Paper::of_mut(&mut self.papers, kind), text),
            Path::SitePaper(id, kind, field) => {
                field.set_text(Paper::of_mut(&mut self.site_mut(id).ok_or(GONE)?.papers, kind), text)
            }
            Path::Agreement(field) => field.set_text(&mut self.agreements, text),
        }
    }

    /// Every field that the filing has at the moment, in the order of the pages: texts, choices and uploads, not lists. Listed at once: as
    /// a chain of iterators it would be compiled anew wherever somebody asks.
    pub fn fields(&self) -> std::vec::IntoIter<Path> {
        let mut paths = vec![Path::Province];
        paths.extend(OrganiserField::ALL.iter().map(|field| Path::Organiser(*field)));
        paths.extend(PersonField::ALL.iter().map(|field| Path::OrganiserPerson(*field)));
        papers_of(None, &self.papers, &mut paths);
        for site in &self.sites {
            let id = site.id;
            paths.extend(indices(site.domains.len()).map(|n| Path::Domain(id, n)));
            paths.extend(SiteField::ALL.iter().map(|field| Path::Site(id, *field)));
            for n in indices(site.pre_approvals.len()) {
                paths.extend(PreApprovalField::ALL.iter().map(|field| Path::PreApproval(id, n, *field)));
            }
            if !site.same_person {
                paths.extend(PersonField::ALL.iter().map(|field| Path::SitePerson(id, *field)));
            }
            papers_of(Some(id), &site.papers, &mut paths);
        }
        paths.extend(AgreementField::ALL.iter().map(|field| Path::Agreement(*field)));
        paths.into_iter()
    }

    /// The pages of the attachment at `path`; `None` where the path names no slot, or one that does not exist.
    pub fn pages(&self, path: Path) -> Option<&[Attachment]> {
        let pages = match path {
            Path::Filing | Path::Sites | Path::Province | Path::Domain(..) => None,
            Path::Organiser(field) => field.file(&self.organiser),
            Path::OrganiserPerson(field) => field.file(&self.organiser.responsible_person),
            Path::SitePerson(id, field) => field.file(&self.site(id)?.responsible_person),
            Path::Site(id, field) => field.file(self.site(id)?),
            Path::PreApproval(id, n, field) => field.file(self.site(id)?.pre_approvals.get(usize::from(n))?),
            Path::Paper(kind, field) => field.file(Paper::of(&self.papers, kind)),
            Path::SitePaper(id, kind, field) => field.file(Paper::of(&self.site(id)?.papers, kind)),
            Path::Agreement(field) => field.file(&self.agreements),
        };
        pages.map(Vec::as_slice)
    }

    /// The same pages, to write to.
    pub fn pages_mut(&mut self, path: Path) -> Option<&mut Vec<Attachment>> {
        match path {
            Path::Filing | Path::Sites | Path::Province | Path::Domain(..) => None,
            Path::Organiser(field) => field.file_mut(&mut self.organiser),
            Path::OrganiserPerson(field) => field.file_mut(&mut self.organiser.responsible_person),
            Path::SitePerson(id, field) => field.file_mut(&mut self.site_mut(id)?.responsible_person),
            Path::Site(id, field) => field.file_mut(self.site_mut(id)?),
            Path::PreApproval(id, n, field) => {
                field.file_mut(self.site_mut(id)?.pre_approvals.get_mut(usize::from(n))?)
            }
            Path::Paper(kind, field) => field.file_mut(Paper::of_mut(&mut self.papers, kind)),
            Path::SitePaper(id, kind, field) => field.file_mut(Paper::of_mut(&mut self.site_mut(id)?.papers, kind)),
            Path::Agreement(field) => field.file_mut(&mut self.agreements),
        }
    }

    /// Nothing was uploaded into the slot at `path`; `false` where there is no such slot.
    pub fn is_missing(&self, path: Path) -> bool {
        self.pages(path).is_some_and(<[Attachment]>::is_empty)
    }

    /// Every upload that the document refers to, with its field, page by page.
    pub fn attachments(&self) -> impl Iterator<Item = (Path, &Attachment)> {
        self.fields().flat_map(|path| self.pages(path).unwrap_or_default().iter().map(move |page| (path, page)))
    }
}

/// Adds the fields of papers: only what an applicant adds is explained.
pub(crate) fn papers_of(of: Option<SiteId>, papers: &[Paper], paths: &mut Vec<Path>) {
    for paper in papers {
        if paper.kind == PaperKind::Other {
            paths.push(Path::paper(of, paper.kind, PaperField::Explanation));
        }
        paths.push(Path::paper(of, paper.kind, PaperField::Pages));
    }
}

/// The indices of a list that a path can name.
pub(crate) fn indices(len: usize) -> core::ops::Range<u8> {
    0..u8::try_from(len).unwrap_or(u8::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::SiteId;

    #[test]
    fn writes_are_read_back_and_unknown_codes_change_nothing() {
        let id = SiteId(0x3f2a_9c01);
        let mut filing = Filing::new(id);
        for (path, text) in [
            (Path::Province, "gd"),
            (Path::Organiser(OrganiserField::Name), "深圳示例一科技有限公司"),
            (Path::OrganiserPerson(PersonField::DocumentType), "resident_id"),
            (Path::Domain(id, 0), "example.com"),
            (Path::Site(id, SiteField::SamePerson), ""),
            (Path::Agreement(AgreementField::AssistedCorrection), "2"),
        ] {
            assert_eq!(filing.set_text(path, text), Ok(()), "{path}");
            assert_eq!(filing.text(path), Some(text), "{path}");
        }
        assert_eq!(filing.set_text(Path::Province, "xx"), Err(NotWritten::UnknownCode));
        assert_eq!(filing.text(Path::Province), Some("gd"));
        assert_eq!(filing.set_text(Path::Domain(id, 9), "a.cn"), Err(NotWritten::NoSuchField));
        assert_eq!(filing.set_text(Path::Site(SiteId(1), SiteField::Name), "x"), Err(NotWritten::NoSuchField));
    }

    #[test]
    fn serde_form_names_fields_as_paths_do() {
        let filing = Filing::new(SiteId(1));
        let json = serde_json::to_value(&filing).unwrap();
        for field in OrganiserField::ALL {
            assert!(json["organiser"].get(field.as_str()).is_some(), "{field}");
        }
        for field in SiteField::ALL {
            assert!(json["sites"][0].get(field.as_str()).is_some(), "{field}");
        }
        for field in PersonField::ALL.iter().filter(|field| **field != PersonField::Verification) {
            assert!(json["organiser"]["responsible_person"].get(field.as_str()).is_some(), "{field}");
        }
        assert_eq!(serde_json::from_value::<Filing>(json).unwrap(), filing);
    }

    #[test]
    fn a_document_of_an_unknown_older_form_is_read() {
        let old = serde_json::json!({ "province": "gd", "sites": [{ "id": "00000001", "name": "示例一企业展示" }] });
        let filing = serde_json::from_value::<Filing>(old).unwrap().migrated().unwrap();
        assert_eq!(filing.schema, Filing::SCHEMA);
        assert_eq!(filing.sites[0].name, "示例一企业展示");
    }
}
