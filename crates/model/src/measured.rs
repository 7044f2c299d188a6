//! What the phone measured on its camera's frames, before a picture was taken: it travels with the picture to the reviewer.

use serde::{Deserialize, Serialize};

coded! {
    /// What is measured (采集质量项). Of a card the first six, of a face the last six with sharpness and light.
    pub enum Measure {
        /// The card fills the frame (证件占画面比例).
        Fill = "fill",
        /// The card is straight (证件端正).
        Straight = "straight",
        /// Sharp enough to be read (清晰度).
        Sharp = "sharp",
        /// Neither too dark nor too bright (亮度).
        Light = "light",
        /// No reflection on the card (反光).
        Glare = "glare",
        /// All four corners are seen: no finger over one (四角完整).
        Corners = "corners",
        /// One face, and one only (单人入镜).
        OneFace = "one_face",
        /// The face is in the middle (人脸居中).
        Centred = "centred",
        /// The face is large enough and not too large (人脸大小).
        FaceSize = "face_size",
        /// The background is white or nearly so (白色背景).
        White = "white",
        /// The background is even: no things, no shadows (背景均匀).
        Even = "even",
        /// No strong light from behind (逆光).
        BackLight = "back_light",
    }
}

/// A measure and how good it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Score {
    /// What was measured.
    pub measure: Measure,
    /// 0 (of no use) to 100 (nothing to wish for); [`Score::GOOD`] and more is good.
    pub score: u8,
}

impl Score {
    /// From this score on nothing is said about it.
    pub const GOOD: u8 = 60;

    /// Good enough that nothing is said.
    pub const fn is_good(self) -> bool {
        self.score >= Score::GOOD
    }
}

coded! {
    /// How a picture or video came to be taken (拍摄方式).
    pub enum TakenBy {
        /// By itself: everything was good for a second (自动拍摄).
        Itself = "itself",
        /// By the person, while everything was good.
        Person = "person",
        /// By the person, against what the page said (手动覆盖提示).
        Overruled = "overruled",
        /// By the phone's own camera, or from its album: nothing was measured as it was taken (系统相机或相册).
        OtherCamera = "other_camera",
    }
}

/// What was measured of a picture or video as it was taken (采集质量).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Measured {
    /// How it was taken.
    pub by: TakenBy,
    /// The scores, each measure at most once; of a video the worst second's. Empty where nothing was measured.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub scores: Vec<Score>,
}
