//! The routes of the API keys and their OpenAPI document. Every kind of response must match the document.
//! schemathesis tests the document with random requests.

use std::collections::BTreeSet;

use apikeys_standin::{
    Options,
    people::{ADA, ANALYTICAL_ENGINES, GRACE},
};
use boon::{Compiler, Schemas};
use serde_json::{Value, json};

use crate::support::{Answer, Standin};

/// The document, and the responses of it that a test saw.
struct Contract {
    document: Value,
    seen: BTreeSet<(String, u16)>,
}

/// The name of the document for the validator.
const DOCUMENT: &str = "https://standin.test/openapi.json";

impl Contract {
    fn of(standin: &Standin) -> Self {
        let answer = standin.server.get("/__clerk/openapi.json");
        assert_eq!(answer.header("content-type"), Some("application/json"));
        let servers = &answer.json()["servers"];
        assert_eq!(*servers, json!([{ "url": "/__clerk" }]));
        Self {
            document: answer.json(),
            seen: BTreeSet::new(),
        }
    }

    /// Checks a response against the schema of its operation and status.
    fn check(&mut self, operation: &str, answer: &Answer) {
        let (path, responses) = self.responses(operation);
        let status = answer.status.to_string();
        let mut at = format!("{path}/{status}");
        let mut response = responses
            .get(&status)
            .unwrap_or_else(|| panic!("{operation} has no response {status}: {answer:?}"));
        if let Some(reference) = response["$ref"].as_str() {
            at = reference.trim_start_matches('#').to_owned();
            response = self.document.pointer(&at).expect("a response");
        }
        let kind = answer.header("content-type").expect("a content type");
        assert!(response["content"].get(kind).is_some(), "{kind}");
        let kind = kind.replace('/', "~1");
        self.validate(&format!("{at}/content/{kind}/schema"), &answer.json());
        self.seen.insert((operation.to_owned(), answer.status));
    }

    fn validate(&self, pointer: &str, value: &Value) {
        let mut compiler = Compiler::new();
        compiler
            .add_resource(DOCUMENT, self.document.clone())
            .expect("a document");
        let mut schemas = Schemas::new();
        // Braces are not allowed in the fragment of a URL.
        let pointer = pointer.replace('{', "%7B").replace('}', "%7D");
        let schema = compiler
            .compile(&format!("{DOCUMENT}#{pointer}"), &mut schemas)
            .unwrap_or_else(|error| panic!("{pointer}: {error}"));
        if let Err(error) = schemas.validate(value, schema) {
            panic!("{value} does not match {pointer}: {error}");
        }
    }

    /// The responses of an operation, and where in the document they are.
    fn responses(&self, operation: &str) -> (String, &Value) {
        let Some((at, item)) = self
            .operations()
            .find(|(_, item)| item["operationId"] == operation)
        else {
            panic!("the document has no operation {operation}");
        };
        (format!("{at}/responses"), &item["responses"])
    }

    fn operations(&self) -> impl Iterator<Item = (String, &Value)> {
        let paths = self.document["paths"].as_object().expect("paths");
        paths.iter().flat_map(|(path, item)| {
            let at = path.replace('/', "~1");
            let methods = item.as_object().expect("methods").iter();
            methods
                .filter(|(method, _)| *method != "parameters")
                .map(move |(method, item)| (format!("/paths/{at}/{method}"), item))
        })
    }

    /// Every response of the document.
    fn all(&self) -> BTreeSet<(String, u16)> {
        self.operations()
            .flat_map(|(_, item)| {
                let id = item["operationId"].as_str().expect("an ID").to_owned();
                let statuses = item["responses"].as_object().expect("responses").keys();
                statuses.map(move |status| (id.clone(), status.parse().expect("a status")))
            })
            .collect()
    }
}

#[test]
fn each_response_of_the_document_is_given_and_matches_it() {
    let standin = &Standin::start(Options {
        quota: 2,
        organization_api_keys: false,
        ..Options::default()
    });
    let mut contract = Contract::of(standin);
    let token = standin.token(&ADA, Some(&ANALYTICAL_ENGINES));
    let call = |token: &str, method: &str, path: &str, body: &Value| {
        standin.server.keys(token, method, path, body)
    };

    let new = |name: &str| json!({ "name": name, "subject": ADA.id, "description": "d", "seconds_until_expiration": 0.5 });
    let made = call(&token, "POST", "", &new("first"));
    contract.check("createAPIKey", &made);
    let key = made.json()["id"].as_str().expect("an ID").to_owned();
    for body in [
        new("first"),
        new("second"),
        new("third"),
        new(""),
        json!({ "name": "one", "subject": GRACE.id }),
        json!({ "name": "one", "subject": ANALYTICAL_ENGINES.id }),
    ] {
        contract.check("createAPIKey", &call(&token, "POST", "", &body));
    }
    contract.check("createAPIKey", &call("forged", "POST", "", &new("one")));

    for (token, subject, more) in [
        (&token, ADA.id, ""),
        (&token, ADA.id, "&include_invalid=true&query=first&limit=1"),
        (&token, ADA.id, "&type=machine_key"),
        (&token, ADA.id, "&limit=101"),
        (&token, GRACE.id, ""),
        (&token, ANALYTICAL_ENGINES.id, ""),
        (&"forged".to_owned(), ADA.id, ""),
    ] {
        let path = format!("?subject={subject}{more}");
        contract.check("listAPIKeys", &call(token, "GET", &path, &Value::Null));
    }

    for (operation, method, suffix) in [
        ("updateAPIKey", "PATCH", ""),
        ("revokeAPIKey", "POST", "/revoke"),
    ] {
        let path = |id: &str| format!("/{id}{suffix}");
        let unknown = path(&format!("ak_{}", "0".repeat(32)));
        for (token, path) in [
            (token.as_str(), path(&key)),
            ("forged", path(&key)),
            (&token, path("nothing")),
            (&token, unknown),
        ] {
            contract.check(operation, &call(token, method, &path, &json!({})));
        }
    }

    let authorization = format!("Bearer {token}");
    for (operation, method, path) in [
        ("createAPIKey", "POST", "/__clerk/api_keys".to_owned()),
        ("updateAPIKey", "PATCH", format!("/__clerk/api_keys/{key}")),
        (
            "revokeAPIKey",
            "POST",
            format!("/__clerk/api_keys/{key}/revoke"),
        ),
    ] {
        let long = format!("\"{}\"", "x".repeat(70_000));
        for (kind, body) in [("text/plain", "{}"), ("application/json", &long)] {
            let headers = [
                ("Authorization", authorization.as_str()),
                ("Content-Type", kind),
            ];
            let answer = standin.server.request(method, &path, &headers, body);
            contract.check(operation, &answer);
        }
    }
    assert_eq!(contract.seen, contract.all());
}

#[test]
#[should_panic(expected = "does not match")]
fn a_key_with_an_unknown_member_does_not_match() {
    let standin = &Standin::default();
    let contract = Contract::of(standin);
    let token = standin.token(&ADA, None);
    let mut key = standin.server.create(&token, ADA.id, "a key");
    contract.validate("/components/schemas/CreatedAPIKey", &key);
    key["unknown"] = json!(1);
    contract.validate("/components/schemas/CreatedAPIKey", &key);
}
