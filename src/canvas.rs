//! A JPEG of what the camera shows or of a chosen file: drawn anew, so that position and other metadata stay behind.

use leptos::prelude::{document, window};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, CanvasRenderingContext2d, HtmlCanvasElement, HtmlVideoElement, ImageBitmap};

/// Longest side of what is sent, in pixels.
const LONGEST: f64 = 2560.0;
/// Quality of the JPEG.
const QUALITY: f64 = 0.9;

/// What the camera shows at this moment.
pub async fn of_video(video: &HtmlVideoElement) -> Option<Blob> {
    let (canvas, context, width, height) = canvas(video.video_width(), video.video_height())?;
    context.draw_image_with_html_video_element_and_dw_and_dh(video, 0.0, 0.0, width, height).ok()?;
    encoded(&canvas).await
}

/// The picture in a file, turned as the camera was held; `None` where this browser cannot read it.
pub async fn of_file(file: &Blob) -> Option<Blob> {
    let decoding = window().create_image_bitmap_with_blob(file).ok()?;
    let picture: ImageBitmap = JsFuture::from(decoding).await.ok()?.unchecked_into();
    let (canvas, context, width, height) = canvas(picture.width(), picture.height())?;
    context.draw_image_with_image_bitmap_and_dw_and_dh(&picture, 0.0, 0.0, width, height).ok()?;
    picture.close();
    encoded(&canvas).await
}

/// An address for a picture or film within this browser.
pub fn url(blob: &Blob) -> String {
    web_sys::Url::create_object_url_with_blob(blob).unwrap_or_default()
}

fn canvas(width: u32, height: u32) -> Option<(HtmlCanvasElement, CanvasRenderingContext2d, f64, f64)> {
    let (width, height) = (f64::from(width), f64::from(height));
    let scale = (LONGEST / width.max(height)).min(1.0);
    let (width, height) = ((width * scale).floor(), (height * scale).floor());
    if width < 1.0 || height < 1.0 {
        return None;
    }
    let canvas: HtmlCanvasElement = document().create_element("canvas").ok()?.unchecked_into();
    canvas.set_width(width as u32);
    canvas.set_height(height as u32);
    let context = canvas.get_context("2d").ok()??.unchecked_into();
    Some((canvas, context, width, height))
}

async fn encoded(canvas: &HtmlCanvasElement) -> Option<Blob> {
    let made = js_sys::Promise::new(&mut |resolve, _| {
        let given = Closure::once_into_js(move |blob: JsValue| {
            // The promise takes any value; there is nothing to fail.
            let _ = resolve.call1(&JsValue::NULL, &blob);
        });
        let _ = canvas.to_blob_with_type_and_encoder_options(given.unchecked_ref(), "image/jpeg", &QUALITY.into());
    });
    JsFuture::from(made).await.ok()?.dyn_into().ok()
}
