//! Uploads in an S3 store in place of the data folder: the section `[s3]` of the settings.

use super::ConfigError;
use serde::{Deserialize, Serialize};
use std::path::PathBuf;

/// Longest time of one request to the store with all its tries, in seconds: who waits for the answer has not gone away by then.
const LONGEST: u64 = 35;

/// Where the store is, and who asks it.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct S3 {
    /// The bucket.
    pub bucket: String,
    /// Its region.
    pub region: String,
    /// Address of the store, such as `https://oss-cn-shenzhen.aliyuncs.com`, without the bucket; that of AWS in this region where nothing is said.
    pub endpoint: Option<String>,
    /// What the names of all objects begin with; nothing where the bucket is the server's alone.
    pub prefix: String,
    /// The bucket is named in the path of a request, not in its host.
    pub path_style: bool,
    /// The endpoint may be one without TLS. What is sent is sealed; names, sizes and who asks are then read on the way.
    pub allow_http: bool,
    /// Name of the access key.
    pub access_key_id: Option<String>,
    /// The access key.
    pub secret_access_key: Option<Covered>,
    /// What comes with an access key that holds for some hours.
    pub session_token: Option<Covered>,
    /// A TOML file with these three, read anew when it changes, in place of them.
    pub keys_file: Option<PathBuf>,
    /// Longest time of one request to the store, all its tries together, 1 to 35.
    pub timeout: u64,
}

impl Default for S3 {
    fn default() -> S3 {
        S3 {
            bucket: String::new(),
            region: "us-east-1".to_owned(),
            endpoint: None,
            prefix: String::new(),
            path_style: false,
            allow_http: false,
            access_key_id: None,
            secret_access_key: None,
            session_token: None,
            keys_file: None,
            timeout: 30,
        }
    }
}

/// A secret of the settings: printed by nobody.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Covered(pub String);

impl std::fmt::Debug for Covered {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("…")
    }
}

impl S3 {
    /// Sets what a variable of the environment says.
    pub(super) fn set(&mut self, variable: &str, value: String) {
        match variable {
            "BEIAN_S3_BUCKET" => self.bucket = value,
            "BEIAN_S3_REGION" => self.region = value,
            "BEIAN_S3_ENDPOINT" => self.endpoint = Some(value),
            "BEIAN_S3_PREFIX" => self.prefix = value,
            "BEIAN_S3_ACCESS_KEY_ID" => self.access_key_id = Some(value),
            "BEIAN_S3_SECRET_ACCESS_KEY" => self.secret_access_key = Some(Covered(value)),
            "BEIAN_S3_SESSION_TOKEN" => self.session_token = Some(Covered(value)),
            _ => self.keys_file = Some(value.into()),
        }
    }

    /// Everything that a store needs is there, and nothing contradicts.
    pub(super) fn check(&self) -> Result<(), ConfigError> {
        let wrong = |name, why| Err(ConfigError::WrongValue(name, why));
        let is_name = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '-' | '.');
        if self.bucket.is_empty() || !self.bucket.chars().all(is_name) {
            return wrong("s3.bucket", "the name of a bucket: small letters, digits, `-` and `.`");
        }
        if self.region.is_empty() {
            return wrong("s3.region", "the region of the bucket; any word where the store has none");
        }
        match self.endpoint.as_deref() {
            Some(url) if url.starts_with("http://") && !self.allow_http => {
                return wrong("s3.endpoint", "an address that begins with `https://`, or set `s3.allow_http`");
            }
            Some(url) if !url.starts_with("https://") && !url.starts_with("http://") => {
                return wrong("s3.endpoint", "an address that begins with `https://`");
            }
            _ => {}
        }
        if self.prefix.split('/').any(|part| part == "." || part == "..") {
            return wrong("s3.prefix", "folders with a `/` between them");
        }
        if self.access_key_id.is_some() != self.secret_access_key.is_some() {
            return wrong("s3.access_key_id", "it and `s3.secret_access_key` belong together");
        }
        if self.session_token.is_some() && self.secret_access_key.is_none() {
            return wrong("s3.session_token", "it comes with an access key");
        }
        if self.keys_file.is_some() && self.access_key_id.is_some() {
            return wrong("s3.keys_file", "either the file or the keys themselves");
        }
        if !(1..=LONGEST).contains(&self.timeout) {
            return wrong("s3.timeout", "1 to 35 seconds");
        }
        Ok(())
    }

    /// The same with its secrets covered.
    pub(super) fn covered(mut self) -> S3 {
        for secret in [&mut self.secret_access_key, &mut self.session_token].into_iter().flatten() {
            *secret = Covered("…".to_owned());
        }
        self
    }
}

#[cfg(test)]
mod tests {
    use crate::config::Config;

    fn read(text: &str, variables: &[(&str, &str)]) -> Result<Config, String> {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("beian.toml");
        std::fs::write(&file, text).unwrap();
        let variable =
            |name: &str| variables.iter().find(|(one, _)| *one == name).map(|(_, value)| (*value).to_owned());
        Config::load(Some(&file), variable).map_err(|error| error.to_string())
    }

    #[test]
    fn what_cannot_be_used_is_named() {
        for (text, named) in [
            ("[s3]", "s3.bucket"),
            ("[s3]\nbucket = \"A b\"", "s3.bucket"),
            ("[s3]\nbucket = \"b\"\nregion = \"\"", "s3.region"),
            ("[s3]\nbucket = \"b\"\nendpoint = \"store.example\"", "s3.endpoint"),
            ("[s3]\nbucket = \"b\"\nendpoint = \"http://store.example\"", "s3.allow_http"),
            ("[s3]\nbucket = \"b\"\nprefix = \"a/../b\"", "s3.prefix"),
            ("[s3]\nbucket = \"b\"\naccess_key_id = \"k\"", "s3.secret_access_key"),
            ("[s3]\nbucket = \"b\"\nsession_token = \"t\"", "s3.session_token"),
            (
                "[s3]\nbucket = \"b\"\naccess_key_id = \"k\"\nsecret_access_key = \"s\"\nkeys_file = \"f\"",
                "s3.keys_file",
            ),
            ("[s3]\nbucket = \"b\"\ntimeout = 0", "s3.timeout"),
            ("[s3]\nbucket = \"b\"\ntimeout = 36", "s3.timeout"),
            ("[s3]\nbuckets = \"b\"", "buckets"),
        ] {
            let told = read(text, &[]).err().unwrap_or_default();
            assert!(told.contains(named), "{text}: {told}");
        }
    }

    #[test]
    fn the_environment_says_it_too_and_no_secret_is_printed() {
        assert!(read("", &[]).unwrap().s3.is_none());
        let variables = [
            ("BEIAN_S3_BUCKET", "uploads"),
            ("BEIAN_S3_ENDPOINT", "https://store.example"),
            ("BEIAN_S3_ACCESS_KEY_ID", "key-id"),
            ("BEIAN_S3_SECRET_ACCESS_KEY", "much-secret"),
            ("BEIAN_S3_SESSION_TOKEN", "secret-token"),
        ];
        let config = read("[s3]\nbucket = \"other\"\nregion = \"cn-north-1\"", &variables).unwrap();
        let s3 = config.s3.clone().unwrap();
        assert_eq!((s3.bucket.as_str(), s3.region.as_str()), ("uploads", "cn-north-1"));
        for shown in [config.printed(), format!("{config:?}")] {
            assert!(
                !shown.contains("much-secret") && !shown.contains("secret-token") && shown.contains("key-id"),
                "{shown}"
            );
        }
        assert!(read("", &variables).is_ok(), "no file is needed");
    }
}
