"""Power cuts by replay: what was acknowledged survives them, and the file is whole (fault table, row 2).

Use: power-loss.py STORAGE-CRASH-CHILD [CUTS]   Needs strace. Prints the figures; exit status 1 when anything was lost.

The child's system calls are recorded. For each cut at a random call, files are built again from what had been synced by
then, and from a random half of what had only been written; then the database is opened and compared with what the
child had acknowledged before the cut.
"""
import os
import pathlib
import random
import re
import sqlite3
import subprocess
import sys
import tempfile
import time
import uuid

child, cuts = os.path.abspath(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 400
random.seed(11)
CALLS = "openat,close,pwrite64,write,fsync,fdatasync,ftruncate,unlink,rename"
LINE = re.compile(r"^(\d+)\s+(.*)$")
RESUMED = re.compile(r"^<\.\.\. (\w+) resumed>(.*)$")


def unescape(text):
    return bytes(int(pair, 16) for pair in re.findall(r"\\x([0-9a-f]{2})", text))


def record(folder):
    """The trace of a child that writes for some seconds and is then killed."""
    trace = folder / "trace"
    data = folder / "data"
    with open(folder / "out", "wb") as out:
        process = subprocess.Popen(
            ["strace", "-f", "-xx", "-s", "70000", "-e", f"trace={CALLS}", "-o", str(trace), child, str(data)],
            stdout=out, stderr=subprocess.DEVNULL)
        limit = time.monotonic() + 120
        while (folder / "out").stat().st_size < 40_000 and time.monotonic() < limit:
            time.sleep(0.1)
        subprocess.run(["pkill", "-KILL", "-P", str(process.pid)])
        process.wait()
    return trace, data


def events(trace, data):
    """What happened, in order: (kind, path or line, payload)."""
    names, begun, found = {}, {}, []
    for raw in trace.read_text(errors="replace").splitlines():
        thread, call = LINE.match(raw).groups()
        resumed = RESUMED.match(call)
        if resumed:
            head = begun.pop(thread, None)
            if head is None:
                continue
            call, is_start, is_end = head + resumed.group(2), False, True
        elif call.endswith("<unfinished ...>"):
            call = call[: -len("<unfinished ...>")].rstrip()
            begun[thread] = call
            is_start, is_end = True, False
        else:
            is_start = is_end = True
        name, _, rest = call.partition("(")
        number = re.match(r"(\d+)", rest)
        file = int(number.group(1)) if number else None
        if name == "openat" and is_end:
            result = re.search(r"= (\d+)", call)
            path = unescape(rest.split('"')[1]).decode(errors="replace") if '"' in rest else ""
            if result:
                names[int(result.group(1))] = path
                if path.startswith(str(data)):
                    found.append(("open", path, "O_TRUNC" in rest))
        elif name == "close" and is_start:
            names.pop(file, None)
        elif name == "write" and file == 1 and is_start:
            found.append(("said", unescape(rest.split('"')[1]).decode(), None))
        elif name in ("pwrite64", "write") and is_start and names.get(file, "").startswith(str(data)):
            payload = unescape(rest.split('"')[1])
            offset = int(re.search(r", (\d+)\)?\s*(=.*)?$", rest).group(1)) if name == "pwrite64" else None
            found.append(("write", names[file], (payload, offset)))
        elif name in ("fsync", "fdatasync") and is_end and names.get(file, "").startswith(str(data)):
            found.append(("sync", names[file], None))
        elif name == "ftruncate" and is_start and names.get(file, "").startswith(str(data)):
            found.append(("cut", names[file], int(re.search(r", (\d+)", rest).group(1))))
        elif name == "unlink" and is_start:
            path = unescape(rest.split('"')[1]).decode(errors="replace")
            if path.startswith(str(data)):
                found.append(("gone", path, None))
    return found


def rebuild(found, cut, target, data):
    """The files as a power cut after `cut` events may leave them."""
    synced = {}
    for index, (kind, path, _) in enumerate(found[:cut]):
        if kind == "sync":
            synced[path] = index
    files = {}
    for index, (kind, path, what) in enumerate(found[:cut]):
        if kind == "said":
            continue
        if kind == "open":
            files.setdefault(path, bytearray())
            if what:
                files[path] = bytearray()
        elif kind == "gone":
            files.pop(path, None)
        elif index < synced.get(path, -1) or random.random() < 0.5:
            body = files.setdefault(path, bytearray())
            if kind == "write":
                payload, offset = what
                offset = len(body) if offset is None else offset
                if len(body) < offset:
                    body.extend(bytes(offset - len(body)))
                body[offset:offset + len(payload)] = payload
            elif kind == "cut":
                del body[what:]
                body.extend(bytes(what - len(body)))
    for path, body in files.items():
        if path.endswith("-shm"):
            continue
        place = target / pathlib.Path(path).relative_to(data)
        if place.is_dir() or not body and not place.suffix:
            continue
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(body)


with tempfile.TemporaryDirectory(prefix="assay-power-") as name:
    folder = pathlib.Path(name)
    trace, data = record(folder)
    found = events(trace, data)
    said = [index for index, (kind, text, _) in enumerate(found) if kind == "said" and "-" in text]
    if len(said) < 200:
        raise SystemExit(f"only {len(said)} acknowledgements were recorded; is strace allowed here?")
    databases = {path for kind, path, _ in found if kind == "open" and path.endswith((".db", ".sqlite"))}
    database = pathlib.Path(sorted(databases)[0]).relative_to(data)
    lost = corrupt = cut_acknowledged = 0
    for number in range(cuts):
        cut = random.randrange(said[0], len(found))
        target = folder / f"cut-{number}"
        target.mkdir()
        rebuild(found, cut, target, data)
        promised = {
            uuid.UUID(line).bytes for kind, text, _ in found[:cut] if kind == "said" for line in text.split()
            if line.count("-") == 4}
        cut_acknowledged += len(promised)
        try:
            connection = sqlite3.connect(target / database)
            whole = connection.execute("PRAGMA integrity_check").fetchone()[0]
            kept = {row[0] for row in connection.execute("SELECT id FROM job")}
            connection.close()
            corrupt += whole != "ok"
            if promised - kept:
                lost += 1
                print(f"cut {number} at call {cut}: {len(promised - kept)} acknowledged jobs are lost")
        except sqlite3.Error as error:
            corrupt += 1
            print(f"cut {number} at call {cut}: {error}")
        subprocess.run(["rm", "-r", str(target)])
    print(
        f"power cuts: {cuts} over {len(found)} calls with {len(said)} acknowledgements; cuts that lost any: {lost} "
        f"(target 0); damaged databases: {corrupt} (target 0)")
    sys.exit(1 if lost or corrupt else 0)
