//! The page of authorisation codes (备案授权码), which the server writes: no program in a browser has these words.

use super::Word;
use beian_model::ResourceKind;

messages! {
    /// What the page says.
    pub struct Codes {
        Title: "备案授权码", "Filing authorisation codes";
        Intro: "用您的云服务器替另一个账号的网站备案时，在这里生成授权码交给对方。授权码指向这台服务器的 IP 地址。", "To file another account's website on your cloud server, make a code here and pass it on. The code stands for that server's IP address.";
        One: "一个授权码只用于一个网站，只有对方账号能用，并占用服务器的一个备案名额。", "A code is for one website and one account, and uses one of the server's places.";
        Ends: "对方提交备案后即为已使用；备案撤回、放弃或失效后恢复为未使用。服务器不再符合备案条件时，授权码随之失效。", "A code counts as used when the filing is submitted, and as unused again when the filing is taken back, ended or lapses. When the server no longer qualifies, its codes expire.";
        Given: "拿到授权码的账号，在备案的“云资源”里选择“使用备案授权码”并填入。", "The other account chooses “Use a filing authorisation code” under “Cloud resource” of the filing and enters the code there.";
        SignIn: "登录后生成", "Sign in to make one";
        SignedOut: "登录已过期，还没有生成或作废授权码。请在新窗口登录，再回到这里提交；已填写的内容不会丢失。", "Your session has ended, and no code was made or cancelled. Sign in in a new window, then come back here and send it again; nothing you entered is lost.";
        SignInThere: "在新窗口登录", "Sign in in a new window";
        Make: "生成授权码", "Make a code";
        Server: "云服务器", "Cloud server";
        Choose: "请选择", "Choose";
        SitesLeft: "还可备案 {left} 个网站", "places left: {left}";
        NoServer: "账号内没有可以生成授权码的云服务器。轻量应用服务器、Serverless、云托管和负载均衡不能生成。", "No cloud server of the account can make a code. Lighthouse servers, Serverless, CloudBase Run and load balancers cannot.";
        Mobile: "对方账号的手机号", "Mobile number of the other account";
        MobileHint: "对方登录本站用的手机号。", "The number that they sign in with here.";
        ServerWrong: "请选择一台还有备案名额的云服务器", "Choose a cloud server that has places left";
        OwnMobile: "这是您自己的账号，请填写对方登录用的手机号", "This is your own account: enter the number that the other person signs in with";
        Mine: "已生成的授权码", "Codes you made";
        None: "还没有生成授权码。", "You have not made a code yet.";
        For: "给 {mobile}", "For {mobile}";
        On: "服务器 {server}", "Server {server}";
        Made: "{day} 生成", "Made on {day}";
        Unused: "未使用", "Unused";
        Used: "已使用：备案订单 {number}，{day} 起", "Used by filing {number} since {day}";
        Withdrawn: "{day} 已作废", "Cancelled on {day}";
        Expired: "已失效：服务器不再符合备案条件", "Expired: its server no longer qualifies";
        Withdraw: "作废", "Cancel";
        WithdrawOne: "作废授权码 {code}", "Cancel the code {code}";
        NotWithdrawn: "没有作废：这个授权码已被使用、已作废，或不是您生成的。当前状态见下。", "Not cancelled: the code is used, already cancelled, or not yours. Its state is below.";
        Resources: "账号内的云资源", "Cloud resources of your account";
        NoResources: "账号内没有云资源。", "The account has no cloud resource.";
        Conditions: "可用于备案的云服务", "What you can file with";
        Kind: "云服务", "Service";
        Condition: "条件", "Conditions";
        Sites: "可备案网站数", "Websites";
        Language: "English", "中文";
    }
}

impl Codes {
    /// What a kind of resource must be to carry a filing (TQ 备案准备, 备案云服务).
    pub const fn condition(kind: ResourceKind) -> Word {
        match kind {
            ResourceKind::Cvm => Condition::Cvm,
            ResourceKind::Lighthouse => Condition::Lighthouse,
            ResourceKind::Serverless => Condition::Serverless,
            ResourceKind::CloudBaseRun => Condition::CloudBaseRun,
            ResourceKind::LoadBalancer => Condition::LoadBalancer,
            ResourceKind::AuthorisationCode => Condition::Code,
        }
    }
}

messages! {
    /// What each kind of resource must be.
    pub struct Condition {
        Cvm: "中国大陆地区，有公网 IP，包年包月，累计购买 3 个月及以上（含续费），备案期间剩余有效期不少于 1 个月", "In mainland China, with a public IP address, paid by month or year for 3 months or more in all (renewals included), with 1 month or more left while it is filed";
        Lighthouse: "中国大陆地区，包年包月，累计购买 3 个月及以上（含续费），备案期间剩余有效期不少于 1 个月；不能生成授权码", "In mainland China, paid by month or year for 3 months or more in all (renewals included), with 1 month or more left while it is filed. Cannot make codes";
        Serverless: "已购买资源包，且在有效期内", "A package was bought and is still valid";
        CloudBaseRun: "已购买资源包，剩余有效期不少于 3 个月", "A package was bought and is valid for 3 months or more";
        LoadBalancer: "绑定云服务器，且该服务器符合上述云服务器的条件", "Bound to a cloud server that meets the conditions of one";
        Code: "由另一个账号符合条件的云服务器生成", "Made by another account, for a cloud server that meets the conditions";
    }
}
