//! Films for a browser's fake camera (`--use-file-for-fake-video-capture`): Y4M, 1280×720, ten frames a second.

use super::picture::{Painter, Picture};
use std::io;

const WIDTH: usize = 1280;
const HEIGHT: usize = 720;
/// The browser plays them over and over.
const FRAMES: usize = 10;

/// The SVG as a film, with the small movement of a hand that holds a phone.
pub fn film(painter: &Painter, svg: &str) -> io::Result<Vec<u8>> {
    let still = painter.paint(svg)?;
    let fits = WIDTH as f32 / still.size().0 as f32;
    // A little larger than the frame, so that it can move without showing an edge.
    let picture = painter.paint_at(svg, fits * 1.04)?;
    let mut bytes = format!("YUV4MPEG2 W{WIDTH} H{HEIGHT} F10:1 Ip A1:1 C420jpeg\n").into_bytes();
    for frame in 0..FRAMES {
        let swing = (frame as f32 / FRAMES as f32 * std::f32::consts::TAU).sin();
        let (width, height) = picture.size();
        let left = middle(width, WIDTH, swing * 6.0);
        let top = middle(height, HEIGHT, swing * 3.0);
        bytes.extend_from_slice(b"FRAME\n");
        bytes.extend(frame_yuv(&picture, left, top));
    }
    Ok(bytes)
}

/// Where a window of `inner` begins in `outer`, moved from the middle.
fn middle(outer: usize, inner: usize, by: f32) -> usize {
    let free = outer.saturating_sub(inner);
    ((free / 2) as f32 + by).round().clamp(0.0, free as f32) as usize
}

/// One frame in the planes of 4:2:0: brightness of each pixel, then two colours of each four.
fn frame_yuv(picture: &Picture, left: usize, top: usize) -> Vec<u8> {
    let (stride, _) = picture.size();
    let rgb = picture.rgb();
    let at = |x: usize, y: usize| {
        let n = ((y + top) * stride + x + left) * 3;
        [f32::from(rgb[n]), f32::from(rgb[n + 1]), f32::from(rgb[n + 2])]
    };
    let mut planes = Vec::with_capacity(WIDTH * HEIGHT * 3 / 2);
    for y in 0..HEIGHT {
        planes.extend((0..WIDTH).map(|x| luma(at(x, y)) as u8));
    }
    for (scale, channel) in [(1.772, 2), (1.402, 0)] {
        for y in (0..HEIGHT).step_by(2) {
            planes.extend((0..WIDTH).step_by(2).map(|x| {
                let pixel = at(x, y);
                (128.0 + (pixel[channel] - luma(pixel)) / scale).clamp(0.0, 255.0) as u8
            }));
        }
    }
    planes
}

/// Brightness as JPEG counts it (ITU-R BT.601).
fn luma([red, green, blue]: [f32; 3]) -> f32 {
    0.299 * red + 0.587 * green + 0.114 * blue
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_film_has_a_header_and_whole_frames() -> io::Result<()> {
        let svg = r##"<svg xmlns="http://www.w3.org/2000/svg" width="64" height="36"><rect width="64" height="36" fill="#fff"/></svg>"##;
        let film = film(&Painter::new(Some(std::path::Path::new("/nonexistent"))), svg)?;
        let header = film.iter().position(|byte| *byte == b'\n').unwrap_or(0) + 1;
        assert_eq!(film.len() - header, FRAMES * (6 + WIDTH * HEIGHT * 3 / 2));
        // White: full brightness, no colour.
        assert_eq!(&film[header + 6..header + 8], &[255, 255]);
        assert_eq!(film.last(), Some(&128));
        Ok(())
    }
}
