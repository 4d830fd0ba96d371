"""Sends a job, follows it and reads its result: REDIS_URL=redis://localhost python jobs.py photo-1 raw/1.jpg photos/1.jpg"""
import json, os, sys, time
import redis

image, source, target = sys.argv[1:]
server = redis.Redis.from_url(os.environ.get("REDIS_URL", "redis://localhost"), decode_responses=True)
try:
    server.xgroup_create("image:result", "web", "$", mkstream=True)
except redis.ResponseError as e:
    if not str(e).startswith("BUSYGROUP"):
        raise

job = server.xadd("image:process", {"image_id": image, "source_key": source, "storage_key": target,
                                    "expected_content_type": "image/jpeg"})
stage = None
while stage not in ("done", "failed"):
    status = server.hgetall(f"image:status:{image}")  # of this job, or still of an older one
    if status.get("job_id") == job and status["stage"] != stage:
        stage = status["stage"]
        print("stage", stage)
    time.sleep(0.1)

position, found = "0", False
while not found:  # first what this consumer has not acknowledged, then what is new
    for _, entries in server.xreadgroup("web", "me", {"image:result": position}, block=5000):
        for entry, result in entries:
            first = result.get("first_job_id", result["job_id"])
            if server.hsetnx("web:results", first, json.dumps(result)):
                print(result["status"], result.get("storage_key") or result["error_message"])
            server.xack("image:result", "web", entry)
            found |= result["job_id"] == job
    position = ">"
