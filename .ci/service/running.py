"""A service of its own in a folder of its own, for the checks beside this file. Standard library only."""
import http.client
import json
import os
import pathlib
import signal
import subprocess
import time
import uuid

ADMIN = ("admin@example.com", "correct horse battery")


class Service:
    """`assay serve` on a free port; killed or drained at will, started again over the same folder."""

    def __init__(self, assay, data, config=None, environment=None, words=()):
        self.assay = os.path.abspath(assay)
        self.data = pathlib.Path(data).absolute()
        self.config = config
        self.words = list(words)
        self.environment = {**os.environ, **(environment or {})}
        self.log_path = str(self.data) + ".log"
        self.process = None
        self.port = 0
        self.token = None

    def make_admin(self):
        self.run(["user", "add", ADMIN[0], "--role", "admin", "--password-stdin"], ADMIN[1] + "\n")

    def run(self, words, text=None):
        done = subprocess.run(
            [self.assay, *words, "--data", str(self.data)], input=text, text=True, capture_output=True,
            env=self.environment, timeout=120)
        if done.returncode != 0:
            raise SystemExit(f"assay {' '.join(words)}: {done.returncode}\n{done.stdout}{done.stderr}")
        return done.stdout

    def start(self, wait=60):
        begun = time.monotonic()
        words = [self.assay, "serve", "--data", str(self.data), "--port", "0", *self.words]
        if self.config:
            words += ["-c", self.config]
        self.log = open(self.log_path, "ab")
        (self.data / "service.json").unlink(missing_ok=True)
        self.process = subprocess.Popen(
            words, stdout=self.log, stderr=self.log, stdin=subprocess.DEVNULL, env=self.environment)
        while time.monotonic() - begun < wait:
            if self.process.poll() is not None:
                raise SystemExit(f"assay serve ended with {self.process.returncode}; see {self.log.name}")
            try:
                self.port = json.loads((self.data / "service.json").read_text())["port"]
                if self.call("GET", "/health/ready")[0] == 200:
                    return time.monotonic() - begun
            except (OSError, ValueError, KeyError, http.client.HTTPException):
                pass
            time.sleep(0.02)
        raise SystemExit(f"assay serve was not ready within {wait} s; see {self.log.name}")

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def stop(self):
        """Drains it; returns the exit status and the seconds that it took."""
        begun = time.monotonic()
        self.process.send_signal(signal.SIGTERM)
        status = self.process.wait(60)
        return status, time.monotonic() - begun

    def login(self):
        status, answer = self.call(
            "POST", "/api/auth/login", {"username": ADMIN[0], "password": ADMIN[1]})
        if status != 200:
            raise SystemExit(f"login: {status} {answer}")
        self.token = answer["access_token"]

    def call(self, method, path, body=None, headers=None, timeout=60):
        """One request; returns status and the answer, taken apart when it is JSON."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        try:
            headers = dict(headers or {})
            if self.token:
                headers.setdefault("Authorization", "Bearer " + self.token)
            if isinstance(body, (dict, list)):
                body = json.dumps(body).encode()
                headers.setdefault("Content-Type", "application/json")
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            data = answer.read()
            if "json" in (answer.getheader("Content-Type") or ""):
                data = json.loads(data)
            return answer.status, data
        finally:
            connection.close()

    def upload(self, files, fields=None, headers=None, timeout=60):
        """A multipart upload of (name, bytes) pairs."""
        mark = "assay" + uuid.uuid4().hex
        parts = []
        for name, value in (fields or {}).items():
            parts.append(f'--{mark}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode())
        for name, data in files:
            parts.append(
                f'--{mark}\r\nContent-Disposition: form-data; name="files"; filename="{name}"\r\n'
                f"Content-Type: application/octet-stream\r\n\r\n".encode() + data + b"\r\n")
        parts.append(f"--{mark}--\r\n".encode())
        headers = {**(headers or {}), "Content-Type": f"multipart/form-data; boundary={mark}"}
        return self.call("POST", "/api/invoices/upload", b"".join(parts), headers, timeout)

    def until_idle(self, seconds=600):
        """Waits until no job waits or runs; returns the job counts."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            status, answer = self.call("GET", "/api/admin/jobs?per_page=1")
            if status == 401:
                self.login()
                continue
            counts = answer["statistics"]["status_breakdown"]
            if not any(counts.get(name) for name in ("queued", "running", "ready", "waiting")):
                return counts
            time.sleep(0.2)
        raise SystemExit(f"jobs were still under way after {seconds} s: {counts}")

    def tree(self):
        """The process ids of the service and all below it."""
        found = [self.process.pid]
        for pid in found:
            try:
                for task in pathlib.Path(f"/proc/{pid}/task").iterdir():
                    found += [int(child) for child in (task / "children").read_text().split()]
            except OSError:
                pass
        return found

    def memory(self):
        """The proportional set size of the whole tree, in MB."""
        total = 0
        for pid in self.tree():
            try:
                for line in pathlib.Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
                    if line.startswith("Pss:"):
                        total += int(line.split()[1])
            except OSError:
                pass
        return total / 1024


def unique_pdf(base, number):
    """The document with other bytes: what follows the end mark is nobody's business."""
    return base + f"\n% {number} {uuid.uuid4().hex}\n".encode()
