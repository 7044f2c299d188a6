//! When messages are sent: again after pauses, given up in time, once, whoever sends.

use crate::gateway::{Gateway, Says};
use crate::{NOW, Post, sms};
use beian_server::app::App;
use beian_server::config::Sms;
use beian_server::messages::delivering;

async fn over(gateway: &Gateway) -> Post {
    let settings = Sms { url: gateway.url.clone(), timeout: 1, ..Sms::default() };
    Post::with(|config| config.sms = Some(settings)).await
}

#[tokio::test]
async fn a_gateway_that_fails_hangs_and_answers_is_sent_it_once() {
    let gateway = Gateway::start([Says::This(500, String::new()), Says::Nothing]).await;
    let post = over(&gateway).await;
    post.post(sms("a")).await;
    for asked in 1..=3 {
        post.look().await;
        assert_eq!(gateway.asked().len(), asked);
        // Not before its time.
        post.look().await;
        assert_eq!(gateway.asked().len(), asked);
        post.app.clock.advance(60);
    }
    assert!(post.last().await.is_sent);
    let keys: Vec<String> = gateway.asked().iter().map(|one| one.header("idempotency-key").to_owned()).collect();
    assert_eq!(keys, ["beian-1", "beian-1", "beian-1"], "a gateway can tell that it is the same message");
}

#[tokio::test]
async fn a_code_that_nobody_can_use_any_more_is_not_sent() {
    let gateway = Gateway::start([Says::This(500, String::new())]).await;
    let post = over(&gateway).await;
    post.post(sms("a")).await;
    post.look().await;
    post.app.clock.advance(601);
    post.look().await;
    let last = post.last().await;
    assert!(last.is_given_up && !last.is_sent);
    assert_eq!((gateway.asked().len(), post.app.clock.now()), (1, NOW.plus(601)));
}

#[tokio::test]
async fn while_nothing_answers_one_message_at_a_time_is_tried_and_none_is_lost() {
    let gateway = Gateway::start((0..12).map(|_| Says::This(503, String::new()))).await;
    let post = over(&gateway).await;
    let mut message = sms("a");
    message.until = None;
    for _ in 0..12 {
        post.post(message.clone()).await;
    }
    post.look().await;
    assert_eq!(gateway.asked().len(), 12);
    post.app.clock.advance(60);
    post.look().await;
    assert_eq!(gateway.asked().len(), 13, "one message finds out whether it answers");
    post.look().await;
    assert_eq!(gateway.asked().len(), 24, "it does: the others follow");
    assert!(post.app.store.messages(12).await.unwrap().iter().all(|one| one.is_sent));
}

#[tokio::test]
async fn of_two_servers_that_look_at_once_one_sends() {
    let gateway = Gateway::start([]).await;
    let post = over(&gateway).await;
    let other = App::open(post.app.config.clone(), post.app.clock.clone()).await.unwrap();
    for _ in 0..20 {
        post.post(sms("a")).await;
    }
    let (one, two) = tokio::join!(delivering::look(&post.app), delivering::look(&other));
    one.unwrap();
    two.unwrap();
    assert_eq!(gateway.asked().len(), 20);
}
