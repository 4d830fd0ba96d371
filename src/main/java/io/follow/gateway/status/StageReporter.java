package io.follow.gateway.status;

import io.follow.gateway.component.streams.entry.Delivery;
import io.follow.gateway.component.streams.entry.HashWrite;
import io.follow.gateway.component.streams.write.HashWriter;
import io.follow.gateway.job.ImageId;
import io.follow.gateway.job.Stage;
import io.follow.gateway.pipeline.PerPipeline;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes middle stages that last long enough to be seen, without ever holding up the work: a stage is noted at once, and
 * a timer writes those that have stood for the least interval. The notes are in a concurrent map; each is replaced as a
 * whole, and the timer writes a note only while it is still the job's latest. Without notes, no timer runs.
 */
public final class StageReporter {

    private static final Logger LOG = LoggerFactory.getLogger(StageReporter.class);

    private static final long SHORTEST_NANOS = Duration.ofMillis(5).toNanos();

    private final PerPipeline<StatusHash> hashes;
    private final BiConsumer<Delivery, HashWrite> writer;
    private final long minIntervalNanos;
    private final ScheduledExecutorService timer;
    private final Map<Delivery, Note> notes = new ConcurrentHashMap<>();
    private final AtomicBoolean timerSet = new AtomicBoolean();

    private record Note(ImageId image, Stage stage, long since) {}

    public StageReporter(
            PerPipeline<StatusHash> hashes, HashWriter writer, Duration minInterval, ScheduledExecutorService timer) {
        this(hashes, writer::write, minInterval, timer);
    }

    StageReporter(
            PerPipeline<StatusHash> hashes,
            BiConsumer<Delivery, HashWrite> writer,
            Duration minInterval,
            ScheduledExecutorService timer) {
        this.hashes = hashes;
        this.writer = writer;
        this.minIntervalNanos = minInterval.toNanos();
        this.timer = timer;
    }

    /** Notes that a job has reached a stage. Never waits. */
    public void reached(Delivery delivery, ImageId image, Stage stage) {
        if (minIntervalNanos == 0) {
            write(delivery, new Note(image, stage, 0));
        } else {
            notes.put(delivery, new Note(image, stage, System.nanoTime()));
            setTimer();
        }
    }

    /** Forgets a job: from now on its end is what counts. */
    public void ended(Delivery delivery) {
        notes.remove(delivery);
    }

    private void setTimer() {
        if (timerSet.get() || !timerSet.compareAndSet(false, true)) {
            return;
        }
        try {
            var unused = timer.schedule(
                    this::writeDue, Math.max(SHORTEST_NANOS, minIntervalNanos / 2), TimeUnit.NANOSECONDS);
        } catch (RuntimeException | Error e) {
            // The gateway stops, or has no memory at the moment: the next stage sets the timer.
            timerSet.set(false);
            LOG.debug("stages are not written: {}", e.toString());
        }
    }

    /** Writes the stages that have stood for the least interval. Does not wait. */
    private void writeDue() {
        // Before the notes are read: who adds one afterwards sets the timer.
        timerSet.set(false);
        long now = System.nanoTime();
        try {
            notes.forEach((delivery, note) -> {
                if (now - note.since() >= minIntervalNanos && notes.remove(delivery, note)) {
                    write(delivery, note);
                }
            });
        } finally {
            if (!notes.isEmpty()) {
                setTimer();
            }
        }
    }

    private void write(Delivery delivery, Note note) {
        try {
            writer.accept(delivery, hashes.of(delivery).at(note.image(), delivery.entryId(), note.stage()));
        } catch (RuntimeException | Error e) {
            // Those of other jobs are written all the same.
            LOG.debug("stage {} of {} not written", note.stage(), delivery, e);
        }
    }
}
