"""Fills the disk below a running service: uploads are refused, nothing is damaged, and it goes on by itself.

Use: disk-full.py ASSAY   Needs root, for a small file system of its own; says so and ends with 0 without.
"""
import pathlib
import sqlite3
import subprocess
import sys
import tempfile
import time

from running import Service, unique_pdf

assay = sys.argv[1]
sample = pathlib.Path("corpora/gst/simple-001.pdf").read_bytes()
problems = []

with tempfile.TemporaryDirectory(prefix="assay-full-") as folder:
    image, mount = pathlib.Path(folder) / "image", pathlib.Path(folder) / "disk"
    mount.mkdir()
    with open(image, "wb") as file:
        file.truncate(48 << 20)
    made = subprocess.run(["mkfs.ext4", "-q", "-m", "0", str(image)], capture_output=True)
    mounted = subprocess.run(["mount", "-o", "loop", str(image), str(mount)], capture_output=True)
    if made.returncode or mounted.returncode:
        print("disk full: skipped, a file system can't be mounted here")
        sys.exit(0)
    try:
        service = Service(assay, mount / "data")
        # Beside the small disk: the log must not be what fills it.
        service.log_path = str(pathlib.Path(folder) / "service.log")
        service.make_admin()
        service.start()
        service.login()
        accepted, refusals = [], {}
        ballast = mount / "ballast"
        for round in range(3):
            free = int(subprocess.check_output(["df", "--output=avail", "-B1", str(mount)]).split()[-1])
            with open(ballast, "wb") as file:
                try:
                    file.write(b"x" * max(0, free - (1 << 20)))
                    while True:
                        file.write(b"x" * 65536)
                        file.flush()
                except OSError:
                    pass
            for number in range(40):
                status, answer = service.upload([(f"{round}-{number}.pdf", unique_pdf(sample * 8, number))])
                if status == 202:
                    accepted.append(answer[0]["id"])
                else:
                    refusals[status] = refusals.get(status, 0) + 1
                    if status not in (503, 507):
                        problems.append(f"an upload on a full disk was answered {status}: {answer}")
            ready = service.call("GET", "/health/ready")[0]
            if ready != 503:
                problems.append(f"/health/ready on a full disk: {ready}")
            if service.call("GET", "/health/live")[0] != 200:
                problems.append("/health/live on a full disk is not 200")
            ballast.unlink()
            end = time.monotonic() + 30
            status = 0
            while time.monotonic() < end and status != 202:
                status, answer = service.upload([(f"after-{round}.pdf", unique_pdf(sample, round))])
                time.sleep(0.2)
            if status != 202:
                problems.append(f"30 s after there was room again, an upload was answered {status}: {answer}")
            else:
                accepted.append(answer[0]["id"])
        service.until_idle(120)
        for identifier in accepted:
            status, invoice = service.call("GET", f"/api/invoices/{identifier}")
            if status != 200 or invoice["status"] in ("queued", "processing", "failed"):
                problems.append(f"invoice {identifier}: {status} {invoice.get('status')}")
        status, _ = service.stop()
        if status != 0:
            problems.append(f"SIGTERM: exit status {status}")
        for path in (mount / "data").glob("*.sqlite"):
            found = sqlite3.connect(path).execute("PRAGMA integrity_check").fetchone()[0]
            if found != "ok":
                problems.append(f"{path.name}: {found}")
        print(f"disk full, three times: {len(accepted)} accepted, refused {refusals}")
    finally:
        if service.process and service.process.poll() is None:
            service.kill()
        service.log.close() if service.process else None
        subprocess.run(["umount", str(mount)])
print("damaged or not recovered: " + (str(len(problems)) + "\n" + "\n".join(problems[:20]) if problems else "0 (target 0)"))
sys.exit(1 if problems else 0)
