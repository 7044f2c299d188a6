//! The video: a recorder over the camera's stream, in whichever kind this browser writes.

use super::awake::Awake;
use beian_browser::waiting::call_after;
use beian_model::attachments::VIDEO_SECONDS;
use js_sys::Array;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobEvent, BlobPropertyBag, MediaRecorder, MediaRecorderOptions, MediaStream};

/// Shortest video that is taken, in seconds.
pub const SHORTEST: u32 = VIDEO_SECONDS.0;
/// Longest video, in seconds; the recorder stops by itself.
pub const LONGEST: u32 = VIDEO_SECONDS.1;
/// Bits a second: 15 seconds stay below 3 MB.
const BITS: u32 = 1_200_000;
/// Bits a second of sound, for a voice.
const SOUND_BITS: u32 = 64_000;
/// Longest that a recorder may take to stop, in milliseconds: what it gave until then counts.
const STOPS_WITHIN: u32 = 5_000;
/// Kinds in the order of preference; the last is the browser's own choice.
const KINDS: [&str; 4] = ["video/webm;codecs=vp8,opus", "video/webm", "video/mp4", ""];

/// A video that is being recorded.
#[derive(Clone)]
pub struct Recorder {
    recorder: MediaRecorder,
    parts: Array,
    _on_part: Rc<Closure<dyn FnMut(BlobEvent)>>,
    _awake: Rc<Awake>,
}

impl Recorder {
    /// Begins; `None` where the browser cannot record.
    pub fn start(stream: &MediaStream) -> Option<Recorder> {
        let options = MediaRecorderOptions::new();
        options.set_video_bits_per_second(BITS);
        options.set_audio_bits_per_second(SOUND_BITS);
        let kind = KINDS.into_iter().find(|kind| kind.is_empty() || MediaRecorder::is_type_supported(kind))?;
        if !kind.is_empty() {
            options.set_mime_type(kind);
        }
        let recorder = MediaRecorder::new_with_media_stream_and_media_recorder_options(stream, &options).ok()?;
        let parts = Array::new();
        let kept = RefCell::new(parts.clone());
        let on_part = Closure::<dyn FnMut(BlobEvent)>::new(move |event: BlobEvent| {
            if let Some(part) = event.data() {
                kept.borrow().push(&part);
            }
        });
        recorder.set_ondataavailable(Some(on_part.as_ref().unchecked_ref()));
        recorder.start().ok()?;
        Some(Recorder { recorder, parts, _on_part: Rc::new(on_part), _awake: Rc::new(Awake::hold()) })
    }

    /// Ends and gives the video.
    pub async fn stop(self) -> Option<Blob> {
        let stopped = js_sys::Promise::new(&mut |resolve, _| {
            self.recorder.set_onstop(Some(&resolve));
            call_after(&resolve, STOPS_WITHIN);
            if self.recorder.stop().is_err() {
                // It stopped by itself (the camera was taken away): what there is counts.
                let _ = resolve.call0(&JsValue::NULL);
            }
        });
        let _: Result<JsValue, JsValue> = JsFuture::from(stopped).await;
        let bag = BlobPropertyBag::new();
        let kind = self.recorder.mime_type();
        bag.set_type(kind.split(';').next().unwrap_or_default());
        let video = Blob::new_with_blob_sequence_and_options(&self.parts, &bag).ok()?;
        (video.size() > 0.0).then_some(video)
    }
}

/// The browser has a recorder; some have its name alone.
pub fn is_there() -> bool {
    js_sys::Reflect::get(&js_sys::global(), &"MediaRecorder".into()).is_ok_and(|there| there.is_function())
}
