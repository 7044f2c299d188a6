//! The operator's texts in both languages: privacy, help, scope, what a person agrees to on the phone, and the agreements. Ours are
//! compiled in, and those of the operator's folder stand in their place.

use super::Config;
use beian_locale::{Lang, fill};
use beian_model::{AgreementField, Date};
use std::path::{Path, PathBuf};

/// A text of the operator in one language.
#[derive(Clone, Debug)]
pub struct Text {
    /// Its title.
    pub title: String,
    /// Its version: what somebody agreed to is kept under it.
    pub version: String,
    /// Since when it holds.
    pub date: Date,
    /// The text itself, in Markdown, with the settings that it names filled in.
    pub words: String,
}

/// The texts in force.
#[derive(Clone, Debug)]
pub struct Texts {
    consent: Both,
    attachment_consent: Both,
    all: Vec<(&'static str, Both)>,
    agreements: Vec<AgreementField>,
}

#[derive(Clone, Debug)]
struct Both {
    zh: Text,
    en: Text,
}

impl Both {
    fn of(&self, lang: Lang) -> &Text {
        match lang {
            Lang::Chinese => &self.zh,
            Lang::English => &self.en,
        }
    }
}

/// Why a text cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum TextsError {
    /// The folder, or a file of it, cannot be read.
    #[error("cannot read {0}: {1}")]
    Unreadable(PathBuf, std::io::Error),
    /// A file has a name that no text has.
    #[error("{0}: no text has this name; there are {1}, each with `.zh.md` and `.en.md`")]
    Unknown(PathBuf, String),
    /// A text is there in one language only.
    #[error("{0}: missing; a text that you replace is needed in both languages")]
    Missing(PathBuf),
    /// A file is not of the form of a text.
    #[error("{0}: {1}")]
    Wrong(PathBuf, Wrong),
}

/// What is wrong with a text.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum Wrong {
    /// Lines at its head are missing or say nothing.
    #[error(
        "it must begin with the lines `title: …`, `version: …` and `date: 2026-11-29`, then a blank line; `{0}` is missing or wrong"
    )]
    Head(&'static str),
    /// It has a head only.
    #[error("there is no text below its head")]
    Empty,
    /// It names a setting that there is not.
    #[error("`{{{name}}}` is no setting that a text can name; there are {}", PLACES.join(", "), name = .0)]
    Place(String),
    /// Chinese and English are not of the same version.
    #[error("its version is not that of the text in the other language")]
    Versions,
}

/// Name, Chinese and English of a text that is compiled in.
type Ours = (&'static str, &'static str, &'static str);

macro_rules! ours {
    ($name:literal) => {
        ($name, include_str!(concat!("texts/", $name, ".zh.md")), include_str!(concat!("texts/", $name, ".en.md")))
    };
}

const CONSENT: Ours = ours!("consent");
const ATTACHMENT_CONSENT: Ours = ours!("attachment_consent");
const OURS: &[Ours] = &[
    ours!("privacy"),
    ours!("help"),
    ours!("scope"),
    CONSENT,
    ATTACHMENT_CONSENT,
    ours!("information_security"),
    ours!("assisted_correction"),
    ours!("filing_pledge"),
];

/// The settings that a text can name, as `{contact}`.
const PLACES: [&str; 6] = ["provider", "contact", "elsewhere", "ended_days", "abandoned_days", "reuse"];

impl Texts {
    /// Our texts, and for each pair of files of the folder (`help.zh.md`, `help.en.md`) that text in its place.
    ///
    /// # Errors
    /// [`TextsError`], which names the file and what is wrong with it.
    pub fn load(config: &Config) -> Result<Texts, TextsError> {
        if let Some(folder) = &config.texts {
            known_alone(folder)?;
        }
        let all: Result<Vec<_>, TextsError> = OURS.iter().map(|ours| Ok((ours.0, pair(config, ours)?))).collect();
        Ok(Texts {
            consent: pair(config, &CONSENT)?,
            attachment_consent: pair(config, &ATTACHMENT_CONSENT)?,
            all: all?,
            agreements: config.agreements.clone(),
        })
    }

    /// What the person at a phone is asked to agree to: for a verification, or for an attachment.
    pub fn consent(&self, is_verification: bool, lang: Lang) -> &Text {
        if is_verification { self.consent.of(lang) } else { self.attachment_consent.of(lang) }
    }

    /// A text by its name, which for an agreement is its code.
    pub fn text(&self, name: &str, lang: Lang) -> Option<&Text> {
        self.all.iter().find(|(one, _)| *one == name).map(|(_, both)| both.of(lang))
    }

    /// What must be accepted before a submission, in the order of the settings.
    pub fn agreements(&self) -> Vec<AgreementInForce> {
        let in_force = |of: &AgreementField| {
            let (zh, en) = (self.text(of.as_str(), Lang::Chinese)?, self.text(of.as_str(), Lang::English)?);
            Some(AgreementInForce {
                of: *of,
                version: zh.version.clone(),
                title_zh: zh.title.clone(),
                title_en: en.title.clone(),
            })
        };
        self.agreements.iter().filter_map(in_force).collect()
    }
}

/// An agreement (协议) that must be accepted before a submission.
#[derive(Clone, Debug)]
pub struct AgreementInForce {
    /// Which.
    pub of: AgreementField,
    /// Its version; another than the one that was ticked must be accepted anew.
    pub version: String,
    /// Its title in Chinese.
    pub title_zh: String,
    /// The same in English.
    pub title_en: String,
}

impl AgreementInForce {
    /// As `Facts` say it.
    pub fn told(&self) -> String {
        format!("{}@{}", self.of, self.version)
    }
}

/// A text in both languages, the operator's where the folder has it.
fn pair(config: &Config, (name, zh, en): &Ours) -> Result<Both, TextsError> {
    let folder = config.texts.as_deref();
    let file = |lang| folder.unwrap_or(Path::new("texts")).join(format!("{name}.{lang}.md"));
    let (zh_file, en_file) = (file("zh"), file("en"));
    let own = |file| if folder.is_some() { own(file) } else { Ok(None) };
    let (own_zh, own_en) = (own(&zh_file)?, own(&en_file)?);
    let (zh, en) = match (&own_zh, &own_en) {
        (Some(zh), Some(en)) => (zh.as_str(), en.as_str()),
        (None, None) => (*zh, *en),
        (Some(_), None) => return Err(TextsError::Missing(en_file)),
        (None, Some(_)) => return Err(TextsError::Missing(zh_file)),
    };
    let zh = read(zh, Lang::Chinese, config).map_err(|wrong| TextsError::Wrong(zh_file, wrong))?;
    let en = read(en, Lang::English, config).map_err(|wrong| TextsError::Wrong(en_file.clone(), wrong))?;
    if zh.version != en.version {
        return Err(TextsError::Wrong(en_file, Wrong::Versions));
    }
    Ok(Both { zh, en })
}

/// Refuses a Markdown file of the folder that is no text: a slip in its name would leave ours in force.
fn known_alone(folder: &Path) -> Result<(), TextsError> {
    let unreadable = |error| TextsError::Unreadable(folder.to_owned(), error);
    for entry in std::fs::read_dir(folder).map_err(unreadable)? {
        let path = entry.map_err(unreadable)?.path();
        if path.extension().is_none_or(|end| end != "md") {
            continue;
        }
        let stem = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
        let name = stem.strip_suffix(".zh").or_else(|| stem.strip_suffix(".en"));
        if !OURS.iter().any(|(known, ..)| Some(*known) == name) {
            let known: Vec<&str> = OURS.iter().map(|(name, ..)| *name).collect();
            return Err(TextsError::Unknown(path, known.join(", ")));
        }
    }
    Ok(())
}

/// A file of the operator, if there is one.
fn own(file: &Path) -> Result<Option<String>, TextsError> {
    match std::fs::read_to_string(file) {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(TextsError::Unreadable(file.to_owned(), error)),
    }
}

/// Reads the head and fills in what the text names.
fn read(text: &str, lang: Lang, config: &Config) -> Result<Text, Wrong> {
    // As editors on Windows write it.
    let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n");
    let (head, words) = text.split_once("\n\n").ok_or(Wrong::Head("a blank line"))?;
    let line = |name: &'static str| {
        let lines = head.lines().filter_map(|line| line.split_once(':'));
        let mut found = lines.filter(|(key, _)| key.trim() == name).map(|(_, value)| value.trim());
        found.next().filter(|value| !value.is_empty()).ok_or(Wrong::Head(name))
    };
    let version = line("version")?;
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-');
    // `true` is what documents of before versions hold.
    if version.len() > 32 || version == "true" || !version.chars().all(plain) {
        return Err(Wrong::Head("version"));
    }
    let date = line("date")?.parse().map_err(|_| Wrong::Head("date"))?;
    if words.trim().is_empty() {
        return Err(Wrong::Empty);
    }
    Ok(Text {
        title: line("title")?.to_owned(),
        version: version.to_owned(),
        date,
        words: filled(words, lang, config)?,
    })
}

fn filled(words: &str, lang: Lang, config: &Config) -> Result<String, Wrong> {
    for after in words.split('{').skip(1) {
        let Some((name, _)) = after.split_once('}') else { continue };
        let is_name = !name.is_empty() && name.chars().all(|c| c.is_ascii_lowercase() || c == '_');
        if is_name && !PLACES.contains(&name) {
            return Err(Wrong::Place(name.to_owned()));
        }
    }
    let or = |set: &str, zh: &str, en: &str| match (set.trim(), lang) {
        ("", Lang::Chinese) => zh.to_owned(),
        ("", Lang::English) => en.to_owned(),
        (set, _) => set.to_owned(),
    };
    let contact = or(&config.contact, "接入服务商的客服", "the provider's customer service");
    let elsewhere = match (config.elsewhere.trim(), lang) {
        ("", Lang::Chinese) => format!("联系 {contact}"),
        ("", Lang::English) => format!("Contact {contact}"),
        (link, Lang::Chinese) => format!("[前往办理]({link})"),
        (link, Lang::English) => format!("[Go there]({link})"),
    };
    let holds = config.verification.holds_days;
    let reuse = match lang {
        _ if holds <= 0 => String::new(),
        Lang::Chinese => format!("{holds} 天内，同一账号的其他备案可以沿用这次核验。"),
        Lang::English => format!("For {holds} days other filings of the same account may use this verification."),
    };
    let values: [String; 6] = [
        or(&config.provider, "本控制台的运营者", "the operator of this console"),
        contact,
        elsewhere,
        config.retention.ended_days.to_string(),
        config.retention.abandoned_days.to_string(),
        reuse,
    ];
    Ok(fill(words, |name| PLACES.iter().position(|place| *place == name).map(|n| values[n].as_str())))
}

#[cfg(test)]
mod tests {
    use super::*;
    use beian_model::CONSENT_VERSION;

    const PRIVACY: &str =
        "title: 隐私\nversion: 7\ndate: 2026-12-01\n\n由 {provider} 处理，{ended_days} 天后删除 {#kept}。\n";

    fn in_folder(files: &[(&str, &str)]) -> Result<Texts, TextsError> {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in files {
            std::fs::write(folder.path().join(name), text).unwrap();
        }
        let texts = Some(folder.path().to_owned());
        Texts::load(&Config { texts, provider: "示例云".to_owned(), ..Config::default() })
    }

    #[test]
    fn ours_are_whole_in_both_languages_and_name_the_settings() {
        let config = Config { contact: "400-000-0000".to_owned(), ..Config::default() };
        let texts = Texts::load(&config).unwrap();
        for (name, ..) in OURS {
            for lang in [Lang::Chinese, Lang::English] {
                let text = texts.text(name, lang).unwrap();
                for place in PLACES {
                    assert!(!text.words.contains(&format!("{{{place}}}")), "{name}: {place}");
                }
                assert!(text.words.chars().count() > 100, "{name}");
            }
        }
        let privacy = &texts.text("privacy", Lang::English).unwrap().words;
        assert!(privacy.contains("deleted 30 days after") && privacy.contains("400-000-0000"));
        assert_eq!(texts.text("consent", Lang::Chinese).unwrap().version, CONSENT_VERSION);
        assert_eq!(texts.text("attachment_consent", Lang::Chinese).unwrap().version, CONSENT_VERSION);
    }

    #[test]
    fn every_agreement_has_a_text_and_the_settings_say_which_are_asked_for() {
        let all = Config { agreements: AgreementField::ALL.to_vec(), ..Config::default() };
        let asked = |config: &Config| -> Vec<AgreementField> {
            Texts::load(config).unwrap().agreements().iter().map(|one| one.of).collect()
        };
        assert_eq!(asked(&all), AgreementField::ALL);
        assert_eq!(asked(&Config::default()), &AgreementField::ALL[..2]);
        assert!(asked(&Config { agreements: Vec::new(), ..Config::default() }).is_empty());
    }

    #[test]
    fn no_reuse_is_promised_where_there_is_none() {
        let mut config = Config::default();
        let said = |config: &Config| Texts::load(config).unwrap().text("consent", Lang::Chinese).unwrap().words.clone();
        assert!(said(&config).contains("90 天内"));
        config.verification.holds_days = 0;
        assert!(!said(&config).contains("沿用"));
    }

    #[test]
    fn a_pair_of_files_replaces_a_text_and_the_others_stay() {
        let texts = in_folder(&[("privacy.zh.md", PRIVACY), ("privacy.en.md", PRIVACY), ("note.txt", "")]).unwrap();
        let privacy = texts.text("privacy", Lang::English).unwrap();
        assert_eq!((privacy.title.as_str(), privacy.version.as_str()), ("隐私", "7"));
        assert_eq!(privacy.words, "由 示例云 处理，30 天后删除 {#kept}。\n");
        assert!(texts.text("help", Lang::English).unwrap().words.contains("authorisation code"));
        assert!(texts.text("nothing", Lang::English).is_none());
    }

    #[test]
    fn what_cannot_be_used_is_named() {
        let other = PRIVACY.replace("version: 7", "version: 8");
        for (files, says) in [
            (vec![("privacy.zh.md", PRIVACY)], "privacy.en.md: missing"),
            (vec![("privacy.en.md", PRIVACY)], "privacy.zh.md: missing"),
            (vec![("privcy.zh.md", PRIVACY)], "privcy.zh.md: no text has this name"),
            (vec![("help.md", PRIVACY)], "help.md: no text has this name"),
            (vec![("privacy.zh.md", PRIVACY), ("privacy.en.md", &other)], "privacy.en.md: its version"),
        ] {
            let error = in_folder(&files).unwrap_err().to_string();
            assert!(error.contains(says), "{error}");
        }
        for (from, to, says) in [
            ("title: 隐私\n", "", Wrong::Head("title")),
            ("version: 7", "version:", Wrong::Head("version")),
            ("version: 7", "version: true", Wrong::Head("version")),
            ("version: 7", "version: 第七版", Wrong::Head("version")),
            ("2026-12-01", "2026-13-01", Wrong::Head("date")),
            ("\n\n", "\n", Wrong::Head("a blank line")),
            ("{provider}", "{provder}", Wrong::Place("provder".to_owned())),
        ] {
            assert_eq!(read(&PRIVACY.replace(from, to), Lang::Chinese, &Config::default()).unwrap_err(), says);
        }
        let empty = read("title: a\nversion: 1\ndate: 2026-12-01\n\n \n", Lang::Chinese, &Config::default());
        assert_eq!(empty.unwrap_err(), Wrong::Empty);
    }
}
