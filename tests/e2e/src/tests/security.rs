//! Nothing is sent by itself, and no foreign script runs.

use super::{Test, test};
use crate::harness::fixture::Fixture;
use serde_json::{Value, json};

pub const TESTS: &[Test] = &[
    test!(injected_scripts_do_not_run),
    test!(nothing_can_be_sent_to_another_origin),
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
        "scripts that ran although the page's policy forbids them"
    );
    // The app itself still works.
    user.type_into("Team Manager", "Still working");
    user.sees_saved();
}

fn nothing_can_be_sent_to_another_origin(fixture: &Fixture) {
    let user = fixture.user();
    user.open("#/discussion");
    let path = format!("/leak/{}/{}/", fixture.engine, fixture.delivery);
    let target = fixture.test_run.other_origin.origin() + &path;
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
    let arrived = fixture.test_run.other_origin.requests_under(&path);
    assert_eq!(
        arrived,
        Vec::<String>::new(),
        "requests that arrived at another origin"
    );
}
