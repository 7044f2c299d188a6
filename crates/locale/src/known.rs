//! What only the server knows against a filing, in sentences that it sends: no page has these words.

messages! {
    /// Why an authorisation code (备案授权码) cannot be used.
    pub struct CodeRefused {
        Unknown: "没有这个授权码，请核对后重新填写", "There is no such code: check it and enter it again";
        OfAnother: "这个授权码是为另一个账号生成的，请让对方按您登录的手机号重新生成", "This code was made for another account: ask for one made for your own sign-in number";
        Used: "这个授权码已用于另一份备案，请向对方另要一个", "Another filing already uses this code: ask for another one";
        Void: "这个授权码已作废，或其服务器已不符合备案条件，请向对方另要一个", "This code was cancelled, or its server no longer qualifies: ask for another one";
    }
}

messages! {
    /// The account's real name (账号实名认证) against the organiser; `Guide` comes behind where the operator has one.
    pub struct RealName {
        Name: "账号实名认证的名称是“{name}”，须与主办单位一致：请改正这里，或先变更实名认证", "The account's real name is {name}. It must match the organiser's: correct it here, or change the real name first";
        Kind: "账号实名认证的证件类型是“{kind}”，须与主办单位一致：请改正这里，或先变更实名认证", "The account's verified certificate is of the kind “{kind}”. It must match the organiser's: correct it here, or change the verification first";
        Number: "账号实名认证的证件号码是 {number}，须与主办单位一致：请改正这里，或先变更实名认证", "The account's verified number is {number}. It must match the organiser's: correct it here, or change the verification first";
        Guide: "。变更办法：{link}", ". How to change it: {link}";
    }
}
