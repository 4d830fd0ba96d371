// Sends a job, follows it and reads results: REDIS_URL=redis://localhost go run . photo-1 raw/1.jpg photos/1.jpg
package main

import (
	"context"
	"errors"
	"fmt"
	"log"
	"os"
	"strings"
	"time"

	"github.com/redis/go-redis/v9"
)

var ctx = context.Background()
var server = redis.NewClient(must(redis.ParseURL(os.Getenv("REDIS_URL"))))

func main() {
	err := server.XGroupCreateMkStream(ctx, "image:result", "web", "$").Err()
	if err != nil && !strings.HasPrefix(err.Error(), "BUSYGROUP") {
		log.Fatal(err)
	}
	process(os.Args[1], os.Args[2], os.Args[3])
}

func process(image, source, target string) {
	handleResults("0") // those that this consumer has read, but not acknowledged
	job := must(server.XAdd(ctx, &redis.XAddArgs{Stream: "image:process", Values: []string{"image_id", image,
		"source_key", source, "storage_key", target, "expected_content_type", "image/jpeg"}}).Result())
	for status := map[string]string{}; status["job_id"] != job || status["stage"] != "done" && status["stage"] != "failed"; {
		status = must(server.HGetAll(ctx, "image:status:"+image).Result()) // at first, it may be that of an older job
		fmt.Println("stage", status["stage"])
		handleResults(">")
	}
}

func handleResults(after string) {
	reply, err := server.XReadGroup(ctx, &redis.XReadGroupArgs{Group: "web", Consumer: "me",
		Streams: []string{"image:result", after}, Block: 100 * time.Millisecond}).Result()
	if errors.Is(err, redis.Nil) {
		return
	}
	for _, entry := range must(reply, err)[0].Messages {
		result := entry.Values
		if must(server.HSetNX(ctx, "web:results", either(result, "first_job_id", "job_id"), fmt.Sprint(result)).Result()) {
			fmt.Println(result["status"], either(result, "storage_key", "error_message"))
		}
		must(server.XAck(ctx, "image:result", "web", entry.ID).Result())
	}
}

func either(fields map[string]interface{}, first, second string) string {
	if value, there := fields[first]; there {
		return fmt.Sprint(value)
	}
	return fmt.Sprint(fields[second])
}

func must[T any](value T, err error) T {
	if err != nil {
		log.Fatal(err)
	}
	return value
}
