"""Load on the service beside FastAPI, in one run: GET one invoice, 1 MB uploads, upload to stored result, memory.

Use: bench.py ASSAY PYTHON   (PYTHON has fastapi, uvicorn, pyjwt and python-multipart; wrk is on the PATH)
"""
import os
import pathlib
import re
import secrets
import socket
import statistics
import subprocess
import sys
import tempfile
import time

from running import Service, unique_pdf

assay, python = sys.argv[1], os.path.abspath(sys.argv[2])
anchors = pathlib.Path("Tests/Benchmarks/Anchors").absolute()
sample = pathlib.Path("corpora/gst/simple-001.pdf").read_bytes()
secret = secrets.token_hex(32)


def wrk(url, token, seconds=4, script=None, argument=None):
    words = ["wrk", "-t1", "-c32", f"-d{seconds}", "--latency", "-H", f"Authorization: Bearer {token}"]
    if script:
        words += ["-s", script]
    words.append(url)
    if argument:
        words += ["--", argument]
    text = subprocess.run(words, capture_output=True, text=True, check=True).stdout
    if "Non-2xx" in text:
        raise SystemExit(f"{url}: {re.search('Non-2xx.*', text)[0]}")
    return float(re.search(r"Requests/sec:\s+([\d.]+)", text)[1])


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


class Anchor:
    def __init__(self, workers, database, uploads):
        self.port = free_port()
        self.process = subprocess.Popen(
            [python, "-m", "uvicorn", "fastapi_app:app", "--port", str(self.port), "--workers", str(workers),
             "--log-level", "warning", "--no-access-log"], cwd=anchors,
            env={**os.environ, "JWT_SECRET": secret, "DATABASE": str(database), "UPLOADS": str(uploads)},
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        end = time.monotonic() + 30
        while time.monotonic() < end:
            try:
                socket.create_connection(("127.0.0.1", self.port), 1).close()
                break
            except OSError:
                time.sleep(0.1)
        time.sleep(1)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()


def row(name, ours, anchor, unit, goal):
    ratio = ours / anchor if anchor else float("nan")
    print(f"{name:46} {ours:>10.0f} {unit:6} {anchor:>10.0f} anchor   {ratio:5.2f} ×   goal ≥ {goal} ×   "
          + ("met" if ratio >= goal else "short"))


def uploads(folder):
    """1 MB forms beside one uvicorn worker; both sides hash the file and sync it to disk, and nothing reads it meanwhile."""
    script = folder / "upload.lua"
    body = folder / "body"
    head = b'--x\r\nContent-Disposition: form-data; name="files"; filename="a.pdf"\r\n\r\n%PDF-1.7 '
    body.write_bytes(head + os.urandom(1 << 20) + b"\r\n--x--\r\n")
    script.write_text(
        f'local file = io.open("{body}", "rb")\nwrk.method = "POST"\nwrk.body = file:read("*a")\n'
        'wrk.headers["Content-Type"] = "multipart/form-data; boundary=x"\n')
    service = Service(assay, folder / "uploads-only",
                      environment={"JWT_SECRET": secret, "RATE_LIMIT_PER_MINUTE": "10000000"},
                      words=["--quiet", "--jobs", "0"])
    service.make_admin()
    service.start()
    try:
        service.login()
        with Anchor(1, folder / "data/assay.db", folder / "uploads") as anchor:
            mine, theirs = [], []
            for _ in range(3):
                mine.append(wrk(f"http://127.0.0.1:{service.port}/api/invoices/upload", service.token, script=str(script)))
                theirs.append(wrk(f"http://127.0.0.1:{anchor.port}/api/invoices/upload", service.token, script=str(script)))
            row("1 MB uploads, uvicorn × 1", statistics.median(mine), statistics.median(theirs), "req/s", 2)
        service.stop()
    finally:
        if service.process.poll() is None:
            service.kill()


with tempfile.TemporaryDirectory(prefix="assay-load-") as folder:
    folder = pathlib.Path(folder)
    (folder / "uploads").mkdir()
    service = Service(assay, folder / "data", environment={"JWT_SECRET": secret, "RATE_LIMIT_PER_MINUTE": "10000000"},
                      words=["--quiet"])
    service.make_admin()
    service.start()
    try:
        service.login()
        _, answer = service.upload([("one.pdf", sample)])
        service.until_idle()
        path = f"/api/invoices/{answer[0]['id']}"
        base = f"http://127.0.0.1:{service.port}"
        for workers, goal in ((1, 4), (2, 2)):
            with Anchor(workers, folder / "data/assay.db", folder / "uploads") as anchor:
                other = f"http://127.0.0.1:{anchor.port}"
                mine, theirs = [], []
                for _ in range(3):
                    mine.append(wrk(base + path, service.token))
                    theirs.append(wrk(other + path, service.token))
                row(f"GET one invoice, uvicorn × {workers}", statistics.median(mine), statistics.median(theirs), "req/s", goal)
        uploads(folder)
        times = []
        for number in range(200):
            document = unique_pdf(sample, number)
            begun = time.monotonic()
            _, answer = service.upload([("a.pdf", document)])
            task = answer[0]["task_id"]
            while service.call("GET", f"/api/invoices/status/{task}")[1]["status"] in ("queued", "running"):
                time.sleep(0.001)
            times.append(time.monotonic() - begun)
        times.sort()
        p95 = times[int(len(times) * 0.95)] * 1000
        print(f"{'upload to stored result, one after the other':46} p50 {times[len(times) // 2] * 1000:.0f} ms, p95 {p95:.0f} ms"
              f"   goal p95 ≤ 50 ms   " + ("met" if p95 <= 50 else "short"))
        count = 400
        begun = time.monotonic()
        for start in range(0, count, 20):
            service.upload([(f"{n}.pdf", unique_pdf(sample, n)) for n in range(start, start + 20)])
        service.until_idle()
        rate = count / (time.monotonic() - begun)
        print(f"{'uploads to stored results, many at once':46} {rate:.0f}/s   goal ≥ 60/s   " + ("met" if rate >= 60 else "short"))
        busy = service.memory()
        # Workers that have nothing to do retire after 30 s.
        time.sleep(36)
        idle = service.memory()
        print(f"{'memory of the idle service, PSS of the tree':46} {idle:.1f} MB ({busy:.1f} right after the load)   goal ≤ 60 MB   " + ("met" if idle <= 60 else "short"))
        service.stop()
    finally:
        if service.process.poll() is None:
            service.kill()
