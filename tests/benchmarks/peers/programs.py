"""What the product is compared with: django-ical, Radicale, and a static file behind nginx."""

import os
import shutil
import subprocess
from pathlib import Path

from tests.benchmarks.clone import ROOT
from tests.benchmarks.server import Program, free_port

ENVIRONMENT = ROOT / ".venv" / "benchmarks"
PROJECTS = Path(__file__).parent
PACKAGES = ("django-ical", "icalendar", "Radicale", "vobject")
NGINX = """
daemon off;
error_log stderr crit;
master_process off;
pid {folder}/nginx.pid;
events {{ worker_connections 64; }}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    default_type text/calendar;
    fastcgi_temp_path {folder}/fastcgi;
    gzip_static on;
    keepalive_requests 100000000;
    proxy_temp_path {folder}/proxy;
    scgi_temp_path {folder}/scgi;
    sendfile on;
    tcp_nopush on;
    uwsgi_temp_path {folder}/uwsgi;
    server {{
        listen 127.0.0.1:{port};
        root {files};
    }}
}}
"""


def install() -> None:
    """From the hashed lock into an environment of their own, where it is not there yet."""
    subprocess.run(["make", "-s", str(ENVIRONMENT.relative_to(ROOT) / ".installed")], cwd=ROOT, check=True)


def versions() -> str:
    ask = "from importlib.metadata import version; print(', '.join(f'{p} {version(p)}' for p in %r))"
    answer = subprocess.run(
        [ENVIRONMENT / "bin" / "python", "-c", ask % (PACKAGES,)], check=True, capture_output=True, text=True
    )
    nginx = nginx_program()
    said = subprocess.run([nginx, "-v"], check=True, capture_output=True, text=True).stderr if nginx else "no nginx"
    return f"{answer.stdout.strip()}, {said.strip().removeprefix('nginx version: ')}"


def nginx_program() -> str | None:
    """The machine's own, or Debian's package unpacked: installed, it would begin to serve the whole network."""
    unpacked = ENVIRONMENT / "nginx"
    found = shutil.which("nginx", path=f"{os.environ.get('PATH', os.defpath)}:/usr/sbin:{unpacked}/usr/sbin")
    if found or not shutil.which("apt-get"):
        return found
    unpacked.mkdir(parents=True, exist_ok=True)
    unpack = "apt-get download -q nginx && dpkg-deb -x nginx_*.deb ."
    subprocess.run(
        ["bash", "-c", f"({unpack}) || {{ apt-get update -q && {unpack}; }}"],
        check=False,
        cwd=unpacked,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    return shutil.which("nginx", path=f"{unpacked}/usr/sbin")


class Peer(Program):
    """Behind the product's own server, with one worker of four threads as it has."""

    def __init__(self, project: str, **environment: str) -> None:
        port = free_port()
        command = [str(ENVIRONMENT / "bin" / "granian"), "--interface", "wsgi", "--port", str(port), "--workers", "1"]
        command += ["--blocking-threads", "4", "--workers-kill-timeout", "10", "--log-level", "warning"]
        super().__init__(port, [*command, f"{project}:application"], {"PYTHONPATH": str(PROJECTS)} | environment)


class DjangoICal(Peer):
    def __init__(self, database: str) -> None:
        super().__init__("django_ical_project", PGDATABASE=database)


class Radicale(Peer):
    def __init__(self, folder: Path) -> None:
        super().__init__("radicale_project", RADICALE_FOLDER=str(folder))


class Nginx(Program):
    """Serves the files in a folder, and what is beside them with .gz to who takes it."""

    def __init__(self, program: str, files: Path) -> None:
        port, folder = free_port(), files.parent / "nginx"
        folder.mkdir(exist_ok=True)
        (folder / "nginx.conf").write_text(NGINX.format(folder=folder, port=port, files=files))
        command = [program, "-p", str(folder), "-c", str(folder / "nginx.conf"), "-e", "stderr"]
        super().__init__(port, command, {}, alone=True)
