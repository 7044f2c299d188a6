//! Names and numbers of the samples. The region in them, 440399, is not assigned in GB/T 2260, so a number that passes
//! every check character can still belong to nobody.

/// Organiser (主办单位名称).
pub const ORGANISER_NAME: &str = "深圳示例一科技有限公司";
/// Its unified social credit code (统一社会信用代码).
pub const CREDIT_CODE: &str = "91440399MA00AAAA44";
/// Its address on the licence (证件住所).
pub const ADDRESS: &str = "广东省深圳市南山区科技园路1号示例大厦2栋3层301室";
/// What it was founded for, as the licence prints it (经营范围).
pub const BUSINESS_SCOPE: &str = "软件开发；信息技术咨询服务；互联网信息服务。（样本，不具法律效力）";
/// The day it was founded (成立日期).
pub const FOUNDED: &str = "2020-03-16";

/// Legal representative and responsible person (法定代表人、主体负责人).
pub const PERSON_NAME: &str = "示例甲";
/// Resident identity number of that person (公民身份号码): a woman born on 31 December 1985.
pub const RESIDENT_ID: &str = "440399198512310026";
/// Sex, as the card prints it.
pub const PERSON_SEX: &str = "女";
/// Date of birth, as in the number.
pub const PERSON_BORN: &str = "1985-12-31";
/// First day on which the card is valid (有效期限).
pub const ID_VALID_FROM: &str = "2020-01-01";
/// Last day.
pub const ID_VALID_UNTIL: &str = "2040-01-01";

/// A website's responsible person who is not the organiser's (网站负责人).
pub const SECOND_PERSON_NAME: &str = "示例乙";
/// That person's number: a man born on 1 January 1990.
pub const SECOND_RESIDENT_ID: &str = "440399199001010018";

/// A domain, of the names that are kept for examples.
pub const DOMAIN: &str = "example.com";
/// Its registrar, as the certificate prints it.
pub const REGISTRAR: &str = "示例域名注册服务机构";
/// When it was registered.
pub const DOMAIN_REGISTERED: &str = "2020-05-20";
/// When it expires.
pub const DOMAIN_EXPIRES: &str = "2035-05-20";

#[cfg(test)]
mod tests {
    use super::*;

    /// GB 32100-2015: weights are the powers of 3 modulo 31.
    fn credit_code_check(code: &str) -> Option<char> {
        const ALPHABET: &str = "0123456789ABCDEFGHJKLMNPQRTUWXY";
        let mut weight = 1;
        let mut sum = 0;
        for character in code.chars().take(17) {
            sum += ALPHABET.find(character)? * weight;
            weight = weight * 3 % 31;
        }
        ALPHABET.chars().nth((31 - sum % 31) % 31)
    }

    /// GB 11643-1999: weights are the powers of 2 modulo 11, from the right.
    fn resident_id_check(number: &str) -> Option<char> {
        const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
        let digits = number.chars().take(17).map(|it| it.to_digit(10));
        let sum: u32 = digits.zip(WEIGHTS).map(|(digit, weight)| Some(digit? * weight)).sum::<Option<u32>>()?;
        "10X98765432".chars().nth((sum % 11) as usize)
    }

    #[test]
    fn numbers_pass_their_check_characters() {
        assert_eq!(credit_code_check(CREDIT_CODE), CREDIT_CODE.chars().nth(17));
        for number in [RESIDENT_ID, SECOND_RESIDENT_ID] {
            assert_eq!(resident_id_check(number), number.chars().nth(17), "{number}");
        }
        assert_eq!(RESIDENT_ID[6..14], PERSON_BORN.replace('-', ""));
    }
}
