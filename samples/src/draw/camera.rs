//! Videos for a browser's fake camera (`--use-file-for-fake-video-capture`): Y4M, 640×480, ten frames a second.

use super::picture::{Painter, Picture};
use std::io;

/// Size of every video: a camera has it, so that no browser scales it.
pub const WIDTH: usize = 640;
/// Height of every video.
pub const HEIGHT: usize = 480;
/// The browser plays them over and over.
const FRAMES: usize = 10;

/// The SVG as a video, with the small movement of a hand that holds a phone.
pub fn video(painter: &Painter, svg: &str) -> io::Result<Vec<u8>> {
    let still = painter.paint(svg)?;
    let fits = WIDTH as f32 / still.size().0 as f32;
    // A little larger than the frame, so that it can move without showing an edge.
    let picture = painter.paint_at(svg, fits * 1.04)?;
    let mut bytes = format!("YUV4MPEG2 W{WIDTH} H{HEIGHT} F10:1 Ip A1:1 C420\n").into_bytes();
    for frame in 0..FRAMES {
        let swing = (frame as f32 / FRAMES as f32 * std::f32::consts::TAU).sin();
        let (width, height) = picture.size();
        let left = middle(width, WIDTH, swing * 3.0);
        let top = middle(height, HEIGHT, swing * 2.0);
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

/// One frame in the planes of 4:2:0: brightness of each pixel, then two colours of each four; black is 16 and white 235, as
/// browsers take a camera's frames to be.
fn frame_yuv(picture: &Picture, left: usize, top: usize) -> Vec<u8> {
    let (stride, _) = picture.size();
    let rgb = picture.rgb();
    let at = |x: usize, y: usize| {
        let n = ((y + top) * stride + x + left) * 3;
        [f32::from(rgb[n]), f32::from(rgb[n + 1]), f32::from(rgb[n + 2])]
    };
    let mut planes = Vec::with_capacity(WIDTH * HEIGHT * 3 / 2);
    for y in 0..HEIGHT {
        planes.extend((0..WIDTH).map(|x| (16.5 + luma(at(x, y)) * 219.0 / 255.0) as u8));
    }
    for (scale, channel) in [(1.772, 2), (1.402, 0)] {
        for y in (0..HEIGHT).step_by(2) {
            planes.extend((0..WIDTH).step_by(2).map(|x| {
                let pixel = at(x, y);
                (128.5 + (pixel[channel] - luma(pixel)) / scale * 224.0 / 255.0).clamp(0.0, 255.0) as u8
            }));
        }
    }
    planes
}

/// Brightness, 0 to 255 (ITU-R BT.601).
fn luma([red, green, blue]: [f32; 3]) -> f32 {
    0.299 * red + 0.587 * green + 0.114 * blue
}

#[cfg(test)]
mod tests {
    use super::super::{face, id_card};
    use super::*;
    use beian_guidance::{Frame, Hint, Seen};

    #[test]
    fn a_video_has_a_header_and_whole_frames() -> io::Result<()> {
        let svg = r##"<svg xmlns="http://www.w3.org/2000/svg" width="64" height="48"><rect width="64" height="48" fill="#fff"/></svg>"##;
        let video = video(&Painter::new(Some(std::path::Path::new("/nonexistent"))), svg)?;
        let header = video.iter().position(|byte| *byte == b'\n').unwrap_or(0) + 1;
        assert_eq!(video.len() - header, FRAMES * (6 + WIDTH * HEIGHT * 3 / 2));
        // White: full brightness, no colour.
        assert_eq!(&video[header + 6..header + 8], &[235, 235]);
        assert_eq!(video.last(), Some(&128));
        Ok(())
    }

    /// The first frame as a page sees it: the middle of the video at the viewfinder's sides, scaled to its frame.
    fn seen(video: &[u8], size: (usize, usize), look: fn(&Frame) -> Seen) -> Seen {
        let header = video.iter().position(|byte| *byte == b'\n').unwrap_or(0) + 1;
        let planes = &video[header + 6..];
        let at = |x: usize, y: usize| {
            let luma = (f32::from(planes[y * WIDTH + x]) - 16.0) * 255.0 / 219.0;
            let colour = |plane: usize| {
                let at = WIDTH * HEIGHT + plane * (WIDTH * HEIGHT / 4) + (y / 2) * (WIDTH / 2) + x / 2;
                (f32::from(planes[at]) - 128.0) * 255.0 / 224.0
            };
            let (blue, red) = (colour(0), colour(1));
            [luma + 1.402 * red, luma - 0.344 * blue - 0.714 * red, luma + 1.772 * blue]
        };
        let scale = (WIDTH as f32 / size.0 as f32).min(HEIGHT as f32 / size.1 as f32);
        let left = (WIDTH as f32 - size.0 as f32 * scale) / 2.0;
        let top = (HEIGHT as f32 - size.1 as f32 * scale) / 2.0;
        let mut rgba = Vec::new();
        for y in 0..size.1 {
            for x in 0..size.0 {
                let mut sum = [0.0; 3];
                for n in 0..4_u8 {
                    let (right, down) = (f32::from(n % 2) / 2.0 + 0.25, f32::from(n / 2) / 2.0 + 0.25);
                    let (x, y) = (left + (x as f32 + right) * scale, top + (y as f32 + down) * scale);
                    let pixel = at((x as usize).min(WIDTH - 1), (y as usize).min(HEIGHT - 1));
                    sum = [0, 1, 2].map(|n: usize| sum[n] + pixel[n] / 4.0);
                }
                rgba.extend(sum.map(|value| value.clamp(0.0, 255.0) as u8));
                rgba.push(255);
            }
        }
        look(&Frame::new(&rgba, size.0).expect("a frame"))
    }

    #[test]
    fn the_videos_say_to_the_guidance_what_they_show() -> io::Result<()> {
        const CARD: (usize, usize) = (400, 252);
        const FACE: (usize, usize) = (180, 240);
        type Look = fn(&Frame) -> Seen;
        type Video = (&'static str, String, (usize, usize), Look, &'static [Hint]);
        let videos: [Video; 5] = [
            ("card", id_card::before_camera(id_card::portrait_side, 0), CARD, beian_guidance::card, &[]),
            ("card-emblem", id_card::before_camera(id_card::emblem_side, 0), CARD, beian_guidance::card, &[]),
            (
                "card-tilted",
                id_card::before_camera(id_card::portrait_side, 7),
                CARD,
                beian_guidance::card,
                &[Hint::Tilted],
            ),
            ("face", face::before_camera(face::Wall::White), FACE, beian_guidance::face, &[]),
            (
                "face-cluttered",
                face::before_camera(face::Wall::Cluttered),
                FACE,
                beian_guidance::face,
                &[Hint::WallNotWhite, Hint::Things],
            ),
        ];
        // With the machine's fonts or without: what is printed in a script that has none is not drawn.
        let painter = Painter::new(std::env::var_os("BEIAN_FONTS").as_deref().map(std::path::Path::new));
        for (name, svg, size, look, hints) in videos {
            let seen = seen(&video(&painter, &svg)?, size, look);
            match seen.hint {
                None => assert!(hints.is_empty(), "{name} is good"),
                Some(hint) => assert!(hints.contains(&hint), "{name}: {hint} {:?}", seen.scores),
            }
            let least = seen.scores.iter().map(|score| score.score).min().unwrap_or(0);
            println!("{name}: {:?} {:?}", seen.hint, seen.scores);
            assert!(!hints.is_empty() || least >= 75, "{name}: {:?}", seen.scores);
        }
        Ok(())
    }
}
