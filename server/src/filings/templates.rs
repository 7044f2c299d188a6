//! Forms that are printed, signed, sealed and uploaded (材料模板): letters of authorisation, pledges, the plan of a site, the statement of a
//! domain's holder, each an A4 sheet filled in from the filing, or blank for who has none yet. Which form a slot has is told by its path. A
//! province's own form is given in their place (`own_forms`).

use crate::access::own::Own;
use crate::accounts::people::{Applicant, or_nobody};
use crate::app::App;
use crate::filings::own_forms;
use crate::http::extract::Query;
use crate::http::plain_page;
use crate::http::problem::{Answer, Refused};
use axum::extract::{Path, State};
use axum::response::Response;
use beian_locale::{Lang, Words};
use beian_model::{
    Filing, Organiser, OrganiserField, PaperField, PaperKind, Path as FieldPath, Problem, ProblemKind, Province,
    ResponsiblePerson, Site, SiteField, SiteId,
};
use beian_rules::as_read;
use http::HeaderValue;
use http::header::CACHE_CONTROL;
use maud::{Markup, html};
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// What is asked here.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(show)).routes(routes!(blank))
}

/// The form of a slot, filled in from the filing as it is saved: a page to print; or the form that its province's bureau has itself, blank.
#[utoipa::path(get, path = "/filings/{id}/templates/{slot}", tag = "filings",
    params(("id" = String, Path), ("slot" = String, Path, description = "The path of an attachment's slot")), responses(
    (status = 200, content((String = "text/html; charset=utf-8"), ([u8] = "application/pdf"), ([u8] = "image/png"), ([u8] = "image/jpeg"), ([u8] = "application/msword"), ([u8] = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"))), (status = 401, body = Problem), (status = 404, body = Problem)))]
pub async fn show(
    State(app): State<App>,
    Own { filing: row, .. }: Own,
    Path((_id, slot)): Path<(String, String)>,
) -> Answer<Response> {
    let slot: FieldPath = slot.parse().map_err(|_| ProblemKind::NotFound)?;
    let read = as_read(&row.document, app.clock.now().date_in_china());
    let (title, sheet) = form(&read, slot).ok_or(ProblemKind::NotFound)?;
    let own = own_forms::of(&app, row.document.province, slot).await;
    let mut answer = own.unwrap_or_else(|| sheet_of(title, &sheet));
    answer.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    Ok(answer)
}

/// In which province.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct In {
    /// The province's code; without it, the province of the asker's filing in progress.
    province: Option<Province>,
}

/// The blank form of a slot, for who prepares before there is a filing: a page to print, or the form that the province's bureau has itself.
#[utoipa::path(get, path = "/templates/{slot}", tag = "catalogue",
    params(("slot" = String, Path, description = "The path of an attachment's slot, in any site"), In), responses(
    (status = 200, content((String = "text/html; charset=utf-8"), ([u8] = "application/pdf"), ([u8] = "image/png"), ([u8] = "image/jpeg"), ([u8] = "application/msword"), ([u8] = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"))), (status = 404, body = Problem)))]
pub async fn blank(
    State(app): State<App>,
    asker: Result<Applicant, Refused>,
    Path(slot): Path<String>,
    Query(asked): Query<In>,
) -> Answer<Response> {
    let slot: FieldPath = slot.parse().map_err(|_| ProblemKind::NotFound)?;
    let nothing = Filing::new(slot.site().unwrap_or(SiteId(0)));
    let (title, sheet) = form(&nothing, slot).ok_or(ProblemKind::NotFound)?;
    let province = match asked.province {
        Some(province) => Some(province),
        None => province_of(&app, asker).await?,
    };
    Ok(own_forms::of(&app, province, slot).await.unwrap_or_else(|| sheet_of(title, &sheet)))
}

/// The province that the asker's filing in progress names, so that who looks up what is asked there is given that bureau's form.
async fn province_of(app: &App, asker: Result<Applicant, Refused>) -> Answer<Option<Province>> {
    let Some(Applicant(account)) = or_nobody(asker)? else { return Ok(None) };
    let Some(id) = app.store.in_flight(&account.id).await? else { return Ok(None) };
    Ok(app.store.filing(&id).await?.and_then(|row| row.document.province))
}

/// A form as a page, with how it is filled in above it.
fn sheet_of(title: &str, sheet: &Markup) -> Response {
    let how = html! {
        p {
            "请用浏览器打印（A4 纸），由相关人员手写签名、单位加盖公章后，拍照或扫描上传。下划线处请手写补充；管局发布了固定格式的，以管局格式为准。"
        }
        p lang="en" {
            "Print this page on A4, have it signed by hand and sealed, and upload a photograph or scan. Write on the lines what is still missing. Where the bureau has a form of its own, use that one."
        }
    };
    plain_page::printed(title, &how, sheet)
}

/// The title and the sheet of a slot's form; nothing where the slot has none.
fn form(filing: &Filing, slot: FieldPath) -> Option<(&'static str, Markup)> {
    match slot {
        FieldPath::Organiser(OrganiserField::AuthorisationLetter) => Some(organiser_letter(filing)),
        FieldPath::Site(id, SiteField::AuthorisationLetter) => site_letter(filing, id),
        FieldPath::Site(id, SiteField::DomainRecord) => {
            Some(("域名持有者声明", domain_statement(filing, filing.site(id)?)))
        }
        FieldPath::Paper(kind, PaperField::Pages) => paper(filing, kind, None),
        FieldPath::SitePaper(id, kind, PaperField::Pages) => paper(filing, kind, Some(filing.site(id)?)),
        _ => None,
    }
}

fn paper(filing: &Filing, kind: PaperKind, site: Option<&Site>) -> Option<(&'static str, Markup)> {
    match kind {
        PaperKind::Pledge => Some(("网站备案信息真实性承诺书", pledge(filing, site))),
        PaperKind::Notice => Some(("网站备案责任告知书", notice(filing, site))),
        PaperKind::ConstructionPlan => Some(("网站建设方案书", plan(filing, site))),
        _ => None,
    }
}

/// A text, or a line to write on where there is none.
fn filled(text: &str) -> Markup {
    html! { @if text.is_empty() { span.blank { "\u{a0}" } } @else { (text) } }
}

/// Whose hand and seal stand below, and when.
fn signed(organiser: &Organiser, signer: &str) -> Markup {
    html! {
        div.sign {
            p { "单位名称（加盖公章）：" (filled(&organiser.name)) }
            p { (signer) "（签字）：" (filled("")) }
            p { "签署日期：" span.blank { "\u{a0}" } "年" span.blank { "\u{a0}" } "月" span.blank { "\u{a0}" } "日" }
        }
    }
}

/// Who is named, with their document.
fn named(person: &ResponsiblePerson) -> Markup {
    let document = person.document_type.map_or("证件", |kind| kind.text(Lang::Chinese));
    html! {
        p { "被授权人姓名：" (filled(&person.name)) }
        p { "被授权人" (document) "号码：" (filled(&person.document_number)) }
    }
}

fn letter(organiser: &Organiser, role: &str, named: &Markup) -> Markup {
    html! {
        p.text {
            "兹授权下列人员担任我单位" (role) "，代表我单位办理互联网信息服务备案及后续的信息变更、核验等事宜。被授权人在办理上述事宜过程中签署的文件和提交的材料，我单位均予以认可，并承担相应的法律责任。"
        }
        (named)
        p { "授权单位：" (filled(&organiser.name)) }
        p { "法定代表人姓名：" (filled(&organiser.legal_representative)) }
        p { "法定代表人证件号码：" (filled(&organiser.legal_representative_number)) }
        (signed(organiser, "法定代表人"))
    }
}

/// One letter for both roles where the organiser's person answers for a site too (icp-domain 8.1).
fn organiser_letter(filing: &Filing) -> (&'static str, Markup) {
    let organiser = &filing.organiser;
    let named = named(&organiser.responsible_person);
    if filing.sites.iter().any(|site| site.same_person) {
        ("法定代表人授权书", letter(organiser, "备案主体负责人及网站负责人", &named))
    } else {
        ("主体负责人授权书", letter(organiser, "备案主体负责人", &named))
    }
}

/// Shanghai's form names the post and the domains too.
fn site_letter(filing: &Filing, id: SiteId) -> Option<(&'static str, Markup)> {
    let (organiser, site) = (&filing.organiser, filing.site(id)?);
    let person = if site.same_person { &organiser.responsible_person } else { &site.responsible_person };
    let is_shanghai = filing.province == Some(Province::Shanghai);
    let named = html! {
        (named(person))
        @if is_shanghai { p { "被授权人职务：" (filled("")) } }
        p { "网站名称：" (filled(&site.name)) }
        p { "网站域名：" (filled(&domains(std::slice::from_ref(site)))) }
    };
    Some(("网站负责人授权书", letter(organiser, "网站负责人", &named)))
}

fn domains(sites: &[Site]) -> String {
    let all: Vec<&str> = sites.iter().flat_map(|site| &site.domains).map(String::as_str).collect();
    all.join("、")
}

/// The sites that a paper is about: one, or all.
fn about<'a>(filing: &'a Filing, site: Option<&'a Site>) -> &'a [Site] {
    site.map_or(&filing.sites, std::slice::from_ref)
}

/// Who answers: the site's person where it is a site's paper, else the organiser's.
fn answers<'a>(filing: &'a Filing, site: Option<&'a Site>) -> (&'static str, &'a ResponsiblePerson) {
    match site {
        Some(site) if !site.same_person => ("网站负责人", &site.responsible_person),
        Some(_) => ("网站负责人", &filing.organiser.responsible_person),
        None => ("主体负责人", &filing.organiser.responsible_person),
    }
}

fn pledge(filing: &Filing, site: Option<&Site>) -> Markup {
    let (role, person) = answers(filing, site);
    html! {
        p { "主办单位名称：" (filled(&filing.organiser.name)) }
        p { "主办单位证件号码：" (filled(&filing.organiser.certificate_number)) }
        p { "网站域名：" (filled(&domains(about(filing, site)))) }
        p { (role) "姓名：" (filled(&person.name)) "　证件号码：" (filled(&person.document_number)) }
        p.text { "本单位就上述网站的备案郑重承诺如下：" }
        p.text { "一、提交的备案信息和材料真实、准确、完整、有效；备案信息发生变化的，及时办理变更或注销手续。" }
        p.text { "二、网站不登载法律、行政法规禁止的内容；涉及新闻、出版、药品、广播影视等须经前置审批的内容，取得有关主管部门的批准后方提供服务。" }
        p.text { "三、落实网络与信息安全管理责任，保持负责人联系方式畅通，配合通信主管部门的核查和管理。" }
        p.text { "四、在网站首页底部标明备案编号，并链接至工业和信息化部备案管理系统。" }
        p.text { "五、违反以上承诺的，自愿承担由此产生的一切法律责任，并接受注销备案、停止接入等处理。" }
        (signed(&filing.organiser, role))
    }
}

fn notice(filing: &Filing, site: Option<&Site>) -> Markup {
    let (role, person) = answers(filing, site);
    html! {
        p { "网站名称：" (filled(&about(filing, site).iter().map(|site| site.name.as_str()).collect::<Vec<_>>().join("、"))) }
        p { "网站域名：" (filled(&domains(about(filing, site)))) }
        p.text { "根据《互联网信息服务管理办法》《非经营性互联网信息服务备案管理办法》等规定，现将网站负责人的责任告知如下：" }
        p.text { "一、备案信息应当真实、准确；发生变化的，应当及时办理变更手续。" }
        p.text { "二、不得利用网站制作、复制、发布、传播法律、行政法规禁止的信息；发现此类信息的，应当立即停止传输、保存记录并报告有关机关。" }
        p.text { "三、联系方式应当保持畅通，并配合通信主管部门和接入服务单位的核查。" }
        p.text { "四、应当在网站首页底部标明备案编号。违反规定的，由通信主管部门依法处理，直至关闭网站、注销备案。" }
        p.text { "本人已阅读并知悉上述内容，愿意承担相应的责任。" }
        p { (role) "姓名：" (filled(&person.name)) "　证件号码：" (filled(&person.document_number)) }
        (signed(&filing.organiser, role))
    }
}

fn plan(filing: &Filing, site: Option<&Site>) -> Markup {
    let row = |name: &str, text: &str| html! { tr { th { (name) } td { (filled(text)) } } };
    html! {
        @for (n, site) in (1..).zip(about(filing, site)) {
            h2 { "网站 " (n) " 基本情况" }
            table {
                (row("主办单位名称", &filing.organiser.name))
                (row("网站名称", &site.name))
                (row("网站域名", &site.domains.join("、")))
                (row("服务内容", site.service_content.map_or("", |content| content.text(Lang::Chinese))))
                (row("网站语言", &site.languages.iter().map(|one| one.text(Lang::Chinese)).collect::<Vec<_>>().join("、")))
                (row("接入资源", &site.resource))
                (row("备注", &site.remark))
            }
        }
        h2 { "一、建站目的和服务对象" }
        div.room {}
        h2 { "二、栏目设置和主要内容（每个域名的用途）" }
        div.room {}
        h2 { "三、网站技术方案和接入方式" }
        div.room {}
        h2 { "四、网络与信息安全管理制度和技术措施" }
        div.room {}
        h2 { "五、运营人员及联系方式" }
        div.room {}
        (signed(&filing.organiser, "主体负责人"))
    }
}

fn domain_statement(filing: &Filing, site: &Site) -> Markup {
    html! {
        p { "域名：" (filled(&site.domains.join("、"))) }
        p { "域名持有者：" (filled("")) }
        p { "持有者证件号码：" (filled("")) }
        p { "域名注册服务机构：" (filled("")) }
        p { "域名到期日期：" (filled("")) }
        p.text {
            "上述域名由本声明人合法持有，注册信息已完成实名认证。本声明人同意由 " (filled(&filing.organiser.name))
            "（证件号码：" (filled(&filing.organiser.certificate_number)) "）使用上述域名开办网站“" (filled(&site.name))
            "”并办理备案，由此产生的责任由双方依法承担。"
        }
        div.sign {
            p { "域名持有者（签字或盖章）：" (filled("")) }
            p { "签署日期：" span.blank { "\u{a0}" } "年" span.blank { "\u{a0}" } "月" span.blank { "\u{a0}" } "日" }
        }
        (signed(&filing.organiser, "法定代表人"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use beian_model::attachments::has_template;
    use beian_model::sample::complete_filing;
    use beian_model::{Paper, PersonField};

    #[test]
    fn a_slot_has_a_form_just_where_the_pages_offer_one() {
        let (mut filing, _) = complete_filing();
        filing.sites[0].same_person = false;
        filing.papers = PaperKind::ALL.iter().map(|kind| Paper::new(*kind)).collect();
        filing.sites[0].papers = filing.papers.clone();
        for path in filing.fields() {
            assert_eq!(form(&filing, path).is_some(), has_template(path), "{path}");
        }
    }

    #[test]
    fn a_blank_form_has_lines_for_all_that_is_missing() {
        let nothing = Filing::new(SiteId(0));
        for slot in ["organiser.authorisation_letter", "sites[00000000].authorisation_letter", "papers[pledge].pages"] {
            let (_, sheet) = form(&nothing, slot.parse().unwrap()).unwrap();
            let sheet = sheet.into_string();
            assert!(sheet.matches("blank").count() > 4, "{slot}: {sheet}");
        }
    }

    #[test]
    fn what_was_typed_stands_in_it_and_runs_nowhere() {
        let (mut filing, _) = complete_filing();
        filing.organiser.name = "<script>示例</script>".to_owned();
        let letter = FieldPath::Organiser(OrganiserField::AuthorisationLetter);
        let (title, sheet) = form(&filing, letter).unwrap();
        let sheet = sheet.into_string();
        assert_eq!(title, "法定代表人授权书", "one person answers for both");
        assert!(sheet.contains("&lt;script&gt;") && !sheet.contains("<script>"));
        assert!(sheet.contains("440399198512310026"));
        let site = filing.sites[0].id;
        filing.sites[0].same_person = false;
        filing.set_text(FieldPath::SitePerson(site, PersonField::Name), "示例乙").unwrap();
        assert_eq!(form(&filing, letter).unwrap().0, "主体负责人授权书");
        let of_site = FieldPath::Site(site, SiteField::AuthorisationLetter);
        let (title, sheet) = form(&filing, of_site).unwrap();
        assert!(title == "网站负责人授权书" && sheet.clone().into_string().contains("示例乙"));
        assert!(!sheet.into_string().contains("职务"));
        filing.province = Some(Province::Shanghai);
        assert!(form(&filing, of_site).unwrap().1.into_string().contains("职务"), "Shanghai's form");
        assert!(form(&filing, FieldPath::Site(SiteId(9), SiteField::AuthorisationLetter)).is_none());
    }
}
