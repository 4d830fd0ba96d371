"""Sends a job, follows it and reads results: REDIS_URL=redis://localhost python jobs.py photo-1 raw/1.jpg photos/1.jpg"""
import json, os, sys
import redis

image, source, target = sys.argv[1:]
server = redis.Redis.from_url(os.environ.get("REDIS_URL", "redis://localhost"), decode_responses=True)
try:
    server.xgroup_create("image:result", "web", "$", mkstream=True)
except redis.ResponseError as e:
    if not str(e).startswith("BUSYGROUP"):
        raise


def handle_results(after):
    for _, entries in server.xreadgroup("web", "me", {"image:result": after}, block=100):
        for entry, result in entries:
            if server.hsetnx("web:results", result.get("first_job_id", result["job_id"]), json.dumps(result)):
                print(result["status"], result.get("storage_key", result.get("error_message")))
            server.xack("image:result", "web", entry)


handle_results("0")  # those that this consumer has read, but not acknowledged
job = server.xadd("image:process", {"image_id": image, "source_key": source, "storage_key": target,
                                    "expected_content_type": "image/jpeg"})
status = {}
while status.get("job_id") != job or status["stage"] not in ("done", "failed"):
    status = server.hgetall(f"image:status:{image}")  # at first, it may be that of an older job
    print("stage", status.get("stage"))
    handle_results(">")
