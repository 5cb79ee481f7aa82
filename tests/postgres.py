"""A PostgreSQL that lives as long as a command: `python -m tests.postgres [--durable] -- COMMAND...`.

It stands in a temporary folder, listens on a socket in that folder alone, and is owned by an ordinary user. The command
runs with SHAREWELL_DATABASE set: the role in it owns the database and may make others. SHAREWELL_TEST_SERVING_ROLE
names a role that owns nothing, as the product is served in production. `--check` only says whether there is one to
start. Without --durable it does not wait for the disk.
"""

import contextlib
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg

OLDEST = 15
NEEDED = ("initdb", "postgres", "pg_isready")
OWNER, SERVING = "sharewell_owner", "sharewell_serving"
SETTINGS = {
    "listen_addresses": "",
    # A hundred threads of one test and a hundred of another beside it, each with its own connection.
    "max_connections": "400",
    "shared_buffers": "64MB",
    "logging_collector": "off",
    "log_min_messages": "panic",
}
CARELESS = {"fsync": "off", "full_page_writes": "off", "synchronous_commit": "off"}


def binaries() -> Path | None:
    """The folder with initdb and postgres, of the newest version there is; None when there is none new enough."""
    folders = [Path(folder) for folder in os.environ.get("PATH", "").split(os.pathsep) if folder]
    folders += sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=_number, reverse=True)
    folders += [*sorted(Path("/opt/homebrew/opt").glob("postgresql@*/bin")), Path("/usr/local/pgsql/bin")]
    for folder in folders:
        if all((folder / name).exists() for name in NEEDED) and _version(folder) >= OLDEST:
            return folder
    return None


def _number(folder: Path) -> int:
    return int(folder.parent.name) if folder.parent.name.isdigit() else 0


def _version(folder: Path) -> int:
    said = subprocess.run([folder / "postgres", "--version"], capture_output=True, text=True, check=False).stdout
    digits = "".join(each if each.isdigit() else " " for each in said).split()
    return int(digits[0]) if digits else 0


def _ordinary_user() -> dict[str, object]:
    """PostgreSQL refuses to be run by root: how subprocess runs it as somebody else then."""
    if os.geteuid() != 0:
        return {}
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            found = pwd.getpwnam(name)
            return {"user": found.pw_uid, "group": found.pw_gid, "extra_groups": []}
    raise RuntimeError("There is no ordinary user (postgres or nobody) to run PostgreSQL as.")


@contextlib.contextmanager
def server(*, durable: bool = False) -> Iterator[dict[str, str]]:
    """A throwaway PostgreSQL; gives the names and values that the surroundings of a command need to use it."""
    found = binaries()
    if found is None:
        raise RuntimeError(f"There is no PostgreSQL {OLDEST} or newer here: install the package postgresql.")
    who = _ordinary_user()
    folder = Path(tempfile.mkdtemp(prefix="sharewell-pg-", dir="/tmp"))  # a socket's path must be short
    try:
        if who:
            os.chown(folder, who["user"], who["group"])
        _run([found / "initdb", "-D", folder / "data", "-U", "superuser", "-A", "trust", "-E", "UTF8",
              "--locale=C.UTF-8", "--no-sync"], who)  # fmt: skip
        with _serving(found, folder, who, SETTINGS | ({} if durable else CARELESS)):
            _make_roles(folder)
            yield {
                "SHAREWELL_DATABASE": f"postgresql://{OWNER}@/sharewell?host={folder}",
                "SHAREWELL_TEST_SERVING_ROLE": SERVING,
            }
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextlib.contextmanager
def _serving(found: Path, folder: Path, who: dict[str, object], settings: dict[str, str]) -> Iterator[None]:
    options = [each for name, value in settings.items() for each in ("-c", f"{name}={value}")]
    command = [str(found / "postgres"), "-D", str(folder / "data"), "-k", str(folder), *options]
    # A session of its own, so that Ctrl-C reaches the command first and the server is stopped after it.
    process = subprocess.Popen(command, cwd=folder, start_new_session=True, **who)
    try:
        _wait_for(folder, process)
        yield
    finally:
        process.send_signal(signal.SIGINT)  # a fast shutdown
        try:
            process.wait(30)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait_for(folder: Path, process: subprocess.Popen[bytes]) -> None:
    for _ in range(600):
        with contextlib.suppress(psycopg.OperationalError), psycopg.connect(**_as_superuser(folder)):
            return
        if process.poll() is not None:
            break
        time.sleep(0.05)
    raise RuntimeError("PostgreSQL did not start; what it said stands above.")


def _make_roles(folder: Path) -> None:
    with psycopg.connect(**_as_superuser(folder), autocommit=True) as connection:
        connection.execute(f"CREATE ROLE {OWNER} LOGIN CREATEDB")
        connection.execute(f"CREATE ROLE {SERVING} LOGIN")
        # Two that own nothing themselves, and must not serve all the same.
        connection.execute(f"CREATE ROLE sharewell_heir LOGIN IN ROLE {OWNER}")
        connection.execute("CREATE ROLE sharewell_maker LOGIN CREATEROLE")
        connection.execute(f"CREATE DATABASE sharewell OWNER {OWNER}")


def _as_superuser(folder: Path) -> dict[str, str]:
    return {"host": str(folder), "user": "superuser", "dbname": "postgres"}


def _run(command: list[object], who: dict[str, object]) -> None:
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, cwd="/", check=False, **who)
    if done.returncode:
        raise RuntimeError(f"{command[0]} failed:\n{done.stdout}{done.stderr}")


def main(arguments: list[str]) -> int:
    if arguments == ["--check"]:
        found = binaries()
        print(found or f"There is no PostgreSQL {OLDEST} or newer here: install the package postgresql.")
        return 0 if found else 1
    middle = arguments.index("--")
    before, command = arguments[:middle], arguments[middle + 1 :]
    if not command or set(before) - {"--durable"}:
        print(__doc__)
        return 2
    # Asked to end, the command is ended first, then the server.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    with server(durable="--durable" in before) as surroundings:
        child = subprocess.Popen(command, env=os.environ | surroundings)
        try:
            return child.wait()
        finally:
            if child.poll() is None:
                child.terminate()
                child.wait()


if __name__ == "__main__":
    if "--" not in sys.argv and sys.argv[1:] != ["--check"]:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1:]))
