//! The page of public holidays: every colleague reads it, an administrator changes it, and promises are counted by it.

use crate::harness::{Answer, Client, Server};
use axum::body::Body;
use beian_model::wire::Role;
use http::{Request, StatusCode};

const PAGE: &str = "/api/v1/staff/calendar?lang=en";

fn text(answer: &Answer) -> String {
    String::from_utf8(answer.body.to_vec()).unwrap()
}

async fn send(client: &mut Client, form: &str) -> Answer {
    let request = Request::post(PAGE)
        .header("content-type", "application/x-www-form-urlencoded")
        .header("accept", "text/html")
        .body(Body::from(form.to_owned()))
        .unwrap();
    client.send(request).await
}

async fn page(client: &mut Client) -> String {
    text(&client.get("/staff/calendar?lang=en").await.is(StatusCode::OK))
}

async fn become_admin(server: &Server) {
    let id = server.texts("SELECT id FROM staff").await.remove(0);
    server.app.store.set_role(&id, Role::Admin).await.unwrap();
}

#[tokio::test]
async fn an_administrator_enters_days_and_removes_them() {
    let server = Server::start().await;
    let mut colleague = server.reviewer().await;
    let first = page(&mut colleague).await;
    for known in ["data-day=\"2026-10-07\"", "data-day=\"2026-10-10\"", "data-missing=\"2027\"", "Only administrators"]
    {
        assert!(first.contains(known), "{known}: {first}");
    }
    assert!(!first.contains("<form"));
    // A reviewer cannot.
    let set = "action=set&day=2027-01-01&until=2027-01-03&works=no&name=%E5%85%83%E6%97%A6";
    assert_eq!(send(&mut colleague, set).await.status, StatusCode::NOT_FOUND);
    assert_eq!(page(&mut colleague).await, first);
    become_admin(&server).await;
    assert_eq!(send(&mut colleague, set).await.status, StatusCode::SEE_OTHER);
    let entered = page(&mut colleague).await;
    for day in ["2027-01-01", "2027-01-02", "2027-01-03"] {
        assert!(entered.contains(&format!("data-day=\"{day}\"")));
    }
    assert!(!entered.contains("data-missing") && entered.contains("元旦"));
    // A day that is entered again is what it was said to be last; one that is removed is what its weekday says.
    let works = "action=set&day=2027-01-03&until=&works=yes&name=%E5%85%83%E6%97%A6";
    assert_eq!(send(&mut colleague, works).await.status, StatusCode::SEE_OTHER);
    assert_eq!(send(&mut colleague, "action=remove&day=2027-01-01").await.status, StatusCode::SEE_OTHER);
    let days = server.app.store.working_days().await.unwrap();
    let works = ["2027-01-01", "2027-01-02", "2027-01-03"].map(|day| days.works(day.parse().unwrap()));
    assert_eq!(works, [true, false, true]);
    // Each is in the log, by its day.
    let noted = server.texts("SELECT details FROM audit WHERE action = 'calendar.changed' ORDER BY number").await;
    assert_eq!(noted.len(), 5);
    assert!(noted[4].contains("2027-01-01") && noted[4].contains("weekday"), "{noted:?}");
}

#[tokio::test]
async fn what_is_wrong_is_said_beside_what_was_entered() {
    let server = Server::start().await;
    become_admin(&server).await;
    let mut admin = server.reviewer().await;
    for (form, error) in [
        ("action=set&day=2027-02-30&name=x", "day-error"),
        ("action=set&day=2027-02-01&until=2027-01-01&name=x", "day-error"),
        ("action=set&day=2027-02-01&name=%20", "name-error"),
    ] {
        let said = text(&send(&mut admin, form).await.is(StatusCode::OK));
        assert!(said.contains(error) && said.contains("value=\"2027-02-"), "{form}: {said}");
    }
    assert_eq!(send(&mut admin, "action=paint").await.status, StatusCode::BAD_REQUEST);
    assert_eq!(send(&mut admin, "action=remove&day=x").await.status, StatusCode::BAD_REQUEST);
    // Who is signed out is led to the sign-in.
    let signed_out = page(&mut server.stranger()).await;
    assert!(signed_out.contains("/desk") && !signed_out.contains("data-day"));
}
