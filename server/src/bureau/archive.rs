//! The archive of a package: one ZIP with `package.json` (its form: `docs/bureau-package.schema.json`), the documents as files, and
//! `SHA256SUMS`. It is made anew whenever it is asked for, one at a time, since it is made in memory.

use crate::app::App;
use crate::bureau::package::{self, Content};
use crate::bureau::stored::{Outcome, Package, Why};
use crate::http::problem::{Answer, Refused};
use crate::secret;
use beian_model::{Capture, Filing, Path};
use bytes::Bytes;
use serde::Serialize;
use std::io::{Cursor, Write};
use tokio::sync::Semaphore;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// Archives that are made at a time.
static ROOM: Semaphore = Semaphore::const_new(1);

/// The form of `package.json`; another one would have another name.
const FORM: &str = "beian-bureau-package-1";

/// `package.json`.
#[derive(Serialize)]
struct Manifest {
    form: &'static str,
    package: String,
    made_at: i64,
    filings: Vec<Packed>,
    left_out: Vec<LeftOut>,
}

/// A filing of the archive.
#[derive(Serialize)]
struct Packed {
    number: String,
    version: u64,
    document: Filing,
    files: Vec<PackedFile>,
}

/// A file of the archive.
#[derive(Serialize)]
struct PackedFile {
    path: String,
    of: Path,
    #[serde(skip_serializing_if = "Option::is_none")]
    capture: Option<Capture>,
    media_type: String,
    size: u64,
    sha256: String,
}

/// A filing that was chosen and is not in the archive.
#[derive(Serialize)]
struct LeftOut {
    number: String,
    why: Why,
}

/// Puts files into a ZIP as they are: pictures and videos are compressed already.
struct Archive {
    zip: ZipWriter<Cursor<Vec<u8>>>,
    sums: String,
}

impl Archive {
    fn new() -> Archive {
        Archive { zip: ZipWriter::new(Cursor::new(Vec::new())), sums: String::new() }
    }

    /// Adds a file; gives its checksum.
    fn add(&mut self, name: &str, bytes: &[u8]) -> Answer<String> {
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
        self.zip.start_file(name, options).map_err(Refused::internal)?;
        self.zip.write_all(bytes).map_err(Refused::internal)?;
        let sum = secret::sha256(bytes);
        self.sums.push_str(&format!("{sum}  {name}\n"));
        Ok(sum)
    }

    fn end(mut self) -> Answer<Bytes> {
        let sums = std::mem::take(&mut self.sums);
        self.add("SHA256SUMS", sums.as_bytes())?;
        Ok(self.zip.finish().map_err(Refused::internal)?.into_inner().into())
    }
}

/// How a file of a media type ends.
fn ending(media_type: &str) -> &'static str {
    match media_type {
        "image/jpeg" => "jpg",
        "image/png" => "png",
        "video/mp4" => "mp4",
        "video/quicktime" => "mov",
        "video/webm" => "webm",
        _ => "bin",
    }
}

/// A name of letters that every system takes.
fn plain(text: &str) -> String {
    let plain = |c: char| if c.is_ascii_alphanumeric() { c } else { '-' };
    text.chars().map(plain).collect::<String>().trim_matches('-').to_owned()
}

/// The bytes of every document of a filing; nothing where one cannot be read.
async fn bytes_of(app: &App, content: &Content) -> Answer<Option<Vec<Bytes>>> {
    let mut all = Vec::new();
    for document in &content.documents {
        match app.files.get(&document.file).await {
            Ok(bytes) => all.push(bytes),
            // The store is away for all of them.
            Err(error) if error.is_away() => return Err(error.into()),
            Err(error) => {
                tracing::warn!(%error, filing = %content.row.id, "a document cannot be packed");
                return Ok(None);
            }
        }
    }
    Ok(Some(all))
}

fn pack(archive: &mut Archive, content: Content, bytes: &[Bytes]) -> Answer<Packed> {
    let folder = plain(&content.row.number);
    let mut files = Vec::new();
    for (n, (document, bytes)) in content.documents.into_iter().zip(bytes).enumerate() {
        let capture = document.capture.map(|capture| format!("-{capture}")).unwrap_or_default();
        let name = plain(&format!("{}{capture}", document.of));
        let path = format!("filings/{folder}/{:02}-{name}.{}", n + 1, ending(&document.media_type));
        let sha256 = archive.add(&path, bytes)?;
        files.push(PackedFile {
            path,
            of: document.of,
            capture: document.capture,
            media_type: document.media_type,
            size: bytes.len() as u64,
            sha256,
        });
    }
    let (number, version) = (content.row.number, content.row.version);
    Ok(Packed { number, version, document: content.submission.document, files })
}

/// The archive of a package's filings that have no answer yet, or of all that were packed. What it shows is noted before it is given.
///
/// # Errors
/// When the database or the store of uploads fails.
pub async fn of(app: &App, package: &Package) -> Answer<Bytes> {
    let _room = ROOM.acquire().await.map_err(Refused::internal)?;
    let mut archive = Archive::new();
    let (mut filings, mut left_out, mut disclosed) = (Vec::new(), Vec::new(), Vec::new());
    for one in &package.filings {
        let number = app.store.number_of(&one.filing).await?;
        if one.outcome == Some(Outcome::LeftOut) {
            left_out.push(LeftOut { number, why: one.said.parse().unwrap_or(Why::Unreadable) });
            continue;
        }
        let content = match package::content(app, &one.filing).await? {
            // What was submitted anew since then is another thing than what was chosen.
            Ok(content) if one.outcome.is_none() && content.row.version != one.version => {
                left_out.push(LeftOut { number, why: Why::State });
                continue;
            }
            Ok(content) => content,
            Err(why) => {
                left_out.push(LeftOut { number, why });
                continue;
            }
        };
        let Some(bytes) = bytes_of(app, &content).await? else {
            left_out.push(LeftOut { number, why: Why::File });
            continue;
        };
        disclosed.extend(content.disclosed());
        // Checksums of many megabytes: not on the threads that answer.
        let packing =
            tokio::task::spawn_blocking(move || pack(&mut archive, content, &bytes).map(|one| (archive, one)));
        let (back, packed) = packing.await.map_err(Refused::internal)??;
        archive = back;
        filings.push(packed);
    }
    let made_at = package.made_at.0;
    let manifest = Manifest { form: FORM, package: package.id.clone(), made_at, filings, left_out };
    archive.add("package.json", &serde_json::to_vec_pretty(&manifest).map_err(Refused::internal)?)?;
    let now = app.clock.now();
    app.store.note_archive(package, &disclosed, package::given_to().as_deref(), now).await?;
    archive.end()
}
