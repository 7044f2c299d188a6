//! Papers (材料) that a bureau demands beyond the national list, and what an applicant adds: each kind once for the filing, and once
//! for each site.

use super::Attachment;
use crate::part::ReadPart;
use serde::de::MapAccess;
use serde::ser::SerializeMap;

coded! {
    /// What a paper is.
    pub enum PaperKind {
        /// 承诺书.
        Pledge = "pledge",
        /// 责任告知书.
        Notice = "notice",
        /// 承诺视频.
        PledgeVideo = "pledge_video",
        /// 网站建设方案书.
        ConstructionPlan = "construction_plan",
        /// 网站党建备案信息确认函.
        PartyBuildingLetter = "party_building_letter",
        /// 网站名称审核表.
        NameReviewForm = "name_review_form",
        /// 开办资格申请表.
        QualificationForm = "qualification_form",
        /// What the bureau asks for in words of its own.
        Asked = "asked",
        /// What the applicant adds (其他材料), with a line that explains it.
        Other = "other",
    }
}

/// A paper: its pages, and of what the applicant adds a line that explains it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Paper {
    /// What it is.
    pub kind: PaperKind,
    /// What it shows (材料说明); of [`PaperKind::Other`] only.
    #[cfg_attr(feature = "openapi", serde(default))]
    pub explanation: String,
    /// Its pages.
    #[cfg_attr(feature = "openapi", serde(default))]
    pub pages: Vec<Attachment>,
}

/// What stands where a filing or a site has no paper of a kind.
static NONE: Paper = Paper { kind: PaperKind::Other, explanation: String::new(), pages: Vec::new() };

impl Paper {
    /// The paper of a kind without anything in it.
    pub const fn new(kind: PaperKind) -> Paper {
        Paper { kind, explanation: String::new(), pages: Vec::new() }
    }

    /// There is something in it.
    pub fn is_there(&self) -> bool {
        !self.pages.is_empty() || !self.explanation.is_empty()
    }

    /// The paper of a kind among these.
    pub(crate) fn of(papers: &[Paper], kind: PaperKind) -> &Paper {
        papers.iter().find(|paper| paper.kind == kind).unwrap_or(&NONE)
    }

    /// The same, to write to.
    pub(crate) fn of_mut(papers: &mut Vec<Paper>, kind: PaperKind) -> &mut Paper {
        let known = papers.iter().position(|paper| paper.kind == kind);
        let at = known.unwrap_or_else(|| {
            papers.push(Paper::new(kind));
            papers.len() - 1
        });
        &mut papers[at]
    }
}

impl ReadPart for Paper {
    const KEY: Option<&'static str> = Some("kind");

    fn empty() -> Paper {
        NONE.clone()
    }

    fn read<'de, A: MapAccess<'de>>(&mut self, key: &str, map: &mut A) -> Result<bool, A::Error> {
        let is_kind = key == "kind";
        if is_kind {
            self.kind = map.next_value()?;
        }
        Ok(is_kind)
    }

    fn write_own<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error> {
        map.serialize_entry("kind", &self.kind)
    }
}
