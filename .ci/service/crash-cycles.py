"""Kills the service at random moments under upload load; then all that was acknowledged must be there, once.

Use: crash-cycles.py ASSAY [CYCLES]   Prints the figures; exit status 1 when anything was lost, doubled or damaged.
"""
import collections
import hashlib
import http.client
import pathlib
import random
import sqlite3
import sys
import tempfile
import threading
import time

from running import Service, unique_pdf

assay, cycles = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 200
sample = pathlib.Path("corpora/gst/simple-001.pdf").read_bytes()
random.seed(7)
problems = []

with tempfile.TemporaryDirectory(prefix="assay-crash-") as folder:
    data = pathlib.Path(folder) / "data"
    service = Service(assay, data)
    service.make_admin()
    acknowledged = {}
    lock = threading.Lock()
    unanswered = 0
    starts = []
    number = 0

    def feed(stop):
        global unanswered, number
        while not stop.is_set():
            with lock:
                number += 1
                mine = number
            document = unique_pdf(sample, mine)
            try:
                status, answer = service.upload([(f"invoice-{mine}.pdf", document)], timeout=30)
            except (OSError, http.client.HTTPException, ValueError):
                with lock:
                    unanswered += 1
                continue
            if status == 202:
                with lock:
                    acknowledged[answer[0]["id"]] = (answer[0]["task_id"], hashlib.sha256(document).hexdigest())
            elif status not in (401, 429, 503):
                problems.append(f"an upload was answered {status}: {answer}")

    begun = time.monotonic()
    for cycle in range(cycles):
        starts.append(service.start())
        if service.token is None or cycle % 40 == 0:
            service.login()
        stop = threading.Event()
        threads = [threading.Thread(target=feed, args=(stop,)) for _ in range(3)]
        for thread in threads:
            thread.start()
        time.sleep(random.uniform(0.02, 0.6))
        service.kill()
        stop.set()
        for thread in threads:
            thread.join()
    service.start()
    service.login()
    counts = service.until_idle(900)
    for identifier, (task, digest) in acknowledged.items():
        status, invoice = service.call("GET", f"/api/invoices/{identifier}")
        if status != 200:
            problems.append(f"invoice {identifier} was acknowledged and is answered {status}")
            continue
        if invoice["status"] in ("queued", "processing", "failed"):
            problems.append(f"invoice {identifier} ended as {invoice['status']}")
        status, document = service.call("GET", f"/api/invoices/{identifier}/document")
        if status != 200 or hashlib.sha256(document).hexdigest() != digest:
            problems.append(f"the document of invoice {identifier} is not the one that came ({status})")
        kinds = collections.Counter(entry["type"] for entry in invoice["history"])
        if kinds.get("processed", 0) > 1:
            problems.append(f"invoice {identifier} has {kinds['processed']} results")
    status, took = service.stop()
    if status != 0:
        problems.append(f"SIGTERM: exit status {status}")
    for path in data.glob("*.sqlite*"):
        if path.suffix in (".sqlite",):
            found = sqlite3.connect(path).execute("PRAGMA integrity_check").fetchone()[0]
            if found != "ok":
                problems.append(f"{path.name}: {found}")
    seconds = time.monotonic() - begun
    starts.sort()
    print(f"{cycles} kills under load in {seconds:.0f} s: {len(acknowledged)} files acknowledged, "
          f"{unanswered} requests cut off, jobs at the end {counts}")
    print(f"ready again after a kill: median {starts[len(starts) // 2] * 1000:.0f} ms, "
          f"worst {starts[-1] * 1000:.0f} ms; drained in {took * 1000:.0f} ms")
print("lost, doubled or damaged: " + (str(len(problems)) + "\n" + "\n".join(problems[:20]) if problems else "0 (target 0)"))
sys.exit(1 if problems else 0)
