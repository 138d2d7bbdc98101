//! A stand-in in a process of its own, and folders for it.

use std::{
    fs,
    io::{BufRead as _, BufReader},
    path::PathBuf,
    process::{Child, Command, Stdio},
};

use super::Server;

/// A stand-in in a process of its own. It is killed when the test lets go of it.
pub struct Process {
    pub server: Server,
    /// What it printed until it listened.
    pub output: Vec<String>,
    pub child: Child,
}

impl Process {
    pub fn start(arguments: &[&str]) -> Self {
        let mut child = command(arguments)
            .stdout(Stdio::piped())
            .spawn()
            .expect("the command starts");
        let stdout = child.stdout.take().expect("its output is piped");
        let mut output = Vec::new();
        let address = BufReader::new(stdout)
            .lines()
            .map(|line| line.expect("it prints text"))
            .inspect(|line| output.push(line.clone()))
            .find_map(|line| line.strip_prefix("listening on http://")?.parse().ok());
        let server = Server(address.expect("it listens"));
        Self {
            server,
            output,
            child,
        }
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

pub fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_apikeys-standin"));
    if !arguments.contains(&"--port") {
        command.args(["--port", "0"]);
    }
    command.args(arguments);
    command
}

/// A folder of the test's own.
pub struct Folder(pub PathBuf);

impl Folder {
    pub fn new(name: &str) -> Self {
        let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR"))
            .join(format!("{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).expect("a folder");
        Self(path)
    }

    pub fn path(&self, name: &str) -> String {
        self.0
            .join(name)
            .to_str()
            .expect("a path in UTF-8")
            .to_owned()
    }

    pub fn write(&self, name: &str, text: &str) {
        fs::write(self.0.join(name), text).expect("a file");
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}
