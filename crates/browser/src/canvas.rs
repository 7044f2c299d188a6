//! Pictures drawn anew in the browser: turned, scaled down, as JPEG; so position and other metadata stay behind.

use super::waiting::{call_after, first_of, rest};
use super::window::{document, window};
use std::f64::consts::FRAC_PI_2;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, CanvasRenderingContext2d, HtmlCanvasElement, HtmlImageElement, HtmlVideoElement, ImageBitmap,
    ImageBitmapOptions,
};

/// Longest side of what is sent, in pixels: every word of a sheet can be read.
const LONGEST: u32 = 2560;
/// Quality of the JPEG.
const QUALITY: f64 = 0.9;
/// Longest that the browser may take for one thing with a picture, in milliseconds: a slow phone with a large one.
const WITHIN: u32 = 30_000;
/// A file of more bytes is drawn anew.
const HEAVY: f64 = 4.0 * 1024.0 * 1024.0;

/// A chosen file, made ready to be sent.
pub enum Ready {
    /// It travels as it is.
    AsItIs,
    /// Drawn anew, as JPEG.
    Drawn(Blob),
    /// This browser cannot read it as a picture.
    Unreadable,
}

/// What the camera shows at this moment.
pub async fn of_video(video: &HtmlVideoElement) -> Option<Blob> {
    let (canvas, context, width, height) = canvas(video.video_width(), video.video_height(), 0)?;
    context.draw_image_with_html_video_element_and_dw_and_dh(video, -width / 2.0, -height / 2.0, width, height).ok()?;
    encoded(&canvas).await
}

/// The picture in a file, turned as the camera was held; `None` where this browser cannot read it.
pub async fn of_file(file: &Blob) -> Option<Blob> {
    let picture = decoded(file).await?;
    picture.drawn(0).await
}

/// Makes a file ready, turned clockwise by so many quarters. A JPEG or PNG of moderate size that is not turned travels as it is.
pub async fn ready(file: &Blob, quarters: u32) -> Ready {
    let Some(picture) = decoded(file).await else { return Ready::Unreadable };
    let is_large = picture.width.max(picture.height) > LONGEST || file.size() > HEAVY;
    if !is_large && quarters.is_multiple_of(4) && is_taken(file).await {
        return Ready::AsItIs;
    }
    match picture.drawn(quarters).await {
        Some(drawn) => Ready::Drawn(drawn),
        None => Ready::Unreadable,
    }
}

/// An address for a picture or video within this browser.
pub fn url(blob: &Blob) -> String {
    web_sys::Url::create_object_url_with_blob(blob).unwrap_or_default()
}

/// Its first bytes are a JPEG's or PNG's; its name and type say nothing.
async fn is_taken(file: &Blob) -> bool {
    let Ok(head) = file.slice_with_f64_and_f64(0.0, 4.0) else { return false };
    let Ok(buffer) = JsFuture::from(head.array_buffer()).await else { return false };
    matches!(js_sys::Uint8Array::new(&buffer).to_vec()[..], [0xff, 0xd8, 0xff, _] | [0x89, b'P', b'N', b'G'])
}

/// A picture that the browser has read, already small where it was too large: 50 megapixels are 200 MB when they are unpacked,
/// which a cheap phone does not have twice.
struct Decoded {
    /// Pixels across of what is in the file.
    width: u32,
    /// Pixels down.
    height: u32,
    source: Source,
}

enum Source {
    Bitmap(ImageBitmap),
    /// Where the browser makes no bitmap of it.
    Image(HtmlImageElement),
}

async fn decoded(file: &Blob) -> Option<Decoded> {
    // The size first: browsers read it without unpacking the picture.
    let image = HtmlImageElement::new().ok()?;
    let address = url(file);
    let loaded = js_sys::Promise::new(&mut |resolve, reject| {
        image.set_onload(Some(&resolve));
        image.set_onerror(Some(&reject));
        call_after(&reject, WITHIN);
    });
    image.set_src(&address);
    let loaded = JsFuture::from(loaded).await;
    let source = match loaded {
        Ok(_) => bitmap(file, &image).await.map_or_else(|| Source::Image(image.clone()), Source::Bitmap),
        Err(_) => {
            let _ = web_sys::Url::revoke_object_url(&address);
            return None;
        }
    };
    if matches!(source, Source::Bitmap(_)) {
        let _ = web_sys::Url::revoke_object_url(&address);
    }
    Some(Decoded { width: image.natural_width(), height: image.natural_height(), source })
}

/// The picture turned as the camera was held, and scaled down while it is unpacked. One side is enough: the other follows, and
/// browsers that turn it only afterwards squeeze nothing.
async fn bitmap(file: &Blob, image: &HtmlImageElement) -> Option<ImageBitmap> {
    let (width, height) = (image.natural_width(), image.natural_height());
    let resize = match width.max(height) > LONGEST {
        true => {
            format!(r#","resizeQuality":"high","resize{}":{LONGEST}"#, if width > height { "Width" } else { "Height" })
        }
        false => String::new(),
    };
    let options = js_sys::JSON::parse(&format!(r#"{{"imageOrientation":"from-image"{resize}}}"#)).ok()?;
    let options: ImageBitmapOptions = options.unchecked_into();
    let made = window().create_image_bitmap_with_blob_and_image_bitmap_options(file, &options).ok()?;
    first_of(JsFuture::from(made), rest(WITHIN)).await?.ok().map(JsValue::unchecked_into)
}

impl Decoded {
    async fn drawn(&self, quarters: u32) -> Option<Blob> {
        let (width, height) = match &self.source {
            // A browser that did not turn it; else the file's own sides, which a small bitmap has rounded.
            Source::Bitmap(bitmap) if (bitmap.width() > bitmap.height()) != (self.width > self.height) => {
                (bitmap.width(), bitmap.height())
            }
            Source::Bitmap(_) | Source::Image(_) => (self.width, self.height),
        };
        let (canvas, context, width, height) = canvas(width, height, quarters)?;
        let (left, top) = (-width / 2.0, -height / 2.0);
        match &self.source {
            Source::Bitmap(bitmap) => {
                context.draw_image_with_image_bitmap_and_dw_and_dh(bitmap, left, top, width, height).ok()?;
            }
            Source::Image(image) => {
                context.draw_image_with_html_image_element_and_dw_and_dh(image, left, top, width, height).ok()?;
            }
        }
        encoded(&canvas).await
    }
}

impl Drop for Decoded {
    fn drop(&mut self) {
        match &self.source {
            Source::Bitmap(bitmap) => bitmap.close(),
            Source::Image(image) => {
                let _ = web_sys::Url::revoke_object_url(&image.src());
            }
        }
    }
}

/// A white canvas for a picture, with its origin in the middle and turned; and the size at which the picture is drawn.
fn canvas(width: u32, height: u32, quarters: u32) -> Option<(HtmlCanvasElement, CanvasRenderingContext2d, f64, f64)> {
    let (width, height) = scaled(f64::from(width), f64::from(height));
    if width < 1.0 || height < 1.0 {
        return None;
    }
    let (across, down) = if quarters.is_multiple_of(2) { (width, height) } else { (height, width) };
    let canvas: HtmlCanvasElement = document().create_element("canvas").ok()?.unchecked_into();
    canvas.set_width(across as u32);
    canvas.set_height(down as u32);
    let context: CanvasRenderingContext2d = canvas.get_context("2d").ok()??.unchecked_into();
    // Small writing stays legible; a browser without the property scales as it does.
    let _ = js_sys::Reflect::set(&context, &"imageSmoothingQuality".into(), &"high".into());
    // What is transparent would become black.
    context.set_fill_style_str("#fff");
    context.fill_rect(0.0, 0.0, across, down);
    context.translate(across / 2.0, down / 2.0).ok()?;
    context.rotate(f64::from(quarters % 4) * FRAC_PI_2).ok()?;
    Some((canvas, context, width, height))
}

/// The size with its long side no longer than what is sent.
fn scaled(width: f64, height: f64) -> (f64, f64) {
    let scale = (f64::from(LONGEST) / width.max(height)).min(1.0);
    ((width * scale).floor(), (height * scale).floor())
}

async fn encoded(canvas: &HtmlCanvasElement) -> Option<Blob> {
    let made = js_sys::Promise::new(&mut |resolve, _| {
        call_after(&resolve, WITHIN);
        let given = Closure::once_into_js(move |blob: JsValue| {
            // The promise takes any value; there is nothing to fail.
            let _ = resolve.call1(&JsValue::NULL, &blob);
        });
        let _ = canvas.to_blob_with_type_and_encoder_options(given.unchecked_ref(), "image/jpeg", &QUALITY.into());
    });
    JsFuture::from(made).await.ok()?.dyn_into().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_long_side_is_held_and_nothing_grows() {
        for (from, to) in [
            ((4000.0, 3000.0), (2560.0, 1920.0)),
            ((3000.0, 4000.0), (1920.0, 2560.0)),
            ((800.0, 600.0), (800.0, 600.0)),
        ] {
            assert_eq!(scaled(from.0, from.1), to);
        }
    }
}
