//! From SVG to the bytes of a picture.

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree, fontdb};
use std::io;
use std::path::Path;
use std::sync::Arc;

/// JPEG quality at which text stays sharp and the file between 200 kB and 2 MB.
const QUALITY: u8 = 90;

/// Paints SVG, with the fonts that it found.
pub struct Painter {
    fonts: Arc<fontdb::Database>,
    family: String,
}

impl Painter {
    /// With the fonts of a folder, or the system's where none is given.
    pub fn new(folder: Option<&Path>) -> Painter {
        let mut fonts = fontdb::Database::new();
        match folder {
            Some(folder) => fonts.load_fonts_dir(folder),
            None => fonts.load_system_fonts(),
        }
        let family = chinese_family(&fonts);
        Painter { fonts: Arc::new(fonts), family }
    }

    /// Paints at the size that the SVG says.
    pub fn paint(&self, svg: &str) -> io::Result<Picture> {
        self.paint_at(svg, 1.0)
    }

    /// Paints at that size times a factor.
    pub fn paint_at(&self, svg: &str, factor: f32) -> io::Result<Picture> {
        let options =
            Options { fontdb: Arc::clone(&self.fonts), font_family: self.family.clone(), ..Options::default() };
        let tree = Tree::from_str(svg, &options).map_err(io::Error::other)?;
        let size = tree.size();
        let pixels = |length: f32| (length * factor).round() as u32;
        let mut pixmap = Pixmap::new(pixels(size.width()), pixels(size.height()))
            .ok_or_else(|| io::Error::other("a picture without size"))?;
        resvg::render(&tree, Transform::from_scale(factor, factor), &mut pixmap.as_mut());
        Ok(Picture(pixmap))
    }
}

/// The first font with Chinese characters: Noto's by name, or any.
fn chinese_family(fonts: &fontdb::Database) -> String {
    const KNOWN: [&str; 6] =
        ["Noto Sans SC", "Noto Sans CJK SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei", "SimSun"];
    let families = || fonts.faces().flat_map(|face| face.families.iter().map(|(name, _)| name.as_str()));
    let known = KNOWN.into_iter().find(|known| families().any(|name| name == *known));
    known
        .or_else(|| families().find(|name| name.contains("CJK") || name.contains("SC")))
        .unwrap_or("sans-serif")
        .to_owned()
}

/// A painted picture.
pub struct Picture(Pixmap);

impl Picture {
    /// Width and height in pixels.
    pub fn size(&self) -> (usize, usize) {
        (self.0.width() as usize, self.0.height() as usize)
    }

    /// Red, green and blue of each pixel, row by row; everything is painted on an opaque ground.
    pub fn rgb(&self) -> Vec<u8> {
        self.0.pixels().iter().flat_map(|pixel| [pixel.red(), pixel.green(), pixel.blue()]).collect()
    }

    /// With the faint grain of a photograph: a drawing's even areas would make a suspiciously small file.
    pub fn on_paper(mut self) -> Picture {
        let mut state: u32 = 0x2545_f491;
        for pixel in self.0.data_mut().chunks_exact_mut(4) {
            // xorshift: the same grain at each run, so that the same sources give the same bytes.
            state ^= state << 13;
            state ^= state >> 17;
            state ^= state << 5;
            let grain = (state % 9) as i16 - 4;
            for channel in &mut pixel[..3] {
                *channel = (i16::from(*channel) + grain).clamp(0, 255) as u8;
            }
        }
        self
    }

    /// As JPEG.
    pub fn jpeg(&self) -> io::Result<Vec<u8>> {
        let (width, height) = self.size();
        let side = |length: usize| u16::try_from(length).map_err(io::Error::other);
        let mut bytes = Vec::new();
        jpeg_encoder::Encoder::new(&mut bytes, QUALITY)
            .encode(&self.rgb(), side(width)?, side(height)?, jpeg_encoder::ColorType::Rgb)
            .map_err(io::Error::other)?;
        Ok(bytes)
    }

    /// As PNG.
    pub fn png(&self) -> io::Result<Vec<u8>> {
        self.0.encode_png().map_err(io::Error::other)
    }
}
