//! Identifiers as newtypes: what names a filing cannot be passed where an attachment is asked.

use core::{fmt, str::FromStr};
use serde::{Deserialize, Serialize};

macro_rules! text_id {
    ($(#[$meta:meta])* $name:ident) => {
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        #[serde(transparent)]
        pub struct $name(pub String);

        impl $name {
            /// The identifier as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

text_id!(
    /// A filing (备案订单): an opaque text made by the server, safe in a URL.
    FilingId
);
text_id!(
    /// An uploaded attachment (备案材料).
    AttachmentId
);
text_id!(
    /// An upload (材料上传) that arrives in parts.
    UploadId
);
text_id!(
    /// One attempt of one person to be verified (真实性核验).
    VerificationId
);

/// A website within its filing: eight hexadecimal digits, made in the browser when the site is added.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SiteId(pub u32);

impl fmt::Display for SiteId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:08x}", self.0)
    }
}

impl FromStr for SiteId {
    type Err = super::UnknownCode;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if text.len() != 8 || !text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f')) {
            return Err(super::UnknownCode);
        }
        u32::from_str_radix(text, 16).map(SiteId).map_err(|_| super::UnknownCode)
    }
}

impl Serialize for SiteId {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for SiteId {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        text.parse().map_err(|_| serde::de::Error::custom("a site id is eight hexadecimal digits"))
    }
}

#[cfg(feature = "openapi")]
impl utoipa::PartialSchema for SiteId {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
        utoipa::openapi::schema::ObjectBuilder::new()
            .schema_type(utoipa::openapi::schema::Type::String)
            .pattern(Some("^[0-9a-f]{8}$"))
            .into()
    }
}

#[cfg(feature = "openapi")]
impl utoipa::ToSchema for SiteId {}
