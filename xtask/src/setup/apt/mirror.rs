//! The Debian mirrors of this machine.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result};

use crate::command;

const OS_RELEASE: &str = "/etc/os-release";
const KEYRING: &str = "/usr/share/keyrings/debian-archive-keyring.gpg";

/// The Debian mirrors among the machine's apt sources, the most likely first.
pub fn mirrors() -> Result<Vec<String>> {
    let os = std::fs::read_to_string(OS_RELEASE).with_context(|| OS_RELEASE.to_owned())?;
    let codename =
        codename(&os).with_context(|| format!("{OS_RELEASE} contains no VERSION_CODENAME"))?;
    let targets = command::stdout(Command::new("apt-get").args([
        "indextargets",
        // Works without downloaded lists.
        "--no-release-info",
        "--format",
        "$(RELEASE) $(COMPONENT) $(REPO_URI)",
        "Created-By: Packages",
    ]))?;
    Ok(mirrors_among(&targets, codename))
}

/// A line of a sources file.
pub fn source_line(mirror: &str, suite: &str) -> String {
    let signed = if Path::new(KEYRING).exists() {
        format!("[signed-by={KEYRING}] ")
    } else {
        String::new()
    };
    format!("deb {signed}{mirror} {suite} main\n")
}

fn codename(os_release: &str) -> Option<&str> {
    os_release
        .lines()
        .find_map(|line| line.strip_prefix("VERSION_CODENAME="))
        .map(|name| name.trim_matches('"'))
}

/// Other repositories may use Debian's suite names: mirrors that end with `/debian` come first.
fn mirrors_among(targets: &str, codename: &str) -> Vec<String> {
    let mut mirrors = Vec::new();
    for line in targets.lines() {
        let words: Vec<&str> = line.split_whitespace().collect();
        if let [release, "main", mirror] = words[..]
            && release == codename
            && !mirrors.iter().any(|known| known == mirror)
        {
            mirrors.push(mirror.to_owned());
        }
    }
    mirrors.sort_by_key(|mirror| !mirror.trim_end_matches('/').ends_with("/debian"));
    mirrors
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mirrors_have_the_release_of_this_machine() {
        let targets = "\
bookworm main http://packages.example/bookworm/prod/
bookworm main http://mirror.example/debian/
bookworm main http://mirror.example/debian/
bookworm contrib http://contrib.example/debian/
bookworm-updates main http://updates.example/debian/
bookworm-security main http://mirror.example/debian-security/
nodistro main https://node.example/
";
        assert_eq!(
            mirrors_among(targets, "bookworm"),
            [
                "http://mirror.example/debian/",
                "http://packages.example/bookworm/prod/"
            ]
        );
        assert!(mirrors_among("", "bookworm").is_empty());
    }

    #[test]
    fn the_release_is_read_with_or_without_quotes() {
        assert_eq!(
            codename("ID=debian\nVERSION_CODENAME=bookworm\n"),
            Some("bookworm")
        );
        assert_eq!(codename("VERSION_CODENAME=\"noble\""), Some("noble"));
        assert_eq!(codename("ID=arch"), None);
    }

    #[test]
    fn a_source_line_contains_mirror_and_suite() {
        let line = source_line("http://mirror.example/debian/", "sid");
        assert!(line.starts_with("deb "));
        assert!(line.ends_with("http://mirror.example/debian/ sid main\n"));
    }
}
