//! Which request gets what.

use std::{
    io,
    net::{SocketAddr, TcpListener, TcpStream},
    path::PathBuf,
    sync::Arc,
    thread,
};

use crate::{
    answer::{Answer, Step, play},
    api, fault,
    request::{self, Head},
    seen::{Record, Seen},
    site,
};

/// Which of the two ports.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    Own,
    /// Where redirects lead to.
    Elsewhere,
}

/// All that the connections share.
pub struct Server {
    site: PathBuf,
    elsewhere: SocketAddr,
    seen: Seen,
}

impl Server {
    pub fn new(site: PathBuf, elsewhere: SocketAddr) -> Self {
        Self {
            site,
            elsewhere,
            seen: Seen::default(),
        }
    }

    /// Answers all connections of a port, for ever.
    pub fn serve(self: &Arc<Self>, listener: &TcpListener, origin: Origin) {
        for stream in listener.incoming().flatten() {
            let server = self.clone();
            // A client that goes away is what half of the faults are for.
            thread::spawn(move || server.connection(stream, origin).ok());
        }
    }

    fn connection(&self, stream: TcpStream, origin: Origin) -> io::Result<()> {
        stream.set_nodelay(true)?;
        let (head, connection) = request::read(stream)?;
        play(&self.steps(&head, origin), connection)
    }

    fn steps(&self, head: &Head, origin: Origin) -> Vec<Step> {
        let mut parts = head.path.splitn(4, '/').skip(1);
        let part = [parts.next(), parts.next(), parts.next()].map(Option::unwrap_or_default);
        match (origin, part) {
            (Origin::Own, ["fault", key, rest]) => self.faulty(head, key, rest),
            (_, ["landed", key, rest]) => self.landed(head, origin, key, rest),
            (Origin::Elsewhere, _) => not_found(),
            (_, ["seen", key, _]) => self.seen(key, false),
            (_, ["heal", key, _]) => self.seen(key, true),
            _ => site::answer(&self.site, &head.path, &head.query).steps(),
        }
    }

    /// A request to an API that has a fault.
    fn faulty(&self, head: &Head, key: &str, rest: &str) -> Vec<Step> {
        let (plan, path) = rest.split_once('/').unwrap_or((rest, ""));
        let path = ["/", path].concat();
        let (good, is_faulty) = self.seen.at(key, |record| {
            record.count(Origin::Own, head, &path);
            // The server acts, whatever becomes of its answer.
            record.revoked |= head.method == "DELETE";
            let good = api::answer(&head.method, &path, record.revoked);
            (good, is_faulty(record, plan, &head.method))
        });
        let Some(good) = good else {
            return not_found();
        };
        if !is_faulty {
            return good.steps();
        }
        let landing = ["/landed/", key, &path].concat();
        fault::steps(name(plan), good, self.elsewhere, &landing).unwrap_or_else(not_found)
    }

    /// Tells what arrived so far, and may make all good from now on.
    fn seen(&self, key: &str, heal: bool) -> Vec<Step> {
        let arrived = self.seen.at(key, |record| {
            record.healed |= heal;
            record.tell()
        });
        Answer::json(200, &arrived).steps()
    }

    /// Where a redirect has led to. The answer is a good one, and one that every origin may read.
    fn landed(&self, head: &Head, origin: Origin, key: &str, rest: &str) -> Vec<Step> {
        let path = ["/", rest].concat();
        self.seen
            .at(key, |record| record.count(origin, head, &path));
        let good = api::answer(&head.method, &path, true);
        good.unwrap_or_else(|| Answer::new(204, None, ""))
            .with("Access-Control-Allow-Origin", "*")
            .with("Access-Control-Allow-Methods", "*")
            .with(
                "Access-Control-Allow-Headers",
                "authorization, content-type",
            )
            .steps()
    }
}

fn not_found() -> Vec<Step> {
    Answer::new(404, Some("text/plain"), "There is no such thing here.").steps()
}

const ONLY_GET: &str = "only-get-";

/// The fault of a plan: `[only-get-]<fault>[~<times>]`.
fn name(plan: &str) -> &str {
    let plan = plan.strip_prefix(ONLY_GET).unwrap_or(plan);
    plan.split_once('~').map_or(plan, |(name, _)| name)
}

/// Whether this request is one that has the fault. It counts as one, then.
fn is_faulty(record: &mut Record, plan: &str, method: &str) -> bool {
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
    use super::{is_faulty, name};
    use crate::seen::Record;

    #[test]
    fn a_plan_names_a_fault_a_method_and_how_often() {
        for plan in ["reset", "reset~2", "only-get-reset", "only-get-reset~2"] {
            assert_eq!(name(plan), "reset");
        }
        let mut record = Record::default();
        let mut faults = |plan, methods: [&str; 4]| {
            record = Record::default();
            methods.map(|method| is_faulty(&mut record, plan, method))
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
        assert!(!is_faulty(&mut healed, "reset", "GET"));
    }
}
