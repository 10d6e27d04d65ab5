"""Slow clients beside normal ones: slowhttptest's modes -H, -B and -X, and 1,000 sockets that say nothing.

Use: slow-clients.py ASSAY [SECONDS]   Row 51: p99 of GET /health at most 500 ms in each; exit status 1 above.
"""
import http.client
import pathlib
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time

from running import Service

assay, seconds = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 30
problems = []
tool = shutil.which("slowhttptest")
if not tool:
    raise SystemExit("slowhttptest is missing; .ci/install slow installs it")


def p99(service, until):
    """Asks for the health until a moment, on connections of its own; the times in ms, sorted."""
    times, failed = [], 0
    while time.monotonic() < until:
        begun = time.monotonic()
        try:
            status, _ = service.call("GET", "/health", timeout=20)
            if status != 200:
                failed += 1
        except (OSError, http.client.HTTPException):
            failed += 1
        times.append((time.monotonic() - begun) * 1000)
        time.sleep(0.02)
    times.sort()
    return times[int(len(times) * 0.99)], len(times), failed


with tempfile.TemporaryDirectory(prefix="assay-slow-") as folder:
    service = Service(assay, pathlib.Path(folder) / "data", environment={"RATE_LIMIT_PER_MINUTE": "10000000"}, words=["--quiet"])
    service.make_admin()
    service.start()
    url = f"http://127.0.0.1:{service.port}"
    modes = {
        "slow heads (-H)": ["-H", "-i", "1", "-x", "24", "-u", url + "/"],
        "slow bodies (-B)": ["-B", "-i", "1", "-x", "10", "-s", "8192", "-t", "POST", "-u", url + "/api/auth/login"],
        "slow readers (-X)": ["-X", "-w", "1", "-y", "8", "-n", "5", "-z", "8", "-k", "3", "-u", url + "/openapi.json"],
    }
    for name, words in modes.items():
        process = subprocess.Popen(
            [tool, "-c", "1000", "-r", "200", "-l", str(seconds), "-p", "10", *words],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL)
        figure, asked, failed = p99(service, time.monotonic() + seconds)
        process.terminate()
        process.wait()
        print(f"row 51, 1,000 sockets, {name}: health p99 {figure:.0f} ms of {asked} (target 500), {failed} failed", flush=True)
        if figure > 500 or failed:
            problems.append(f"{name}: p99 {figure:.0f} ms, {failed} failed")
    sockets = []
    for _ in range(1000):
        client = socket.create_connection(("127.0.0.1", service.port))
        sockets.append(client)
    figure, asked, failed = p99(service, time.monotonic() + min(seconds, 15))
    print(f"row 51, 1,000 sockets that say nothing: health p99 {figure:.0f} ms of {asked} (target 500), {failed} failed")
    if figure > 500 or failed:
        problems.append(f"silent: p99 {figure:.0f} ms, {failed} failed")
    for client in sockets:
        client.close()
    status, _ = service.stop()
    if status:
        problems.append(f"SIGTERM: exit status {status}")
print("\n".join(problems) if problems else "others were served")
sys.exit(1 if problems else 0)
