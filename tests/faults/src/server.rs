//! Routes each request to its response.

use std::{
    io,
    net::{SocketAddr, TcpListener, TcpStream},
    path::PathBuf,
    sync::Arc,
    thread,
};

use crate::{
    api, fault,
    records::{Record, Records},
    request::{self, RequestHead},
    response::{Response, Step, run},
    site,
};

/// One of the two ports.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    Own,
    /// The port that redirects lead to.
    Other,
}

/// The state that all connections share.
pub struct Server {
    site: PathBuf,
    other_origin: SocketAddr,
    records: Records,
}

impl Server {
    pub fn new(site: PathBuf, other_origin: SocketAddr) -> Self {
        Self {
            site,
            other_origin,
            records: Records::default(),
        }
    }

    /// Handles all connections of a port, forever.
    pub fn serve(self: &Arc<Self>, listener: &TcpListener, origin: Origin) {
        for stream in listener.incoming().flatten() {
            let server = self.clone();
            // An error is expected: many faults make the client disconnect.
            thread::spawn(move || server.handle(stream, origin).ok());
        }
    }

    fn handle(&self, stream: TcpStream, origin: Origin) -> io::Result<()> {
        stream.set_nodelay(true)?;
        let (head, connection) = request::read(stream)?;
        run(&self.steps(&head, origin), connection)
    }

    fn steps(&self, head: &RequestHead, origin: Origin) -> Vec<Step> {
        let mut parts = head.path.splitn(4, '/').skip(1);
        let part = [parts.next(), parts.next(), parts.next()].map(Option::unwrap_or_default);
        match (origin, part) {
            (Origin::Own, ["fault", record, rest]) => self.faulty_response(head, record, rest),
            (_, ["redirected", record, rest]) => self.redirected(head, origin, record, rest),
            (Origin::Other, _) => not_found(),
            (_, ["requests", record, _]) => self.requests(record, false),
            (_, ["heal", record, _]) => self.requests(record, true),
            _ => site::response(&self.site, &head.path, &head.query).steps(),
        }
    }

    /// Responds to an API request, with the fault of the plan.
    fn faulty_response(&self, head: &RequestHead, record_id: &str, rest: &str) -> Vec<Step> {
        let (plan, path) = rest.split_once('/').unwrap_or((rest, ""));
        let path = ["/", path].concat();
        let (valid, has_fault) = self.records.with(record_id, |record| {
            record.count(Origin::Own, head, &path);
            // The server acts even if the response is faulty.
            record.revoked |= head.method == "DELETE";
            let valid = api::response(&head.method, &path, record.revoked);
            (valid, has_fault(record, plan, &head.method))
        });
        let Some(valid) = valid else {
            return not_found();
        };
        if !has_fault {
            return valid.steps();
        }
        let target = ["/redirected/", record_id, &path].concat();
        fault::steps(fault_name(plan), valid, self.other_origin, &target).unwrap_or_else(not_found)
    }

    /// Returns the requests so far. With `heal`, also turns the fault off.
    fn requests(&self, record_id: &str, heal: bool) -> Vec<Step> {
        let requests = self.records.with(record_id, |record| {
            record.healed |= heal;
            record.to_json()
        });
        Response::json(200, &requests).steps()
    }

    /// The target of redirects. The response is valid, and every origin may read it.
    fn redirected(
        &self,
        head: &RequestHead,
        origin: Origin,
        record_id: &str,
        rest: &str,
    ) -> Vec<Step> {
        let path = ["/", rest].concat();
        self.records
            .with(record_id, |record| record.count(origin, head, &path));
        let valid = api::response(&head.method, &path, true);
        valid
            .unwrap_or_else(|| Response::new(204, None, ""))
            .with_header("Access-Control-Allow-Origin", "*")
            .with_header("Access-Control-Allow-Methods", "*")
            .with_header(
                "Access-Control-Allow-Headers",
                "authorization, content-type",
            )
            .steps()
    }
}

fn not_found() -> Vec<Step> {
    Response::new(404, Some("text/plain"), "not found").steps()
}

const ONLY_GET: &str = "only-get-";

/// The name of the fault in a plan. A plan is `[only-get-]<fault>[~<times>]`.
fn fault_name(plan: &str) -> &str {
    let plan = plan.strip_prefix(ONLY_GET).unwrap_or(plan);
    plan.split_once('~').map_or(plan, |(fault, _)| fault)
}

/// Whether this request has the fault. If so, counts it.
fn has_fault(record: &mut Record, plan: &str, method: &str) -> bool {
    let times = plan
        .split_once('~')
        .and_then(|(_, times)| times.parse().ok());
    let faulty = !record.healed
        && (method == "GET" || !plan.starts_with(ONLY_GET))
        && times.is_none_or(|times| record.faults < times);
    record.faults += u32::from(faulty);
    faulty
}

#[cfg(test)]
mod tests {
    use super::{fault_name, has_fault};
    use crate::records::Record;

    #[test]
    fn a_plan_has_a_fault_a_method_and_a_count() {
        for plan in ["reset", "reset~2", "only-get-reset", "only-get-reset~2"] {
            assert_eq!(fault_name(plan), "reset");
        }
        let mut record = Record::default();
        let mut faults = |plan, methods: [&str; 4]| {
            record = Record::default();
            methods.map(|method| has_fault(&mut record, plan, method))
        };
        let methods = ["DELETE", "GET", "GET", "GET"];
        assert_eq!(faults("reset", methods), [true; 4]);
        assert_eq!(faults("reset~2", methods), [true, true, false, false]);
        assert_eq!(
            faults("only-get-reset~1", methods),
            [false, true, false, false]
        );
        let mut healed = Record::default();
        healed.healed = true;
        assert!(!has_fault(&mut healed, "reset", "GET"));
    }
}
