//! Small frames of the camera: what the viewfinder shows, drawn on a canvas that nobody sees, in the time that the preview leaves.

use beian_browser::window::{document, window};
use beian_guidance::Seen;
use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement, HtmlVideoElement};

/// Size of a frame with a card in it, in pixels: its sides are as those of the viewfinder.
pub const CARD: (u32, u32) = (400, 252);
/// Size of a frame with a page of a passport in it.
pub const PAGE: (u32, u32) = (400, 282);
/// Size of a frame with a face in it, in pixels.
pub const FACE: (u32, u32) = (180, 240);

/// Time between two frames, in milliseconds: six or seven a second.
const PERIOD: i32 = 150;
/// A frame that takes longer, in milliseconds, is followed by fewer: the preview must not wait.
const BUDGET: f64 = 12.0;

/// What looks at a frame's pixels, four bytes each (`Uint8ClampedArray`).
pub type Look = Box<dyn Fn(&JsValue) -> Option<Seen>>;

/// Takes frames of one size.
pub struct Frames {
    context: CanvasRenderingContext2d,
    size: (u32, u32),
    look: Look,
    /// How long the last one took, in milliseconds.
    took: f64,
}

impl Frames {
    /// Of a size, and what looks at them; `None` where the browser gives no canvas.
    pub fn new(size: (u32, u32), look: Look) -> Option<Frames> {
        let canvas: HtmlCanvasElement = document().create_element("canvas").ok()?.unchecked_into();
        canvas.set_width(size.0);
        canvas.set_height(size.1);
        // Kept where it is read: else each frame comes back from the graphics card.
        let options = js_sys::JSON::parse(r#"{"willReadFrequently":true,"alpha":false}"#).ok()?;
        let context = canvas.get_context_with_context_options("2d", &options).ok()??.unchecked_into();
        Some(Frames { context, size, look, took: 0.0 })
    }

    /// What is seen at this moment; `None` while the video has no picture, or nobody looks at it yet.
    pub fn see(&mut self, video: &HtmlVideoElement) -> Option<Seen> {
        let began = now();
        let (width, height) = (f64::from(self.size.0), f64::from(self.size.1));
        let (video_width, video_height) = (f64::from(video.video_width()), f64::from(video.video_height()));
        if video_width < 1.0 || video_height < 1.0 {
            return None;
        }
        // The viewfinder shows the middle, as large as it fits (`object-fit: cover`).
        let scale = (video_width / width).min(video_height / height);
        let (shown_width, shown_height) = (width * scale, height * scale);
        let (left, top) = ((video_width - shown_width) / 2.0, (video_height - shown_height) / 2.0);
        let context = &self.context;
        context
            .draw_image_with_html_video_element_and_sw_and_sh_and_dx_and_dy_and_dw_and_dh(
                video,
                left,
                top,
                shown_width,
                shown_height,
                0.0,
                0.0,
                width,
                height,
            )
            .ok()?;
        let data = context.get_image_data(0.0, 0.0, width, height).ok()?;
        // By its name: as a slice it would be copied into this program first.
        let seen = (self.look)(&Reflect::get(&data, &"data".into()).ok()?);
        self.took = now() - began;
        seen
    }

    /// Comes back at the next frame worth looking at: after a pause, and where the browser says so, as a picture arrives.
    pub async fn next(&self, video: &HtmlVideoElement) {
        let pause = if self.took > BUDGET { (self.took * 12.0) as i32 } else { PERIOD };
        wait(|resolve| window().set_timeout_with_callback_and_timeout_and_arguments_0(resolve, pause).is_ok()).await;
        wait(|resolve| {
            let ask = Reflect::get(video, &"requestVideoFrameCallback".into()).unwrap_or(JsValue::UNDEFINED);
            let asked = ask.dyn_ref::<Function>().is_some_and(|ask| ask.call1(video, resolve).is_ok());
            // A video that stands still brings no picture: its promise is kept by the clock.
            asked && window().set_timeout_with_callback_and_timeout_and_arguments_0(resolve, PERIOD).is_ok()
        })
        .await;
    }
}

/// Milliseconds since the page was opened.
pub fn now() -> f64 {
    window().performance().map_or(0.0, |clock| clock.now())
}

/// Waits for what `ask` hands the promise to; not at all where it says that nobody took it.
async fn wait(ask: impl Fn(&Function) -> bool) {
    let promise = Promise::new(&mut |resolve, _| {
        if !ask(&resolve) {
            // A promise that is kept already; there is nothing to fail.
            let _ = resolve.call0(&JsValue::NULL);
        }
    });
    let _: Result<JsValue, JsValue> = JsFuture::from(promise).await;
}
