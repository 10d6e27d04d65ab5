"""Kills and stops `assay worker` while it reads; its documents must be finished by another, once, and soon.

Use: worker-kills.py ASSAY [KILLS [STOPS [RESTARTS]]]   Prints the figures; exit status 1 when one misses its target.
KILLS: kill -9 of a worker that has documents (target: each is finished at most 45 s later).
STOPS: a worker is stopped for 60 s and goes on (target: no document has two results).
RESTARTS: the service is drained and started again under upload load (target: none fails, each ends within 30 s).
"""
import collections
import json
import os
import pathlib
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time

from running import Service, unique_pdf

assay = os.path.abspath(sys.argv[1])
kills, stops, restarts = [int(word) for word in sys.argv[2:] + ["100", "3", "20"][len(sys.argv) - 2:]]
sample = pathlib.Path("corpora/gst/simple-001.pdf").read_bytes()
random.seed(11)
problems = []


def slow_plugin(folder):
    """A plugin that takes four seconds: so there is something to kill."""
    plugin = folder / "plugins" / "fault"
    plugin.mkdir(parents=True)
    shutil.copy("Tests/Fixtures/FaultPlugin/plugin.json", plugin)
    subprocess.run(
        ["cc", "-O1", "-shared", "-fPIC", "-fvisibility=hidden", "-ISources/CAssayPlugin/include",
         "Tests/Fixtures/FaultPlugin/fault.c", "-o", str(plugin / "libassay-fault.so"), "-lpthread"], check=True)
    pipelines = folder / "pipelines"
    pipelines.mkdir()
    (pipelines / "napping.yaml").write_text(
        "name: napping\nlimits: {timeout: 60s}\nsteps:\n  - uses: pdf-text\n  - uses: fault\n    with: {mode: nap}\n")
    return ["--plugins", str(folder / "plugins"), "--pipelines", str(pipelines)]


with tempfile.TemporaryDirectory(prefix="assay-workers-") as name:
    folder = pathlib.Path(name)
    where = slow_plugin(folder)
    service = Service(assay, folder / "data", environment={"RATE_LIMIT_PER_MINUTE": "10000000"}, words=["--jobs", "0", *where])
    service.make_admin()
    subprocess.run([assay, "plugin", "allow", "--lock", str(service.data / "plugins.lock"), str(folder / "plugins/fault")], check=True)
    service.start()
    service.login()
    log = open(folder / "workers.log", "ab")

    def worker(jobs=2):
        return subprocess.Popen(
            [assay, "worker", "--data", str(service.data), "--jobs", str(jobs), "--quiet", *where],
            stdout=log, stderr=log, stdin=subprocess.DEVNULL)

    def call(method, path):
        status, answer = service.call(method, path)
        if status == 401:
            service.login()
            status, answer = service.call(method, path)
        return answer

    def upload(number):
        status, answer = service.upload([(f"{number}.pdf", unique_pdf(sample, number))], {"pipeline": "napping"})
        if status == 401:
            service.login()
            status, answer = service.upload([(f"{number}.pdf", unique_pdf(sample, number))], {"pipeline": "napping"})
        if status != 202:
            raise SystemExit(f"upload: {status} {answer}")
        return answer[0]["task_id"], answer[0]["id"]

    def state(task):
        return call("GET", f"/api/invoices/status/{task}")["status"]

    def until(tasks, wanted, seconds):
        """Waits until all have one of the states; returns whether they have."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if all(state(task) in wanted for task, _ in tasks):
                return True
            time.sleep(0.1)
        return False

    def check_once(tasks):
        for task, invoice in tasks:
            answer = call("GET", f"/api/invoices/{invoice}")
            if answer["status"] in ("queued", "processing", "failed"):
                problems.append(f"invoice {invoice} ended as {answer['status']}")
            kinds = collections.Counter(entry["type"] for entry in answer["history"])
            if kinds.get("processed", 0) > 1:
                problems.append(f"invoice {invoice} has {kinds['processed']} results")

    times = []
    spare = worker()
    for cycle in range(kills):
        # The spare one of before now reads; another stands by.
        victim, spare = spare, None
        tasks = [upload(f"kill-{cycle}-{number}") for number in range(2)]
        if not until(tasks, ("running",), 60):
            problems.append(f"kill {cycle}: the worker took no document within 60 s")
        spare = worker()
        time.sleep(random.uniform(0.2, 3))
        victim.kill()
        victim.wait()
        begun = time.monotonic()
        if not until(tasks, ("completed", "failed"), 120):
            problems.append(f"kill {cycle}: not finished after 120 s: {[state(task) for task, _ in tasks]}")
        times.append(time.monotonic() - begun)
        check_once(tasks)
    if times:
        times.sort()
        print(f"row 3: {kills} workers killed: their documents finished by another after {times[len(times) // 2]:.1f} s "
              f"(median), {times[-1]:.1f} s at most (target 45 s)", flush=True)
        if times[-1] > 45:
            problems.append(f"a killed worker's document took {times[-1]:.1f} s")

    late = 0
    for cycle in range(stops):
        victim, spare = spare, None
        tasks = [upload(f"stop-{cycle}-{number}") for number in range(2)]
        until(tasks, ("running",), 60)
        os.kill(victim.pid, signal.SIGSTOP)
        stopped = time.monotonic()
        spare = worker()
        if not until(tasks, ("completed", "failed"), 110):
            problems.append(f"stop {cycle}: the documents of a stopped worker were not finished after 110 s")
        time.sleep(max(0, 60 - (time.monotonic() - stopped)))
        os.kill(victim.pid, signal.SIGCONT)
        time.sleep(8)
        check_once(tasks)
        late += len(tasks)
        victim.terminate()
        if victim.wait(60) != 0:
            problems.append(f"stop {cycle}: the worker that went on ended with {victim.returncode}")
    if stops:
        print(f"row 4: {stops} workers stopped for 60 s: {late} documents, each with one result (target: none doubled)", flush=True)

    taken, drains = [], []
    for cycle in range(restarts):
        stop = threading.Event()

        def feed():
            while not stop.is_set():
                try:
                    status, answer = service.upload([(f"r{cycle}.pdf", unique_pdf(sample, cycle))], timeout=30)
                    if status == 202:
                        taken.append((answer[0]["task_id"], answer[0]["id"]))
                except (OSError, ValueError, Exception):
                    pass
                time.sleep(0.02)

        threads = [threading.Thread(target=feed) for _ in range(2)]
        for thread in threads:
            thread.start()
        time.sleep(random.uniform(0.3, 1.2))
        status, seconds = service.stop()
        drains.append(seconds)
        if status != 0:
            problems.append(f"restart {cycle}: exit status {status}")
        stop.set()
        for thread in threads:
            thread.join()
        service.start()
    if restarts:
        service.login()
        service.until_idle(600)
        check_once(taken)
        attempts = collections.Counter()
        jobs = call("GET", "/api/admin/jobs?per_page=100")["jobs"]
        for job in jobs:
            attempts[job.get("attempts", 0)] += 1
        print(f"row 12: {restarts} restarts under load: {len(taken)} documents, drained in {max(drains):.1f} s at most "
              f"(target 30 s), attempts of the last {len(jobs)}: {dict(attempts)}", flush=True)
        if max(drains) > 30:
            problems.append(f"a drain took {max(drains):.1f} s")
    if spare:
        spare.terminate()
        spare.wait(60)
    service.stop()
print("\n".join(problems[:20]) if problems else "as promised")
sys.exit(1 if problems else 0)
