//! The store on a real disk: killed at random moments, with no room left, read-only, and with things
//! under its names that are no files.

mod tools;

use std::collections::BTreeMap;
use std::fs;
use std::io::{Read, Write as _};
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

use registre::model::Lang;
use registre::store::error::{ErrorKind, StoreError};
use registre::store::fs::{FileKind, Fs, FsError, RealFs, RegPath};
use registre::store::hash::ContentHash;
use registre::store::transaction::{Committed, Write, commit, recover};
use registre::store::{atomic, lock::Lock};

type Files = BTreeMap<String, Vec<u8>>;

fn path(p: &str) -> RegPath {
    RegPath::new(p).unwrap()
}

fn write(p: &str, old: Option<&[u8]>, new: Option<&[u8]>) -> Write {
    Write { path: path(p), expected: old.map(ContentHash::of), new: new.map(<[u8]>::to_vec) }
}

/// Every file below a folder, hidden ones included.
fn files(root: &Path) -> Files {
    let mut found = Files::new();
    let mut folders = vec![(root.to_owned(), String::new())];
    while let Some((folder, prefix)) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
            let name = format!("{prefix}{}", entry.file_name().to_str().unwrap());
            if entry.file_type().unwrap().is_dir() {
                folders.push((entry.path(), format!("{name}/")));
            } else if entry.file_type().unwrap().is_file() {
                found.insert(name, fs::read(entry.path()).unwrap());
            }
        }
    }
    found
}

fn lay_out(root: &Path, files: &Files) {
    for (name, bytes) in files {
        let file = root.join(name);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, bytes).unwrap();
    }
}

// --- a scripted editing run, whose state after any number of steps is known ---

/// The register after `n` steps: saves, renames of a processor with twelve referrers, a record that
/// comes and goes.
fn after(n: usize) -> Files {
    let steps = |f: &dyn Fn(usize) -> bool| (0..n).filter(|k| f(*k)).count();
    let renames = steps(&|k| k % 4 == 1);
    let mut files = Files::new();
    for i in 0..12 {
        let edits = steps(&|k| k % 2 == 0 && (k / 2) % 12 == i);
        let text = format!(
            "name = \"Activité {i}\"\nnotes = \"\"\"\n{}\"\"\"\nprocessors = [\n    \"prestataire-{renames}\",\n]\n",
            format!("Version {edits}.\n").repeat(40)
        );
        files.insert(format!("activities/a{i}.toml"), text.into_bytes());
    }
    files.insert(format!("processors/prestataire-{renames}.toml"), b"name = \"Prestataire\"\n".to_vec());
    if steps(&|k| k % 4 == 3) % 2 == 1 {
        files.insert("purposes/passante.toml".into(), b"name = \"Passante\"\n".to_vec());
    }
    files
}

fn step(n: usize) -> Vec<Write> {
    let (before, after) = (after(n), after(n + 1));
    let names: std::collections::BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    names
        .into_iter()
        .filter(|name| before.get(*name) != after.get(*name))
        .map(|name| write(name, before.get(name).map(Vec::as_slice), after.get(name).map(Vec::as_slice)))
        .collect()
}

#[test]
fn killed_at_any_moment_nothing_is_torn_and_nothing_acknowledged_is_lost() {
    const CHILD: &str = "REGISTRE_TEST_KILLED_IN";
    if let Ok(child) = std::env::var(CHILD) {
        let (from, root) = child.split_once(':').unwrap();
        let fs = RealFs::new(root);
        for n in from.parse().unwrap().. {
            commit(&fs, step(n)).1.unwrap();
            std::io::stdout().write_all(format!("ack {}\n", n + 1).as_bytes()).unwrap();
            std::io::stdout().flush().unwrap();
        }
    }
    let kills: usize = std::env::var("REGISTRE_KILLS").ok().and_then(|s| s.parse().ok()).unwrap_or(300);
    let folder = tempfile::tempdir().unwrap();
    lay_out(folder.path(), &after(0));
    let (mut n, mut caught) = (0, 0);
    for round in 0..kills {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args([
                "--exact",
                "killed_at_any_moment_nothing_is_torn_and_nothing_acknowledged_is_lost",
                "--nocapture",
            ])
            .env(CHILD, format!("{n}:{}", folder.path().display()))
            .stdout(Stdio::piped())
            .stderr(Stdio::inherit())
            .spawn()
            .unwrap();
        // From before its first write to some way into its run; the primes keep clear of its rhythm.
        thread::sleep(Duration::from_micros((round * 7919 % 61_001) as u64));
        child.kill().unwrap();
        let mut said = String::new();
        child.stdout.take().unwrap().read_to_string(&mut said).unwrap();
        child.wait().unwrap();
        let acknowledged =
            said.lines().filter_map(|l| l.strip_prefix("ack ")?.parse().ok()).max().unwrap_or(n);

        let (last, next) = (after(acknowledged), after(acknowledged + 1));
        for (name, bytes) in files(folder.path()).iter().filter(|(name, _)| !name.contains(".registre-")) {
            let known = last.get(name) == Some(bytes) || next.get(name) == Some(bytes);
            assert!(known, "{name} is torn: {:?}", String::from_utf8_lossy(bytes));
        }
        let found = recover(&RealFs::new(folder.path()));
        assert!(found.blocked.is_none() && found.kept.is_empty() && !found.busy, "{found:?}");
        caught += usize::from(!found.finished.is_empty() || found.undone > 0);
        let now = files(folder.path());
        n = if now == last {
            acknowledged
        } else {
            assert!(now == next, "after kill {round}: neither step {acknowledged} nor the next");
            acknowledged + 1
        };
    }
    println!("{kills} kills over {n} steps; {caught} fell within a change");
    assert!(kills < 100 || (caught > 0 && n > 0), "no kill fell within a change: nothing was proved");
}

// --- no room ---

/// Runs this very test again in a shell that sets the stage first.
fn staged(test: &str, stage: &str, key: &str, value: &Path) -> std::process::Output {
    let exe = std::env::current_exe().unwrap();
    let script = format!("{stage}; exec \"$0\" --exact {test} --nocapture");
    Command::new("sh").arg("-c").arg(script).arg(exe).env(key, value).output().unwrap()
}

fn try_to_grow(root: &Path) -> Result<Committed, StoreError> {
    let fs = RealFs::new(root);
    let old = files(root);
    let big = vec![b'x'; 200 * 1024];
    commit(
        &fs,
        vec![
            write("activities/a.toml", old.get("activities/a.toml").map(Vec::as_slice), Some(&big)),
            write("activities/b.toml", old.get("activities/b.toml").map(Vec::as_slice), Some(b"small")),
            write("activities/c.toml", old.get("activities/c.toml").map(Vec::as_slice), None),
        ],
    )
    .1
}

fn small_register() -> Files {
    ["a", "b", "c"].map(|n| (format!("activities/{n}.toml"), format!("name = \"{n}\"\n").into_bytes())).into()
}

/// Nothing was written, the person is told which file and what to do, and nothing is left behind.
fn assert_refused(root: &Path, what: &str) {
    for _ in 0..20 {
        let before = files(root);
        let e = try_to_grow(root).unwrap_err();
        assert_eq!(e.kind(), ErrorKind::DiskFull, "{what}");
        assert!(e.message().get(Lang::Fr).contains("activities/a.toml"), "{what}");
        assert_eq!(files(root), before, "{what}");
    }
}

const LIMITED_IN: &str = "REGISTRE_TEST_LIMITED_IN";

#[test]
fn the_session_s_limit_on_file_size_is_met_without_loss() {
    if let Ok(root) = std::env::var(LIMITED_IN) {
        return assert_refused(Path::new(&root), "limit on file size");
    }
    a_limit_on_file_size_is_met_without_loss();
}

fn a_limit_on_file_size_is_met_without_loss() {
    let folder = tempfile::tempdir().unwrap();
    lay_out(folder.path(), &small_register());
    // The signal that goes with the limit is ignored, as a shell can ask; by default it would kill.
    let stage = "trap '' XFSZ; ulimit -f 64";
    let out =
        staged("the_session_s_limit_on_file_size_is_met_without_loss", stage, LIMITED_IN, folder.path());
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stdout));
    assert_eq!(files(folder.path()), small_register());
    try_to_grow(folder.path()).unwrap();
    assert_eq!(files(folder.path()).len(), 2);
}

/// A file system of our own, in memory.
struct Mounted(PathBuf);

impl Mounted {
    fn new(at: &Path, size: &str) -> Option<Mounted> {
        let options = format!("size={size}");
        let done =
            Command::new("mount").args(["-t", "tmpfs", "-o", &options, "tmpfs"]).arg(at).output().ok()?;
        done.status.success().then(|| Mounted(at.to_owned()))
    }

    fn remount(&self, how: &str) {
        // Named in full, or `mount` would repeat options that only the namespace outside understands.
        let options = format!("remount,{how}");
        let named = ["-t", "tmpfs", "-o", &options, "tmpfs"];
        let done = Command::new("mount").args(named).arg(&self.0).output().unwrap();
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    }
}

impl Drop for Mounted {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(&self.0).output();
    }
}

/// Runs `check` on a file system of our own: here, where this machine lets us mount one; else in a
/// namespace of ours, where anybody may. `false` where neither is allowed.
fn on_a_mounted_disk(test: &str, size: &str, check: fn(&Mounted)) -> bool {
    const INSIDE: &str = "REGISTRE_TEST_MOUNTS_IN";
    if let Ok(at) = std::env::var(INSIDE) {
        let disk = Mounted::new(Path::new(&at), size);
        println!("mounted: {}", disk.is_some());
        disk.iter().for_each(check);
        return true;
    }
    let folder = tempfile::tempdir().unwrap();
    // Set to try the ways of a machine that allows less.
    let without = std::env::var("REGISTRE_TEST_WITHOUT").unwrap_or_default();
    if !without.contains("mount")
        && let Some(disk) = Mounted::new(folder.path(), size)
    {
        check(&disk);
        return true;
    }
    let own = (!without.contains("namespace"))
        .then(|| {
            let ours = ["--user", "--map-root-user", "--mount", "--"];
            let test = ["--exact", test, "--nocapture"];
            let exe = std::env::current_exe().unwrap();
            Command::new("unshare").args(ours).arg(exe).args(test).env(INSIDE, folder.path()).output().ok()
        })
        .flatten();
    let said = own.as_ref().map(|o| [&o.stdout[..], &o.stderr].concat()).unwrap_or_default();
    let said = String::from_utf8_lossy(&said);
    let mounted = said.contains("mounted: true");
    assert!(!mounted || own.is_some_and(|o| o.status.success()), "{said}");
    mounted
}

#[test]
fn a_full_disk_is_met_without_loss_and_saving_works_once_there_is_room() {
    let name = "a_full_disk_is_met_without_loss_and_saving_works_once_there_is_room";
    let mounted = on_a_mounted_disk(name, "128k", |disk| {
        lay_out(&disk.0, &small_register());
        assert_refused(&disk.0, "full disk");
        disk.remount("size=2m");
        try_to_grow(&disk.0).unwrap();
        assert_eq!(files(&disk.0).len(), 2);
    });
    if !mounted {
        // The nearest thing that needs no right: a write that is cut short, then refused.
        a_limit_on_file_size_is_met_without_loss();
    }
}

#[test]
fn a_read_only_disk_is_read_and_refuses_to_be_written() {
    let name = "a_read_only_disk_is_read_and_refuses_to_be_written";
    let mounted = on_a_mounted_disk(name, "1m", |disk| {
        lay_out(&disk.0, &small_register());
        // An unfinished save waits there.
        fs::write(disk.0.join("activities/.registre-tmp-1-1"), "x").unwrap();
        disk.remount("ro");
        let found = recover(&RealFs::new(&disk.0));
        assert!(found.blocked.is_none() && found.undone == 0, "{found:?}");
        assert_eq!(try_to_grow(&disk.0).unwrap_err().kind(), ErrorKind::ReadOnlyFileSystem);
        let read = RealFs::new(&disk.0).read(&path("activities/a.toml"), 100).unwrap();
        assert_eq!(read, b"name = \"a\"\n");
        disk.remount("rw");
        assert_eq!(recover(&RealFs::new(&disk.0)).undone, 1);
        assert_eq!(files(&disk.0), small_register());
    });
    if !mounted {
        tools::absent("the right to mount a file system", "a read-only disk");
    }
}

// --- names under which no file stands ---

#[test]
fn what_is_no_file_is_refused_with_its_kind_and_never_followed() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("register");
    let outside = folder.path().join("secret.toml");
    fs::write(&outside, "secret").unwrap();
    fs::create_dir_all(root.join("activities/dossier.toml")).unwrap();
    fs::create_dir(folder.path().join("elsewhere")).unwrap();
    fs::write(folder.path().join("elsewhere/x.toml"), "elsewhere").unwrap();
    symlink(&outside, root.join("activities/lien.toml")).unwrap();
    symlink("/nowhere", root.join("activities/mort.toml")).unwrap();
    symlink(folder.path().join("elsewhere"), root.join("purposes")).unwrap();
    let _socket = std::os::unix::net::UnixListener::bind(root.join("activities/prise.toml")).unwrap();
    assert!(Command::new("mkfifo").arg(root.join("activities/tube.toml")).status().unwrap().success());
    let fs_ = RealFs::new(&root);
    for (name, kind) in [
        ("activities/dossier.toml", FileKind::Folder),
        ("activities/lien.toml", FileKind::Symlink),
        ("activities/mort.toml", FileKind::Symlink),
        ("activities/prise.toml", FileKind::Socket),
        ("activities/tube.toml", FileKind::Fifo),
        ("purposes/x.toml", FileKind::Symlink),
    ] {
        let refused = fs_.read(&path(name), 1 << 20);
        assert!(matches!(refused, Err(FsError::Kind(k)) if k == kind), "{name}: {refused:?}");
        let e = atomic::write(&fs_, &path(name), b"new").unwrap_err();
        assert_eq!(e.kind(), ErrorKind::NotAFile(kind), "{name}");
        assert!(e.message().get(Lang::En).contains("not a file"), "{name}");
    }
    assert_eq!(fs::read(&outside).unwrap(), b"secret");
    assert_eq!(fs::read(folder.path().join("elsewhere/x.toml")).unwrap(), b"elsewhere");
    let mut kinds: Vec<_> =
        fs_.list(&path("activities")).unwrap().into_iter().map(|e| (e.name, e.kind)).collect();
    kinds.sort_by(|a, b| a.0.cmp(&b.0));
    assert_eq!(
        kinds.iter().map(|(n, k)| (n.to_str().unwrap(), *k)).collect::<Vec<_>>(),
        [
            ("dossier.toml", FileKind::Folder),
            ("lien.toml", FileKind::Symlink),
            ("mort.toml", FileKind::Symlink),
            ("prise.toml", FileKind::Socket),
            ("tube.toml", FileKind::Fifo),
        ]
    );
}

#[test]
fn a_file_is_read_up_to_its_limit_and_not_a_byte_more() {
    let folder = tempfile::tempdir().unwrap();
    let fs_ = RealFs::new(folder.path());
    fs::write(folder.path().join("a.toml"), vec![b'x'; 100]).unwrap();
    assert_eq!(fs_.read(&path("a.toml"), 100).unwrap().len(), 100);
    assert!(matches!(fs_.read(&path("a.toml"), 99), Err(FsError::TooLarge(99))));
    // A sparse file of five gigabytes costs nothing to refuse.
    fs::File::create(folder.path().join("b.toml")).unwrap().set_len(5 << 30).unwrap();
    assert!(matches!(fs_.read(&path("b.toml"), 1 << 20), Err(FsError::TooLarge(_))));
}

#[test]
fn a_save_keeps_the_mode_and_leaves_nothing_beside_the_file() {
    let folder = tempfile::tempdir().unwrap();
    let fs_ = RealFs::new(folder.path());
    let file = folder.path().join("a.toml");
    for mode in [0o600, 0o640, 0o664, 0o755] {
        fs::write(&file, "old").unwrap();
        fs::set_permissions(&file, fs::Permissions::from_mode(mode)).unwrap();
        atomic::write(&fs_, &path("a.toml"), b"new").unwrap();
        assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o7777, mode);
        assert_eq!(files(folder.path()), [("a.toml".to_owned(), b"new".to_vec())].into());
    }
    fs::set_permissions(&file, fs::Permissions::from_mode(0o444)).unwrap();
    let e = atomic::write(&fs_, &path("a.toml"), b"newer").unwrap_err();
    assert_eq!(e.kind(), ErrorKind::WriteProtected);
    assert_eq!(fs::read(&file).unwrap(), b"new");
}

#[test]
fn a_register_that_is_gone_is_told_as_such() {
    let folder = tempfile::tempdir().unwrap();
    let gone = folder.path().join("gone");
    let fs_ = RealFs::new(&gone);
    assert!(recover(&fs_).messages().is_empty());
    let e = commit(&fs_, vec![write("register.toml", None, Some(b"x"))]).1.unwrap_err();
    assert_eq!(e.kind(), ErrorKind::FolderGone);
    assert!(!gone.exists(), "a register is not made by saving into nothing");
}

#[test]
fn two_programs_take_turns_and_lose_no_item() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("register.toml"), "").unwrap();
    let (writers, each) = (4, 25);
    thread::scope(|s| {
        for w in 0..writers {
            let root = folder.path();
            s.spawn(move || {
                let fs_ = RealFs::new(root);
                for i in 0..each {
                    // As every caller does: read, change, save; when refused, read again.
                    loop {
                        let old = fs_.read(&path("register.toml"), 1 << 20).unwrap();
                        let new = [old.as_slice(), format!("{w}-{i}\n").as_bytes()].concat();
                        match commit(&fs_, vec![write("register.toml", Some(&old), Some(&new))]).1 {
                            Ok(_) => break,
                            Err(e) => {
                                assert!(matches!(e.kind(), ErrorKind::Conflict | ErrorKind::Busy), "{e}");
                            }
                        }
                    }
                }
            });
        }
    });
    let lines = fs::read_to_string(folder.path().join("register.toml")).unwrap();
    assert_eq!(lines.lines().count(), writers * each);
}

#[test]
fn a_program_that_holds_the_register_is_waited_for_then_named() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join(".registre-tmp-1-1"), "x").unwrap();
    let held = Lock::take(fs::File::open(folder.path()).unwrap(), Duration::ZERO);
    let found = recover(&RealFs::new(folder.path()));
    assert!(found.busy && found.undone == 0);
    assert!(found.messages()[0].get(Lang::En).contains("Another registre"));
    drop(held);
    assert_eq!(recover(&RealFs::new(folder.path())).undone, 1);
}
