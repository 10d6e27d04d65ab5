"""The anchor of the service's figures: FastAPI that reads the same SQLite row behind the same JWT check.

uvicorn fastapi_app:app --port P --workers N --log-level warning --no-access-log
DATABASE names assay.db, JWT_SECRET the key that both sides sign with.
"""
import hashlib
import json
import os
import sqlite3
import uuid

import jwt
from fastapi import Depends, FastAPI, File, HTTPException, Request, UploadFile

app = FastAPI()
secret = os.environ["JWT_SECRET"]
database = sqlite3.connect(f"file:{os.environ['DATABASE']}?mode=ro", uri=True, check_same_thread=False)
COLUMNS = ("status, stage, number, date, supplier_name, supplier_gstin, buyer_name, total, currency, confidence, flag_count,"
           " version, created_at, file_name, media_type, pipeline, pages, part, part_count, record, steps, metadata, notes")


def user(request: Request):
    header = request.headers.get("authorization", "")
    try:
        return jwt.decode(header.removeprefix("Bearer "), secret, algorithms=["HS256"], audience="assay-api", issuer="assay")
    except jwt.PyJWTError:
        raise HTTPException(401)


@app.get("/api/invoices/{identifier}")
async def one(identifier: str, user=Depends(user)):
    key = uuid.UUID(identifier).bytes
    row = database.execute(f"SELECT {COLUMNS} FROM invoice WHERE id = ?", (key,)).fetchone()
    if row is None:
        raise HTTPException(404)
    names = [name.strip() for name in COLUMNS.split(",")]
    answer = dict(zip(names, row))
    for name in ("record", "steps", "metadata", "notes"):
        answer[name] = json.loads(answer[name])
    history = database.execute("SELECT action, at, version FROM history WHERE invoice = ? ORDER BY rowid", (key,)).fetchall()
    answer["history"] = [dict(zip(("type", "at", "version"), entry)) for entry in history]
    return answer


@app.post("/api/invoices/upload")
async def upload(files: UploadFile = File(...), user=Depends(user)):
    data = await files.read()
    digest = hashlib.sha256(data).hexdigest()
    path = os.path.join(os.environ["UPLOADS"], digest)
    with open(path, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    return {"name": files.filename, "size": len(data), "sha256": digest}
