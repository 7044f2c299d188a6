//! Drawing: each document is an SVG of its own file, and this is what becomes of it.

mod authorisation_letter;
mod camera;
mod domain_certificate;
mod domain_record;
mod face;
mod id_card;
mod licence;
mod picture;
mod pledge;
mod sheet;

use picture::Painter;
use std::io;
use std::path::{Path, PathBuf};

/// Beside what the SVG says: no picture is then below the 200 kB that consoles ask for.
const LARGER: f32 = 1.4;

/// Draws everything into the folder; `fonts` is a folder with a Chinese font, and the system's fonts serve without one.
///
/// # Errors
/// Where the folder cannot be written, or a document's SVG cannot be read.
pub fn all(out: &Path, fonts: Option<&Path>) -> io::Result<Vec<PathBuf>> {
    std::fs::create_dir_all(out)?;
    let painter = Painter::new(fonts);
    let papers = [
        ("licence", licence::svg()),
        ("id-portrait", id_card::portrait_side()),
        ("id-emblem", id_card::emblem_side()),
        ("domain-certificate", domain_certificate::svg()),
        ("authorisation-letter", authorisation_letter::svg()),
        ("pledge", pledge::svg()),
        ("face", face::svg()),
    ];
    let mut written = Vec::new();
    let mut write = |name: String, bytes: Vec<u8>| {
        let path = out.join(name);
        std::fs::write(&path, bytes)?;
        written.push(path);
        io::Result::Ok(())
    };
    for (name, svg) in papers {
        let picture = painter.paint_at(&svg, LARGER)?.on_paper();
        write(format!("{name}.jpg"), picture.jpeg()?)?;
    }
    write("domain-record.png".to_owned(), painter.paint_at(&domain_record::svg(), LARGER)?.png()?)?;
    // What a browser's fake camera shows.
    let videos = [
        ("card", id_card::before_camera(id_card::portrait_side, 0)),
        ("card-emblem", id_card::before_camera(id_card::emblem_side, 0)),
        ("card-tilted", id_card::before_camera(id_card::portrait_side, 7)),
        ("face", face::before_camera(face::Wall::White)),
        ("face-cluttered", face::before_camera(face::Wall::Cluttered)),
    ];
    for (name, svg) in videos {
        write(format!("{name}.y4m"), camera::video(&painter, &svg)?)?;
    }
    Ok(written)
}
