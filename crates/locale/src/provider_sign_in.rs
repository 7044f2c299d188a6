//! Sign-in by an identity provider (OpenID Connect): pages that the server writes, and what its link is called.

use super::Word;

messages! {
    /// What is said.
    pub struct ProviderSignIn {
        Title: "登录", "Sign in";
        With: "用{name}登录", "Sign in with {name}";
        Asked: "是您要登录吗？点击下面的链接继续。", "Do you want to sign in? Go on with the link below.";
        Desk: "登录审核台", "Sign in at the review desk";
        ByPassword: "用邮箱和密码登录", "Sign in with e-mail address and password";
        ByCode: "用手机验证码登录", "Sign in with a code to your mobile number";
        Failed: "没有登录", "You are not signed in";
        Over: "这次登录已超时、已用过，或是在另一个浏览器中开始的。请重新登录。", "This sign-in took too long, was used already, or was begun in another browser. Start again.";
        Cancelled: "您在{name}取消了登录。", "You cancelled the sign-in at {name}.";
        Down: "{name}暂时无法使用，请稍后重试。", "{name} cannot be used at the moment. Try again later.";
        Refused: "无法确认{name}的回复，没有登录。请重新登录；仍不成功，请联系网站管理员。", "The answer of {name} could not be confirmed, so you are not signed in. Start again. If this continues, contact the site's administrator.";
        TooWeak: "本站要求在{name}用更安全的方式登录（如两步验证）。请在那里设置后重新登录。", "This site asks for a stronger sign-in at {name}, such as a second step. Set it up there and start again.";
        Missing: "{name}没有提供登录所需的信息，请联系网站管理员。", "{name} did not say what is needed to sign in. Contact the site's administrator.";
        NoRole: "您在{name}的账号没有使用审核台的权限，请联系管理员。", "Your account at {name} has no role at the review desk. Contact your administrator.";
        Disabled: "您的审核台账号已停用，请联系管理员。", "Your account at the review desk is disabled. Contact your administrator.";
        EmailTaken: "您的邮箱已属于审核台的另一个账号，请联系管理员。", "Your e-mail address belongs to another account at the review desk. Contact your administrator.";
        Again: "重新登录", "Start again";
        Back: "返回登录页", "Back to the sign-in page";
        BackToDesk: "返回审核台", "Back to the review desk";
    }
}

/// A sentence with the provider's name in it.
pub fn said(word: Word, name: &str, lang: super::Lang) -> String {
    use super::Words;
    super::fill(word.text(lang), |place| (place == "name").then_some(name))
}
