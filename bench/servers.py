"""Starts the servers that are compared, all alike, and reads what their processes took from /proc."""

import os
import secrets
import signal
import socket
import subprocess
import sys
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from http.client import HTTPConnection, HTTPException, HTTPMessage
from pathlib import Path

BENCH = Path(__file__).resolve().parent
ROOT = BENCH.parent
HOST = "127.0.0.1"
WORKERS = 2
# Seconds for an answer, for a server to end, and for a step of the run.
PATIENCE, FAREWELL, LONGEST = 60, 20, 1800
NANO = 1e9
TICKS = os.sysconf("SC_CLK_TCK")
BARE_SETTINGS = """SECRET_KEY = {key!r}
ALLOWED_HOSTS = [{host!r}]
import environ
DATABASES = {{"default": environ.Env().db_url("BARE_DATABASE_URL")}}
if "postgresql" in DATABASES["default"]["ENGINE"]:
    DATABASES["default"]["CONN_MAX_AGE"] = 60
"""


@dataclass(frozen=True)
class Answer:
    status: int
    body: bytes
    headers: HTTPMessage


@dataclass(frozen=True)
class Server:
    """A gunicorn that answers on `port`; its master process and all that this started count."""

    name: str
    port: int
    pid: int

    def ask(self, path="/", headers=None, method="GET", body=None) -> Answer:
        """One request over a connection of its own, as gunicorn's sync workers want it."""
        connection = HTTPConnection(HOST, self.port, timeout=PATIENCE)
        sent = {"Host": HOST, "X-Forwarded-Proto": "https", "Connection": "close", **(headers or {})}
        try:
            connection.request(method, path, body=body, headers=sent)
            answer = connection.getresponse()
            return Answer(answer.status, answer.read(), answer.headers)
        finally:
            connection.close()

    def processes(self):
        return family(self.pid)

    def workers_mb(self):
        """The resident memory of each worker, the largest first."""
        return sorted((resident_mb(pid) for pid in self.processes() if pid != self.pid), reverse=True)


def production_environment(folder, database, **more):
    """Production settings that touch nothing outside `folder`, whatever the developer's own environment says."""
    return os.environ | {
        "DJANGO_SETTINGS_MODULE": "bench.settings",
        "PYTHONPATH": str(ROOT),
        # WhiteNoise warns where nobody ran collectstatic; that costs a page nothing.
        "PYTHONWARNINGS": "ignore:No directory at",
        "TMPDIR": str(folder),
        "SECRET_KEY": secrets.token_urlsafe(64),
        "ALLOWED_HOSTS": HOST,
        "SITE_URL": f"http://{HOST}",
        "DATABASE_URL": database,
        "CACHE_URL": "locmemcache://",
        "EMAIL_URL": "dummymail://",
        "MEDIA_ROOT": str(Path(folder) / "media"),
        "MEDIA_S3_BUCKET": "",
        "SECURITY_CONTACT": "mailto:security@example.com",
        "BENCH_STATIC_ROOT": str(Path(folder) / "static"),
        **more,
    }


def make_bare(folder):
    """What `wagtail start` makes, with its own production settings, in the empty `folder`."""
    run([sys.executable, "-m", "wagtail.bin.wagtail", "start", "bare", str(folder)], folder, quiet=True)
    local = folder / "bare" / "settings" / "local.py"
    local.write_text(BARE_SETTINGS.format(key=secrets.token_urlsafe(64), host=HOST), encoding="utf-8")
    run([sys.executable, "manage.py", "collectstatic", "--noinput"], folder, bare_environment(folder, ""), quiet=True)


def migrate_bare(folder, database):
    run([sys.executable, "manage.py", "migrate", "-v0"], folder, bare_environment(folder, database))


def bare_environment(folder, database):
    """Its rooms have names of ours, so ours may not be found."""
    return os.environ | {
        "DJANGO_SETTINGS_MODULE": "bare.settings.production",
        "PYTHONPATH": str(folder),
        "BARE_DATABASE_URL": database or f"sqlite:///{folder}/db.sqlite3",
    }


def run(command, folder=ROOT, environment=None, quiet=False):
    """Run to the end; stops everything with a sentence when that fails."""
    output = subprocess.DEVNULL if quiet else None
    try:
        done = subprocess.run(command, env=environment, cwd=folder, stdout=output, check=False, timeout=LONGEST)
    except subprocess.TimeoutExpired as error:
        raise SystemExit(str(error)) from None
    if done.returncode:
        raise SystemExit(f"“{' '.join(map(str, command[1:4]))}” stopped; why stands above.")


@contextmanager
def served(name, application, environment, folder=ROOT):
    """A Server on a free port, until the end of the block."""
    with socket.create_server((HOST, 0)) as listener:
        bind = f"--bind=fd://{listener.fileno()}"
        options = [f"--workers={WORKERS}", "--worker-class=sync", "--log-level=error", bind, *_without_control()]
        command = [sys.executable, "-m", "gunicorn", *options, application]
        process = subprocess.Popen(command, env=environment, cwd=folder, pass_fds=[listener.fileno()])
        server = Server(name, listener.getsockname()[1], process.pid)
        try:
            _wait_for(server)
            yield server
        finally:
            _end(process)


def served_empty():
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "empty", "PYTHONPATH": str(BENCH)}
    return served("empty view", "empty:application", environment, BENCH)


def served_bare(folder, database):
    return served("bare page", "bare.wsgi", bare_environment(folder, database), folder)


@cache
def _without_control():
    """Newer versions of gunicorn open a socket in a folder of the user, unless told not to."""
    command = [sys.executable, "-m", "gunicorn", "--help"]
    known = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout
    return [flag for flag in ["--no-control-socket"] if flag in known]


def _wait_for(server):
    """A server that is starting takes connections already, and answers when it is ready."""
    try:
        server.ask()
    except (OSError, HTTPException) as error:
        raise SystemExit(f"The server of “{server.name}” does not answer: {error}") from None


def _end(process):
    workers = family(process.pid)
    process.terminate()
    try:
        process.wait(timeout=FAREWELL)
    except subprocess.TimeoutExpired:
        for pid in workers:
            _kill(pid)
        process.wait(timeout=FAREWELL)


def _kill(pid):
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)


def family(pid) -> list[int]:
    """`pid` and every process that descends from it."""
    parents = {}
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit() and (stat := _read(folder / "stat")):
            parents.setdefault(int(stat.rpartition(")")[2].split()[1]), []).append(int(folder.name))
    found = [pid]
    for each in found:
        found += parents.get(each, [])
    return found


def cpu_of(pids) -> dict[int, float]:
    """Seconds of CPU, user and system, that each process took up to now; one that ended is not there."""
    return {pid: seconds for pid in pids if (seconds := _cpu(pid)) is not None}


def used(before, after) -> float:
    """Seconds between two readings of `cpu_of`; all of it of a process that was not there before."""
    return sum(seconds - before.get(pid, 0) for pid, seconds in after.items())


def _cpu(pid):
    """Linux counts nanoseconds per thread where it can (schedstat), and hundredths of a second elsewhere (stat)."""
    threads = [_read(path / "schedstat") for path in _threads(pid)]
    if threads and all(threads):
        return sum(int(text.split()[0]) for text in threads) / NANO
    if stat := _read(Path(f"/proc/{pid}/stat")):
        user, system = stat.rpartition(")")[2].split()[11:13]
        return (int(user) + int(system)) / TICKS
    return None


def _threads(pid):
    try:
        return list(Path(f"/proc/{pid}/task").iterdir())
    except OSError:
        return []


def resident_mb(pid):
    status = _read(Path(f"/proc/{pid}/status"))
    return next((int(line.split()[1]) / 1024 for line in status.splitlines() if line.startswith("VmRSS")), 0)


def _read(path):
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
