//! The basic check (基础信息校验): that it was made for the values that stand here. [`crate::check`] says so.

use crate::rule::rules;

pub(super) const CHECKS: &[crate::registry::Check] = &[];

rules! {
    /// The basic check was not made, or its fields changed since.
    BASIC_UNCHECKED {
        id: "basic.unchecked",
        said_by: Browser,
        severity: Error,
        zh: "基础信息尚未校验，或校验后有修改，请重新校验",
        en: "Not checked yet, or changed since the check: check again",
        source: "S 2022 基础信息校验",
        params: [],
    }
}
