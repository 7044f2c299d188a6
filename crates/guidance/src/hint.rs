//! What a person can do about a frame that is not good; the page has the words.

beian_model::coded_enum! {
    /// One thing to do, and what to see when there is nothing.
    pub enum Hint {
        /// Of card and face: more light.
        TooDark = "too_dark",
        /// Of card and face: less light.
        TooBright = "too_bright",

        /// Put the card into the frame, all four edges visible.
        NoCard = "no_card",
        /// Closer to the card.
        CardTooFar = "card_too_far",
        /// Away from the card.
        CardTooNear = "card_too_near",
        /// Turn the card straight.
        Tilted = "tilted",
        /// Hold the phone flat above the card.
        Slanted = "slanted",
        /// A finger, or something else, is over a corner.
        Corner = "corner",
        /// A reflection hides a part.
        Glare = "glare",
        /// Hold still until it is sharp.
        CardBlurred = "card_blurred",
        /// All is good: the person can take it.
        CardGood = "card_good",
        /// All is good: held so, it takes itself.
        CardHold = "card_hold",

        /// Nobody is seen.
        NoFace = "no_face",
        /// More than one person is seen.
        SeveralFaces = "several_faces",
        /// Closer to the phone.
        FaceTooFar = "face_too_far",
        /// Away from the phone.
        FaceTooNear = "face_too_near",
        /// Into the middle.
        OffCentre = "off_centre",
        /// Light comes from behind.
        BackLight = "back_light",
        /// The wall is not white.
        WallNotWhite = "wall_not_white",
        /// Things are seen behind.
        Things = "things",
        /// Shadows are seen behind.
        Shadow = "shadow",
        /// Hold the phone still until it is sharp.
        FaceBlurred = "face_blurred",
        /// All is good: the recording can begin.
        FaceGood = "face_good",
        /// All is good while it is recorded.
        FaceKeep = "face_keep",
    }
}
