//! What to do before the camera, in a few words that are read while one holds a card or looks at oneself.

use beian_guidance::Hint;
use beian_locale::Lang;

/// A hint in words.
pub fn text(hint: Hint, lang: Lang) -> &'static str {
    let (zh, en) = match hint {
        Hint::TooDark => ("太暗了，请到亮处或开灯", "Too dark: find more light"),
        Hint::TooBright => ("太亮了，请避开强光", "Too bright: move out of the strong light"),

        Hint::NoCard => ("把证件放进方框，四边都要看得见", "Put it in the frame, all four edges visible"),
        Hint::CardTooFar => ("靠近一点，让证件占满方框", "Closer: let it fill the frame"),
        Hint::CardTooNear => ("远一点，四边都要看得见", "A little farther: all four edges must be visible"),
        Hint::Tilted => ("证件歪了，请转正", "Tilted: turn it straight"),
        Hint::Slanted => ("请让手机与证件平行", "Hold the phone flat above it"),
        Hint::Corner => ("有一角被挡住，请移开手指", "A corner is covered: move your fingers away"),
        Hint::Glare => ("证件上有反光，请换个角度", "There is glare: change the angle"),
        Hint::CardBlurred => ("画面模糊，请拿稳，等待对焦", "Blurred: hold still until it is sharp"),
        Hint::CardGood => ("很好，可以拍照", "Good. Take the picture"),
        Hint::CardHold => ("很好，请保持不动，马上自动拍摄", "Good. Hold still: taking it now"),

        Hint::NoFace => ("请把脸放进椭圆框", "Put your face in the oval"),
        Hint::SeveralFaces => ("画面里只能有您一个人", "Only you may be in the picture"),
        Hint::FaceTooFar => ("靠近一点", "Come closer"),
        Hint::FaceTooNear => ("远一点", "Move back a little"),
        Hint::OffCentre => ("请把脸移到椭圆框中间", "Move your face to the middle of the oval"),
        Hint::BackLight => ("背后光线太强，请面向光源", "Strong light behind you: turn to face it"),
        Hint::WallNotWhite => ("背景不够白，请换到白墙前", "The background is not white: find a white wall"),
        Hint::Things => ("背后有杂物，请换到干净的白墙前", "Objects behind you: find an empty white wall"),
        Hint::Shadow => ("背景明暗不均，请避开阴影", "Shadows behind you: find even light"),
        Hint::FaceBlurred => ("画面模糊，请拿稳手机", "Blurred: hold the phone still"),
        Hint::FaceGood => ("很好，可以录制", "Good. You can record"),
        Hint::FaceKeep => ("很好，请保持", "Good. Stay like this"),
    };
    match lang {
        Lang::Chinese => zh,
        Lang::English => en,
    }
}
