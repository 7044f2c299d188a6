//! PDF files: each page becomes a page of its attachment, and what cannot be drawn is said.

use crate::harness::{Server, jpeg};
use http::StatusCode;
use serde_json::{Value, json};

const SLOT: &str = "organiser.licence";

/// A PDF whose pages have this size in points and a dark square each; `trailer` is what else stands in its trailer.
fn pdf(sizes: &[(u32, u32)], trailer: &str) -> Vec<u8> {
    let drawn = "0.1 0.2 0.6 rg 40 40 200 200 re f";
    let kids: Vec<_> = (0..sizes.len()).map(|n| format!("{} 0 R", 4 + n)).collect();
    let mut objects = vec![
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        format!("<< /Type /Pages /Kids [{}] /Count {} >>", kids.join(" "), sizes.len()),
        format!("<< /Length {} >>\nstream\n{drawn}\nendstream", drawn.len()),
    ];
    objects.extend(sizes.iter().map(|(width, height)| {
        format!("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {width} {height}] /Contents 3 0 R /Resources << >> >>")
    }));
    let mut bytes = b"%PDF-1.4\n".to_vec();
    let mut places = Vec::new();
    for (n, object) in (1..).zip(&objects) {
        places.push(bytes.len());
        bytes.extend(format!("{n} 0 obj\n{object}\nendobj\n").bytes());
    }
    let table = bytes.len();
    bytes.extend(format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).bytes());
    for place in places {
        bytes.extend(format!("{place:010} 00000 n \n").bytes());
    }
    let end = format!("trailer\n<< /Size {} /Root 1 0 R {trailer} >>\nstartxref\n{table}\n%%EOF\n", objects.len() + 1);
    bytes.extend(end.bytes());
    bytes
}

const A4: (u32, u32) = (595, 842);

/// A PDF with a line in a Chinese font that is not in the file.
fn with_a_font_that_is_missing() -> Vec<u8> {
    let drawn = "BT /F1 24 Tf 60 700 Td <4F60597D> Tj ET";
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>"
            .to_owned(),
        format!("<< /Length {} >>\nstream\n{drawn}\nendstream", drawn.len()),
        "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [6 0 R] >>".to_owned(),
        "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) \
         /Supplement 2 >> /FontDescriptor 7 0 R >>"
            .to_owned(),
        "<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] /ItalicAngle 0 /Ascent 880 \
         /Descent -120 /CapHeight 880 /StemV 93 >>"
            .to_owned(),
    ];
    let mut pdf = "%PDF-1.4\n".to_owned();
    for (n, object) in (1..).zip(objects) {
        pdf.push_str(&format!("{n} 0 obj\n{object}\nendobj\n"));
    }
    pdf.push_str("trailer\n<< /Size 8 /Root 1 0 R >>\n%%EOF\n");
    pdf.into_bytes()
}

fn sizes(pages: &Value) -> Vec<(u64, u64)> {
    let size = |page: &Value| (page["width"].as_u64().unwrap(), page["height"].as_u64().unwrap());
    pages.as_array().unwrap().iter().map(size).collect()
}

#[tokio::test]
async fn each_page_becomes_a_picture_that_is_saved_and_shown_like_any_other() {
    let server = Server::start().await;
    let (mut applicant, id) = server.begun().await;
    let file = pdf(&[A4, (842, 595), (1190, 1684)], "");
    let sent = applicant.upload(&id, SLOT, "执照.pdf", &file).await.is(StatusCode::OK).json();
    let pages = &sent["uploaded"]["pages"];
    // At 200 dots an inch, and no longer than 3508.
    assert_eq!(sizes(pages), [(1652, 2338), (2338, 1652), (2478, 3508)]);
    let names: Vec<_> = pages.as_array().unwrap().iter().map(|page| page["name"].clone()).collect();
    assert_eq!(names, [json!("执照.pdf (1)"), json!("执照.pdf (2)"), json!("执照.pdf (3)")]);
    assert_eq!(server.uploads(), 3, "nothing is kept of the file itself, nor of its parts");
    let view = applicant.get(&format!("/filings/{id}")).await;
    let (version, mut document) = (view.version(), view.json()["filing"].clone());
    document["organiser"]["licence"] = pages.clone();
    applicant.save(&id, version, &document).await.is(StatusCode::OK);
    let first = format!("/filings/{id}/attachments/{}", pages[0]["id"].as_str().unwrap());
    let shown = applicant.get(&first).await.is(StatusCode::OK);
    let picture = image::load_from_memory(&shown.body).unwrap().to_rgb8();
    let (inside, outside) = (picture.get_pixel(300, 2338 - 300).0, picture.get_pixel(1500, 100).0);
    assert!(inside[2] > inside[0] + 60 && outside.iter().all(|part| *part > 245), "{inside:?} on {outside:?}");
    // The same file for the same field is not drawn twice.
    let again = applicant.upload(&id, SLOT, "again.pdf", &file).await.is(StatusCode::OK).json();
    assert_eq!(again["uploaded"], sent["uploaded"]);
    // One page keeps the name of its file.
    let one = applicant.upload(&id, SLOT, "one.pdf", &pdf(&[A4], "")).await.is(StatusCode::OK).json();
    assert_eq!(one["uploaded"]["pages"][0]["name"], "one.pdf");
}

#[tokio::test]
async fn what_cannot_be_drawn_is_said_and_nothing_of_it_is_kept() {
    let server = Server::start().await;
    let (mut applicant, id) = server.begun().await;
    let secret = "<28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A>";
    let locked = format!("/Encrypt << /Filter /Standard /V 1 /R 2 /O {secret} /U {secret} /P -4 >> /ID [<00> <00>]");
    let whole = pdf(&[A4], "");
    let cases = [
        (pdf(&[A4; 21], ""), "file.pages"),
        (pdf(&[A4], &locked), "file.pdf-undrawn"),
        (pdf(&[], ""), "file.unreadable"),
        (b"%PDF-1.7 and nothing else".to_vec(), "file.unreadable"),
        (whole[..40].to_vec(), "file.unreadable"),
        (pdf(&[(5, 5)], ""), "file.too-small"),
        (with_a_font_that_is_missing(), "file.pdf-undrawn"),
    ];
    for (n, (file, rule)) in cases.into_iter().enumerate() {
        let refused = applicant.upload(&id, SLOT, "a.pdf", &file).await.refused(422, "invalid");
        let finding = &refused["findings"][0];
        assert_eq!((&finding["rule"], &finding["path"]), (&json!(rule), &json!(SLOT)), "{n}");
        assert_eq!(server.uploads(), 0, "{n}");
    }
    let pages = applicant.upload(&id, SLOT, "twenty.pdf", &pdf(&[A4; 20], "")).await.is(StatusCode::OK).json();
    assert_eq!(pages["uploaded"]["pages"].as_array().map(Vec::len), Some(20));
}

#[tokio::test]
async fn a_file_that_takes_more_memory_than_it_may_is_refused() {
    let server = Server::with(|config| config.uploads.pdf_memory_mib = 16).await;
    let (mut applicant, id) = server.begun().await;
    let refused = applicant.upload(&id, SLOT, "a.pdf", &pdf(&[A4], "")).await.refused(422, "invalid");
    assert_eq!(refused["findings"][0]["rule"], "file.pdf-undrawn");
}

#[tokio::test]
async fn a_server_that_cannot_draw_says_so_and_takes_pictures_all_the_same() {
    let server = Server::with(|config| config.uploads.pdf_program = "/nonexistent".into()).await;
    let (mut applicant, id) = server.begun().await;
    applicant.upload(&id, SLOT, "a.pdf", &pdf(&[A4], "")).await.refused(503, "unavailable");
    applicant.upload(&id, SLOT, "a.jpg", &jpeg(800, 600)).await.is(StatusCode::OK);
}

#[tokio::test]
async fn a_file_that_keeps_the_drawer_busy_ends_with_its_time() {
    let folder = tempfile::TempDir::new().unwrap();
    let program = folder.path().join("busy");
    std::fs::write(&program, "#!/bin/sh\nexec sleep 600\n").unwrap();
    std::fs::set_permissions(&program, std::os::unix::fs::PermissionsExt::from_mode(0o755)).unwrap();
    let server = Server::with(|config| {
        config.uploads.pdf_program = program;
        config.uploads.pdf_timeout = 1;
    })
    .await;
    let (mut applicant, id) = server.begun().await;
    let refused = applicant.upload(&id, SLOT, "a.pdf", &pdf(&[A4], "")).await.refused(422, "invalid");
    assert_eq!(refused["findings"][0]["rule"], "file.pdf-undrawn");
}
