//! E-mail by a real mail server.

use crate::mail::{Mail, PASSWORD, USER};
use crate::{ADDRESS, Post, email};
use beian_server::config::{Covered, Email, SmtpTls};
use std::net::TcpListener;

const TEXT: &str = "【网站备案】“深圳示例一科技有限公司”的备案订单 BA1 需要修改。1. 通信地址：门牌号不全\n请登录 https://beian.example.com 修改。";

fn by(mail: &Mail, tls: SmtpTls) -> Email {
    Email {
        host: "localhost".to_owned(),
        port: mail.port,
        tls,
        ca_file: Some(mail.certificate()),
        user: Some(USER.to_owned()),
        password: Some(Covered(PASSWORD.to_owned())),
        from: "网站备案 <no-reply@example.com>".to_owned(),
        reply_to: Some("help@example.com".to_owned()),
        timeout: 5,
        ..Email::default()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_letter_arrives_once_sealed_from_the_first_byte() {
    let mut mail = Mail::start("implicit");
    let post = Post::with(|config| config.email = Some(by(&mail, SmtpTls::Implicit))).await;
    post.post(email(ADDRESS, TEXT)).await;
    post.look().await;
    post.look().await;
    let taken = mail.next();
    assert_eq!(
        (&taken["from"], &taken["to"][0], &taken["sealed"]),
        (&"no-reply@example.com".into(), &ADDRESS.into(), &true.into())
    );
    let letter = taken["letter"].as_str().unwrap();
    for part in ["Message-ID: <beian-1@example.com>", "Reply-To: help@example.com", "text/plain", "text/html"] {
        assert!(letter.contains(part), "{part} is not in {letter}");
    }
    let last = post.last().await;
    assert_eq!((last.is_sent, last.said.as_str()), (true, ""));
    assert_eq!(mail.end(), Vec::<serde_json::Value>::new(), "it was sent twice");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_letter_goes_over_starttls_and_never_in_the_clear() {
    let mut mail = Mail::start("starttls");
    let post = Post::with(|config| config.email = Some(by(&mail, SmtpTls::Starttls))).await;
    post.post(email(ADDRESS, TEXT)).await;
    post.look().await;
    assert_eq!(mail.next()["sealed"], true);
    // A server that offers none is sent nothing.
    let clear = Mail::start("plain");
    let post = Post::with(|config| config.email = Some(by(&clear, SmtpTls::Starttls))).await;
    post.post(email(ADDRESS, TEXT)).await;
    post.look().await;
    let last = post.last().await;
    assert!(!last.is_sent && !last.is_given_up && !last.said.is_empty());
    assert!(clear.end().is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_certificate_of_somebody_else_is_not_believed() {
    let (mail, other) = (Mail::start("implicit"), Mail::start("implicit"));
    let settings = Email { ca_file: Some(other.certificate()), ..by(&mail, SmtpTls::Implicit) };
    let post = Post::with(|config| config.email = Some(settings)).await;
    post.post(email(ADDRESS, TEXT)).await;
    post.look().await;
    assert!(!post.last().await.is_sent);
    assert!(mail.end().is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn who_cannot_be_reached_is_given_up_and_stops_nobody() {
    let mut mail = Mail::start("implicit");
    let post = Post::with(|config| config.email = Some(by(&mail, SmtpTls::Implicit))).await;
    post.post(email("nobody@example.com", TEXT)).await;
    post.look().await;
    let last = post.last().await;
    assert!(last.is_given_up && last.said.contains("no such mailbox"), "{}", last.said);
    assert!(!last.said.contains("nobody@example.com"), "whom it was for stands in no log");
    // A full mailbox may be emptied.
    post.post(email("full@example.com", TEXT)).await;
    post.post(email(ADDRESS, TEXT)).await;
    post.look().await;
    let [to_person, full] = post.app.store.messages(2).await.unwrap().try_into().unwrap();
    assert!(to_person.is_sent && !full.is_sent && !full.is_given_up);
    assert_eq!(mail.next()["to"][0], ADDRESS);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_password_is_mended_in_its_file_and_nothing_is_lost() {
    let mut mail = Mail::start("implicit");
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("password");
    std::fs::write(&file, "wrong\n").unwrap();
    let settings = Email { password: None, password_file: Some(file.clone()), ..by(&mail, SmtpTls::Implicit) };
    let post = Post::with(|config| config.email = Some(settings)).await;
    post.post(email(ADDRESS, TEXT)).await;
    post.look().await;
    let last = post.last().await;
    assert!(!last.is_given_up && last.said.contains("wrong password"), "{}", last.said);
    std::fs::write(&file, format!("{PASSWORD}\n")).unwrap();
    post.look().await;
    assert!(!post.last().await.is_sent, "it rests before it is tried again");
    post.app.clock.advance(15);
    post.look().await;
    assert!(post.last().await.is_sent);
    assert_eq!(mail.next()["to"][0], ADDRESS);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_says_nothing_is_waited_for_as_long_as_the_settings_say() {
    // It takes the connection, and no more.
    let silent = TcpListener::bind("127.0.0.1:0").unwrap();
    let mail = Mail::start("implicit");
    let settings = Email { port: silent.local_addr().unwrap().port(), timeout: 1, ..by(&mail, SmtpTls::Implicit) };
    let post = Post::with(|config| config.email = Some(settings)).await;
    post.post(email(ADDRESS, TEXT)).await;
    post.look().await;
    let last = post.last().await;
    assert!(!last.is_sent && !last.is_given_up && !last.said.is_empty());
}
