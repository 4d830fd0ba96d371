// Sends a job, follows it and reads its result: REDIS_URL=redis://localhost go run . photo-1 raw/1.jpg photos/1.jpg
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

func main() {
	ctx, image := context.Background(), os.Args[1]
	options, err := redis.ParseURL(os.Getenv("REDIS_URL"))
	check(err)
	server := redis.NewClient(options)
	if err := server.XGroupCreateMkStream(ctx, "image:result", "web", "$").Err(); err != nil && !strings.HasPrefix(err.Error(), "BUSYGROUP") {
		check(err)
	}

	job, err := server.XAdd(ctx, &redis.XAddArgs{Stream: "image:process", Values: []string{"image_id", image,
		"source_key", os.Args[2], "storage_key", os.Args[3], "expected_content_type", "image/jpeg"}}).Result()
	check(err)
	for stage := ""; stage != "done" && stage != "failed"; time.Sleep(100 * time.Millisecond) {
		status, err := server.HGetAll(ctx, "image:status:"+image).Result() // of this job, or still of an older one
		check(err)
		if status["job_id"] == job && status["stage"] != stage {
			stage = status["stage"]
			fmt.Println("stage", stage)
		}
	}

	for from, found := "0", false; !found; from = ">" { // first what this consumer has not acknowledged, then what is new
		reply, err := server.XReadGroup(ctx, &redis.XReadGroupArgs{Group: "web", Consumer: "me",
			Streams: []string{"image:result", from}, Block: 5 * time.Second}).Result()
		if errors.Is(err, redis.Nil) {
			continue
		}
		check(err)
		for _, entry := range reply[0].Messages {
			result := entry.Values
			first, again := result["first_job_id"].(string)
			if !again {
				first = result["job_id"].(string)
			}
			isNew, err := server.HSetNX(ctx, "web:results", first, fmt.Sprint(result)).Result()
			check(err)
			if isNew && result["status"] == "processed" {
				fmt.Println("processed", result["storage_key"])
			} else if isNew {
				fmt.Println("failed", result["error_message"])
			}
			check(server.XAck(ctx, "image:result", "web", entry.ID).Err())
			found = found || result["job_id"] == job
		}
	}
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
