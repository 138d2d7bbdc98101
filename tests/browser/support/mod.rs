//! A web page for one test, and what becomes of the calls that it makes.

pub mod samples;
pub mod wire;

use apikeys_wasm::{APIKeys, ProjectAPIKeys};
use js_sys::{JSON, Reflect};
use serde_json::{Value, json};
use tsify::Ts;
use wasm_bindgen::prelude::*;

/// Milliseconds after which a promise counts as one that never settles.
const PATIENCE: f64 = 20_000.0;

// One file, though it has several things in it: where a page asks wasm-bindgen's test server for more
// than four files at once (the module brings three), now and then one is never answered.
#[wasm_bindgen(module = "/tests/browser/support/host_page.js")]
extern "C" {
    /// The page: see there.
    #[wasm_bindgen(js_name = HostPage)]
    type JsHostPage;

    #[wasm_bindgen(constructor, js_class = HostPage)]
    fn new(class: &JsValue, options: &str) -> JsHostPage;

    #[wasm_bindgen(method, catch)]
    fn evaluate(this: &JsHostPage, source: &str) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(method)]
    fn answer(this: &JsHostPage, status: u16, headers: &JsValue, body: Option<&str>);

    #[wasm_bindgen(method)]
    fn next(this: &JsHostPage, answer: &JsValue);

    #[wasm_bindgen(method)]
    async fn sent(this: &JsHostPage) -> JsValue;

    #[wasm_bindgen(js_name = outcome)]
    async fn outcome_of(promise: &JsValue, patience: f64) -> JsValue;

    fn describe(error: &JsValue) -> JsValue;

    /// The exports of a second instance of this test module.
    pub async fn instance() -> JsValue;
}

/// A web page with an object of either class, `keys`, and a `fetch` that follows a script.
pub struct HostPage(JsHostPage);

/// What became of a promise.
pub struct Outcome {
    /// The JavaScript that gave it.
    source: String,
    state: String,
    value: JsValue,
}

impl HostPage {
    /// A signed-in user on <https://clerk.example.com>, and nothing is tried twice.
    pub fn new() -> Self {
        Self::with("{}")
    }

    /// The same with these options on top: a JavaScript object.
    pub fn with(options: &str) -> Self {
        Self(JsHostPage::new(
            &class_of(APIKeys::new(no_options()).into()),
            options,
        ))
    }

    /// The same with `keys` of a project, p_1, on <https://api.example.com/api/v1>.
    pub fn of_project(options: &str) -> Self {
        Self(JsHostPage::new(
            &class_of(ProjectAPIKeys::new(no_options()).into()),
            options,
        ))
    }

    /// A page whose session token says that the user is user_1.
    pub async fn of_user() -> Self {
        Self::new().signed_in().await
    }

    /// Gives the page a session token that says that the user is user_1.
    pub async fn signed_in(self) -> Self {
        self.run("page.token = page.jwt({ sub: 'user_1' })")
            .await
            .json();
        self
    }

    /// A page whose `keys` are of a class of another instance of this module, known as `page.instance`.
    pub fn in_instance(instance: &JsValue, name: &str) -> Self {
        let class = Reflect::get(instance, &name.into()).unwrap();
        let page = JsHostPage::new(&class, "{}");
        Reflect::set(&page, &"instance".into(), instance).unwrap();
        Self(page)
    }

    /// Queues a JSON answer.
    pub fn answers(&self, status: u16, body: &Value) {
        self.answers_text(status, &json!({}), &body.to_string());
    }

    /// Queues a JSON answer with headers.
    pub fn answers_with(&self, status: u16, headers: &Value, body: &Value) {
        self.answers_text(status, headers, &body.to_string());
    }

    /// Queues a list page with the server's clock.
    pub fn lists(&self, keys: &[Value]) {
        self.answers_with(200, &wire::date(), &wire::list(keys));
    }

    /// Queues a response that is lost.
    pub fn loses(&self) {
        self.fetches("() => Promise.reject('reset')");
    }

    /// Queues an answer whose body is any text; an empty one is no body.
    pub fn answers_text(&self, status: u16, headers: &Value, body: &str) {
        let body = Some(body).filter(|body| !body.is_empty());
        self.0.answer(status, &to_js(headers), body);
    }

    /// Queues a function that is called as `fetch` is.
    pub fn fetches(&self, function: &str) {
        self.0.next(&self.0.evaluate(function).unwrap());
    }

    /// Evaluates JavaScript in which `keys`, their class and `page` are known, and waits for the promise that it gives.
    pub async fn run(&self, source: &str) -> Outcome {
        let promise = self.0.evaluate(source);
        let promise = promise.unwrap_or_else(|thrown| panic!("{source} threw {thrown:?}"));
        outcome(source, &promise, PATIENCE).await
    }

    /// How the browser words what it throws here itself, as a `cause` has it: each engine has its own way.
    pub async fn own_words(&self, failing: &str) -> Value {
        let caught = format!(
            "(async () => {failing})().catch(error => `${{error.name}}: ${{error.message}}`)"
        );
        let words = self.run(&caught).await.json();
        assert!(text(&words).contains("Error: "), "{failing}: {words}");
        words
    }

    /// The error of a call of which nothing was sent.
    pub async fn unsent(&self, source: &str) -> Value {
        let error = self.run(source).await.error();
        assert_eq!(self.sent().await.len(), 0, "{source}");
        error
    }

    /// Every request so far. Fails where the script was not followed, or a token shows.
    pub async fn sent(&self) -> Vec<Value> {
        let sent = from_js(&self.0.sent().await);
        assert_eq!(sent["faults"], json!([]), "{sent:#}");
        sent["requests"].as_array().unwrap().clone()
    }

    /// Method and URL of every request so far.
    pub async fn sent_lines(&self) -> Vec<String> {
        let line =
            |request: &Value| format!("{} {}", text(&request["method"]), text(&request["url"]));
        self.sent().await.iter().map(line).collect()
    }

    /// Every request so far, in a few words.
    pub async fn sent_words(&self) -> Vec<String> {
        let words = |request: &Value| {
            let method = text(&request["method"]);
            let url = text(&request["url"]).split('?').next().unwrap();
            let segment = |from_end| url.split('/').rev().nth(from_end).unwrap();
            match method {
                "GET" => "list".into(),
                "DELETE" => format!("revoke {}", segment(0)),
                _ if url.ends_with("/revoke") => format!("revoke {}", segment(1)),
                _ => {
                    let body: Value = serde_json::from_str(text(&request["body"])).unwrap();
                    format!("create {}", text(&body["name"]))
                }
            }
        };
        self.sent().await.iter().map(words).collect()
    }
}

/// What becomes of a promise within a time.
pub async fn outcome(source: &str, promise: &JsValue, patience: f64) -> Outcome {
    let outcome = outcome_of(promise, patience).await;
    let member = |name: &str| Reflect::get(&outcome, &name.into()).unwrap();
    Outcome {
        source: source.to_owned(),
        state: member("state").as_string().unwrap(),
        value: member("value"),
    }
}

impl Outcome {
    /// The value, as JSON.
    pub fn json(self) -> Value {
        self.expect("resolved");
        from_js(&self.value)
    }

    /// All that a program can read of the error, as JSON. Fails where it is not as every error must be.
    pub fn error(self) -> Value {
        self.described()["error"].clone()
    }

    /// The same; of a create, what became of its answer. Fails where that is not told as it must be:
    /// a create's outcome is unknown unless it was refused.
    pub fn why(self) -> Value {
        let is_create = self.source.contains("keys.create");
        let described = self.described();
        let refused = described["why"]["status"]
            .as_u64()
            .is_some_and(|status| status < 500);
        let is_unknown = described["error"]["code"] == "create_outcome_unknown";
        assert_eq!(is_unknown, is_create && !refused, "{described:#}");
        described["why"].clone()
    }

    fn described(self) -> Value {
        self.expect("rejected");
        let described = from_js(&describe(&self.value));
        assert_eq!(
            described["faults"],
            json!([]),
            "{}: {described:#}",
            self.source
        );
        described
    }

    /// `resolved`, `rejected` or `pending`.
    pub fn state(self) -> String {
        self.state
    }

    fn expect(&self, state: &str) {
        let Self {
            source,
            state: found,
            value,
        } = &self;
        assert_eq!(found, state, "{source}: {value:?}");
    }
}

/// The class of an object, as JavaScript has it.
#[expect(clippy::needless_pass_by_value, reason = "the object is freed")]
fn class_of(object: JsValue) -> JsValue {
    Reflect::get(&object, &"constructor".into()).unwrap()
}

/// What a constructor takes without complaint: the first call checks it.
fn no_options<T: tsify::Tsify>() -> Ts<T> {
    Ts::new_unchecked(JsValue::UNDEFINED)
}

/// An error's code, and the param or option that it names.
#[track_caller]
pub fn assert_names(error: &Value, code: &str, param: &str, what: &str) {
    assert_eq!(
        (&error["code"], &error["param"]),
        (&json!(code), &json!(param)),
        "{what}"
    );
}

/// A string of a JSON value.
pub fn text(value: &Value) -> &str {
    value
        .as_str()
        .unwrap_or_else(|| panic!("{value} is no string"))
}

fn to_js(value: &Value) -> JsValue {
    JSON::parse(&value.to_string()).unwrap()
}

/// What JSON leaves out is `null`.
fn from_js(value: &JsValue) -> Value {
    let text = JSON::stringify(value).unwrap().as_string();
    text.map_or(Value::Null, |text| serde_json::from_str(&text).unwrap())
}
