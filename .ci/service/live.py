"""WebSockets under load: how long a change takes to reach its followers.

Use: live.py ASSAY FOLLOWERS   (FOLLOWERS is Tests/Benchmarks/Anchors/followers.c, compiled)

An invoice is corrected over HTTP, again and again. Its answer comes after the commit, so what the followers get is timed from
that answer ("after the answer") and, as an upper bound that has the commit's sync and HTTP in it, from the request.
"""
import http.client
import json
import pathlib
import resource
import subprocess
import sys
import tempfile
import threading
import time

from running import Service, unique_pdf

assay, followers = sys.argv[1:3]
sample = pathlib.Path("corpora/gst/simple-001.pdf").read_bytes()


class Followers:
    """So many sockets on a path, in a process of their own."""

    def __init__(self, service, count, path):
        self.count = count
        self.process = subprocess.Popen(
            [followers, str(service.port), str(count), path, service.token], text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        if self.process.stdout.readline() != "ready\n":
            raise SystemExit("followers: could not connect")

    def finish(self):
        """Arrivals by version, and how many sockets the service closed."""
        out, _ = self.process.communicate("")
        lines = out.splitlines()
        arrivals = {}
        for line in lines[1:]:
            version, got, *times = (int(word) for word in line.split())
            arrivals[version] = (got, sorted(times))
        return arrivals, int(lines[0].split()[1])


class Probe:
    """Corrects an invoice, noting when each change was asked for and answered."""

    def __init__(self, service, invoice):
        self.service, self.path = service, f"/api/invoices/{invoice}"
        self.version = service.call("GET", self.path)[1]["version"]
        self.connection = http.client.HTTPConnection("127.0.0.1", service.port, timeout=60)
        self.times = {}

    def change(self):
        body = json.dumps({"version": self.version, "fields": {"po_number": f"PO-{self.version}"}})
        asked = time.time_ns() // 1000
        self.connection.request("PUT", self.path, body, {
            "Content-Type": "application/json", "Authorization": "Bearer " + self.service.token})
        answer = self.connection.getresponse()
        answered = time.time_ns() // 1000
        text = answer.read()
        if answer.status != 200:
            raise SystemExit(f"PUT {self.path}: {answer.status} {text[:200]}")
        self.version = json.loads(text)["version"]
        self.times[self.version] = (asked, answered)


def share(values, part):
    values = sorted(values)
    return values[min(len(values) - 1, int(len(values) * part))] / 1000 if values else float("nan")


def verdict(value, goal):
    return f"goal ≤ {goal} ms   " + ("met" if value <= goal else "short")


def running_batch(service, sockets=500, documents=150):
    batch = service.call("POST", "/api/batches", {"name": "load"})[1]["id"]
    _, answer = service.upload([("probe.pdf", unique_pdf(sample, 0))], {"batch_id": batch})
    service.until_idle()
    probe = Probe(service, answer[0]["id"])
    many = Followers(service, sockets, f"/ws/batches/{batch}")

    def upload():
        for number in range(documents):
            service.upload([(f"{number}.pdf", unique_pdf(sample, number))], {"batch_id": batch})

    uploading = threading.Thread(target=upload)
    begun = time.monotonic()
    uploading.start()
    while uploading.is_alive() or service.call("GET", f"/api/batches/{batch}/status")[1]["progress"] < 100:
        probe.change()
        time.sleep(0.05)
    seconds = time.monotonic() - begun
    uploading.join()
    time.sleep(1)
    arrivals, closed = many.finish()
    after = [at - probe.times[version][1] for version, (_, times) in arrivals.items() for at in times]
    since = [at - probe.times[version][0] for version, (_, times) in arrivals.items() for at in times]
    missing = sum(sockets - arrivals.get(version, (0, []))[0] for version in probe.times)
    print(f"{sockets} sockets on a running batch ({documents} documents in {seconds:.1f} s), {len(probe.times)} changes timed:")
    print(f"  after the answer   p50 {max(0, share(after, 0.5)):.1f} ms, p99 {max(0, share(after, 0.99)):.1f} ms   "
          + verdict(share(after, 0.99), 10))
    print(f"  after the request  p50 {share(since, 0.5):.1f} ms, p99 {share(since, 0.99):.1f} ms   "
          f"lost {missing}, closed {closed}")


def many_followers(service, sockets=5000, changes=60):
    _, answer = service.upload([("many.pdf", unique_pdf(sample, 1))])
    service.until_idle()
    invoice = answer[0]["id"]
    probe = Probe(service, invoice)
    before = service.memory()
    many = Followers(service, sockets, f"/ws/invoices/{invoice}")
    idle = (service.memory() - before) * 1024 / sockets
    for _ in range(changes):
        begun = time.monotonic()
        probe.change()
        time.sleep(max(0, 0.1 - (time.monotonic() - begun)))
    time.sleep(2)
    memory = (service.memory() - before) * 1024 / sockets
    arrivals, closed = many.finish()
    last = [times[-1] - probe.times[version][1] for version, (_, times) in arrivals.items()]
    bound = [times[-1] - probe.times[version][0] for version, (_, times) in arrivals.items()]
    missing = sum(sockets - arrivals.get(version, (0, []))[0] for version in probe.times)
    print(f"{sockets} sockets on one invoice, a change every 100 ms, {changes} changes:")
    print(f"  last arrival after the answer   p50 {share(last, 0.5):.0f} ms, p99 {share(last, 0.99):.0f} ms   "
          + verdict(share(last, 0.5), 80))
    print(f"  last arrival after the request  p50 {share(bound, 0.5):.0f} ms, p99 {share(bound, 0.99):.0f} ms")
    print(f"  memory {idle:.1f} KB a connection, {memory:.1f} KB under load   goal ≤ 12 KB   "
          + ("met" if memory <= 12 else "short"))
    print(f"  lost {missing}, closed {closed}   goal 0   " + ("met" if missing == closed == 0 else "short"))


soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, 65536), hard))
with tempfile.TemporaryDirectory(prefix="assay-live-") as folder:
    service = Service(assay, pathlib.Path(folder) / "data", words=["--quiet"],
                      environment={"RATE_LIMIT_PER_MINUTE": "10000000"})
    service.make_admin()
    service.start()
    try:
        service.login()
        running_batch(service)
        many_followers(service)
    finally:
        service.kill()
