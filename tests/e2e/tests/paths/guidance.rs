//! The guide at the camera: hints that follow what is before it, pictures that take themselves, and a camera without it.

use beian_e2e::browser::{Browser, Device};
use beian_e2e::path;
use beian_e2e::server::Server;

/// Something of the guide's program was fetched.
const GUIDE_CAME: &str = "performance.getEntriesByType('resource').some(it => it.name.includes('/guide'))";

#[tokio::test(flavor = "multi_thread")]
async fn a_card_that_is_held_well_is_taken_by_itself_and_a_tilted_one_is_told() {
    let server = Server::start().await;
    let applicant = Browser::open("guided-applicant", Device::Desktop, "en").await;
    let phone = Browser::open("guided-phone", Device::Phone, "en").await;
    let link = path::link_without_basic_check(&applicant, &server).await;
    phone.set_video("card-tilted");
    phone.goto(&link).await;
    phone.find("[data-action='begin']").await;
    // What looks at frames is fetched for a camera, not before.
    phone.until("the page came without its guide", &format!("!{GUIDE_CAME}")).await;
    phone.agree().await;
    phone.find("[data-screen='portrait'] [data-hint='tilted']").await;
    phone.until("the guide came for the camera", GUIDE_CAME).await;
    phone.picture("tilted").await;
    // Nothing takes itself while it is not good; the person may all the same.
    phone.click_action("take").await;
    phone.set_video("card");
    phone.click_action("again").await;
    phone.find("[data-screen='portrait'] [data-action='use']").await;
    phone.set_video("card-emblem");
    phone.click_action("use").await;
    phone.find("[data-screen='emblem'] [data-action='use']").await;
    phone.set_video("face-cluttered");
    phone.click_action("use").await;
    phone.find("[data-screen='video'] [data-hint='things']").await;
    phone.picture("cluttered").await;
    phone.set_video("face");
    phone.reload().await;
    phone.find("[data-screen='video'] [data-hint='face_good']").await;
    phone.picture("white-wall").await;
    path::video(&phone).await;
    phone.click_action("use").await;
    phone.click_action("finish").await;
    phone.find("[data-screen='passed']").await;
    applicant.until_at("/organiser").await;
    // What was measured travelled with the pictures.
    let database = server.database().await;
    let measured: Vec<(String, Option<String>)> =
        sqlx::query_as("SELECT capture, measured FROM captures ORDER BY capture").fetch_all(&database).await.unwrap();
    let by = |capture: &str| {
        let (_, json) = measured.iter().find(|(one, _)| one == capture).expect("it was sent");
        let json: serde_json::Value = serde_json::from_str(json.as_deref().expect("measured")).expect("JSON");
        json["by"].as_str().unwrap_or_default().to_owned()
    };
    assert_eq!((by("portrait"), by("emblem"), by("video")), ("itself".into(), "itself".into(), "person".into()));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_guide_that_does_not_come_leaves_the_camera_to_the_person() {
    let server = Server::start().await;
    let applicant = Browser::open("unguided-applicant", Device::Desktop, "zh-CN").await;
    let phone = Browser::open("unguided-phone", Device::Phone, "zh-CN").await;
    let link = path::link_without_basic_check(&applicant, &server).await;
    phone.set_video("card");
    phone.block(&["*/guide*"]).await;
    phone.goto(&link).await;
    phone.agree().await;
    phone.find("[data-screen='portrait'] [data-action='take']:not([disabled])").await;
    // The camera's own words stay, and the picture waits for the person.
    assert!(!phone.has("[data-hint]").await);
    phone.click_action("take").await;
    phone.click_action("use").await;
    phone.find("[data-screen='emblem']").await;
    // The network is back: the next camera has its guide.
    phone.block(&[]).await;
    phone.reload().await;
    phone.find("[data-screen='emblem'] [data-hint='card_hold'], [data-screen='emblem'] [data-action='use']").await;
}
