//! An entry of the audit log, and its bytes as the chain counts them.

/// An entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its place: 1 is the first, and none is left out.
    pub number: i64,
    /// When, in seconds since 1970.
    pub at: i64,
    /// Of which kind who acted is ([`crate::audit::who::Kind`]).
    pub actor_kind: String,
    /// Which of them.
    pub actor: String,
    /// What happened ([`crate::audit::What`]).
    pub action: String,
    /// To which filing.
    pub filing: Option<String>,
    /// From which network, its end masked.
    pub address: String,
    /// Browser and system by name.
    pub browser: String,
    /// `done`, or the kind of the problem that it was refused with.
    pub outcome: String,
    /// What more is said, as JSON.
    pub details: String,
    /// Which of the log's keys its hash is made with.
    pub key: i64,
    /// The hash of the entry before; [`FIRST`] before the first.
    pub previous: String,
    /// Its own: HMAC-SHA-256 in hexadecimal digits.
    pub hash: String,
}

/// What stands before the first entry.
pub const FIRST: &str = "";

/// What the bytes of every entry begin with: another form of them would begin otherwise.
const FORM: &[u8] = b"beian-audit-1";

impl Entry {
    /// The bytes of all but its hash. Numbers have eight, texts stand behind their length, and what may be missing behind a byte that says
    /// whether it is there: no two entries have the same.
    pub fn bytes(&self) -> Vec<u8> {
        let mut bytes = FORM.to_vec();
        for number in [self.number, self.at, self.key] {
            bytes.extend_from_slice(&number.to_be_bytes());
        }
        bytes.push(u8::from(self.filing.is_some()));
        let texts = [
            self.filing.as_deref().unwrap_or_default(),
            &self.actor_kind,
            &self.actor,
            &self.action,
            &self.address,
            &self.browser,
            &self.outcome,
            &self.details,
            &self.previous,
        ];
        for text in texts {
            bytes.extend_from_slice(&(text.len() as u64).to_be_bytes());
            bytes.extend_from_slice(text.as_bytes());
        }
        bytes
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Reads the bytes back: what can be read back in one way only is of one entry only.
    fn read(bytes: &[u8]) -> Option<Entry> {
        fn number(rest: &mut &[u8]) -> Option<[u8; 8]> {
            let (first, after) = rest.split_first_chunk()?;
            *rest = after;
            Some(*first)
        }
        fn text(rest: &mut &[u8]) -> Option<String> {
            let length = usize::try_from(u64::from_be_bytes(number(rest)?)).ok()?;
            let (text, after) = rest.split_at_checked(length)?;
            *rest = after;
            String::from_utf8(text.to_vec()).ok()
        }
        let mut rest = bytes.strip_prefix(FORM)?;
        let rest = &mut rest;
        let [number, at, key] = [number(rest)?, number(rest)?, number(rest)?].map(i64::from_be_bytes);
        let (there, after) = rest.split_first()?;
        *rest = after;
        let filing = text(rest)?;
        let entry = Entry {
            number,
            at,
            key,
            filing: (*there == 1).then_some(filing),
            actor_kind: text(rest)?,
            actor: text(rest)?,
            action: text(rest)?,
            address: text(rest)?,
            browser: text(rest)?,
            outcome: text(rest)?,
            details: text(rest)?,
            previous: text(rest)?,
            hash: String::new(),
        };
        rest.is_empty().then_some(entry)
    }

    fn any_entry() -> impl Strategy<Value = Entry> {
        // Texts of few signs, the bytes of lengths among them, so that two of them meet.
        let text = || "[ab\u{0}\u{1}\u{8}号]{0,4}";
        let numbers = (any::<i64>(), any::<i64>(), any::<i64>());
        let texts = (text(), text(), text(), text(), text(), text(), text(), text());
        (numbers, proptest::option::of(text()), texts).prop_map(|((number, at, key), filing, texts)| {
            let (actor_kind, actor, action, address, browser, outcome, details, previous) = texts;
            let hash = String::new();
            Entry {
                number,
                at,
                key,
                filing,
                actor_kind,
                actor,
                action,
                address,
                browser,
                outcome,
                details,
                previous,
                hash,
            }
        })
    }

    proptest! {
        #[test]
        fn an_entry_can_be_read_from_its_bytes(entry in any_entry()) {
            prop_assert_eq!(read(&entry.bytes()), Some(entry));
        }

        #[test]
        fn different_entries_have_different_bytes(one in any_entry(), other in any_entry()) {
            prop_assert_eq!(one == other, one.bytes() == other.bytes());
        }
    }

    #[test]
    fn what_moves_from_one_field_to_the_next_is_another_entry() {
        let entry = |actor: &str, action: &str, filing: Option<&str>| Entry {
            number: 1,
            at: 2,
            actor_kind: "applicant".to_owned(),
            actor: actor.to_owned(),
            action: action.to_owned(),
            filing: filing.map(str::to_owned),
            address: String::new(),
            browser: String::new(),
            outcome: "done".to_owned(),
            details: "{}".to_owned(),
            key: 1,
            previous: FIRST.to_owned(),
            hash: String::new(),
        };
        let all = [entry("ab", "c", None), entry("a", "bc", None), entry("ab", "c", Some("")), entry("abc", "", None)];
        for (n, one) in all.iter().enumerate() {
            assert!(all[..n].iter().all(|other| other.bytes() != one.bytes()), "{one:?}");
        }
    }
}
