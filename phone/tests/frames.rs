//! From a camera's stream to scores, in a browser: a drawn picture is played as a video, framed as the viewfinder shows it, and looked at.
#![cfg(target_arch = "wasm32")]

#[path = "../../crates/guidance/tests/drawn/mod.rs"]
mod drawn;

use beian_browser::window::document;
use beian_guidance::{Frame, Hint, Seen};
use beian_phone::frames::{self, Frames};
use drawn::{Card, Face, Picture, Wall};
use js_sys::Uint8ClampedArray;
use wasm_bindgen::{Clamped, JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement, HtmlVideoElement, ImageData};

wasm_bindgen_test_configure!(run_in_browser);

/// A canvas whose pixels a video shows.
struct Video {
    canvas: HtmlCanvasElement,
    context: CanvasRenderingContext2d,
    picture: ImageData,
    at: (f64, f64),
    video: HtmlVideoElement,
}

impl Video {
    /// Of a picture in the middle of a larger one: what the viewfinder cuts off.
    async fn of(picture: &Picture, width: u32, height: u32) -> Video {
        let canvas: HtmlCanvasElement = document().create_element("canvas").unwrap().unchecked_into();
        canvas.set_width(width);
        canvas.set_height(height);
        let context: CanvasRenderingContext2d = canvas.get_context("2d").unwrap().unwrap().unchecked_into();
        let rgba = picture.rgba();
        let data =
            ImageData::new_with_u8_clamped_array_and_sh(Clamped(&rgba), picture.width as u32, picture.height as u32);
        let at = ((f64::from(width) - picture.width as f64) / 2.0, (f64::from(height) - picture.height as f64) / 2.0);
        let video: HtmlVideoElement = document().create_element("video").unwrap().unchecked_into();
        video.set_muted(true);
        video.set_src_object(Some(&canvas.capture_stream().unwrap()));
        let video = Video { canvas, context, picture: data.unwrap(), at, video };
        video.show();
        JsFuture::from(video.video.play().unwrap()).await.unwrap();
        video
    }

    /// A stream of a canvas brings a picture each time that it is drawn on.
    fn show(&self) {
        self.context.set_fill_style_str("#e0208a");
        self.context.fill_rect(0.0, 0.0, f64::from(self.canvas.width()), f64::from(self.canvas.height()));
        self.context.put_image_data(&self.picture, self.at.0, self.at.1).unwrap();
    }

    /// What is seen once the video shows it.
    async fn seen(&self, size: (u32, u32), look: fn(&Frame) -> Seen) -> Seen {
        let mut frames = frames_of(size, look);
        for _ in 0..3 {
            self.show();
            frames.next(&self.video).await;
        }
        frames.see(&self.video).expect("a video that plays has a picture")
    }
}

/// Frames that are looked at in this program.
fn frames_of(size: (u32, u32), look: fn(&Frame) -> Seen) -> Frames {
    let look = move |rgba: &JsValue| {
        let rgba = rgba.unchecked_ref::<Uint8ClampedArray>().to_vec();
        Frame::new(&rgba, size.0 as usize).map(|frame| look(&frame))
    };
    Frames::new(size, Box::new(look)).unwrap()
}

#[wasm_bindgen_test]
async fn a_card_before_the_camera_is_scored() {
    let good = Video::of(&Card::GOOD.draw(), 400, 300).await;
    let seen = good.seen(frames::CARD, beian_guidance::card).await;
    assert_eq!(seen.hint, None, "{:?}", seen.scores);
    assert_eq!(seen.scores.len(), 6);
    let tilted = Video::of(&Card { tilt: 7.0, size: 0.8, ..Card::GOOD }.draw(), 400, 300).await;
    assert_eq!(tilted.seen(frames::CARD, beian_guidance::card).await.hint, Some(Hint::Tilted));
}

#[wasm_bindgen_test]
async fn a_face_before_the_camera_is_scored() {
    // A camera that lies: its sides are not seen.
    let good = Video::of(&Face::GOOD.draw(), 320, 240).await;
    let seen = good.seen(frames::FACE, beian_guidance::face).await;
    assert_eq!(seen.hint, None, "{:?}", seen.scores);
    assert_eq!(seen.scores.len(), 8);
    let dark = Face { wall: Wall::Plain([52.0, 50.0, 56.0]), ..Face::GOOD };
    let video = Video::of(&dark.draw(), 320, 240).await;
    assert_eq!(video.seen(frames::FACE, beian_guidance::face).await.hint, Some(Hint::WallNotWhite));
}

#[wasm_bindgen_test]
fn a_video_without_a_picture_is_not_scored() {
    let video: HtmlVideoElement = document().create_element("video").unwrap().unchecked_into();
    assert!(frames_of(frames::CARD, beian_guidance::card).see(&video).is_none());
}
