package io.follow.gateway.status;

import io.follow.gateway.component.streams.entry.Delivery;
import io.follow.gateway.component.streams.entry.HashWrite;
import io.follow.gateway.component.streams.write.HashWriter;
import io.follow.gateway.job.ImageId;
import io.follow.gateway.job.Stage;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes middle stages that last long enough to be seen, without ever holding up the work: a stage is noted at once, and
 * a timer writes those that have stood for the least interval. The notes are in a concurrent map; each is replaced as a
 * whole, and the timer writes a note only while it is still the job's latest.
 */
public final class StageReporter implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StageReporter.class);

    private final StatusHash hashes;
    private final BiConsumer<Delivery, HashWrite> writer;
    private final long minIntervalNanos;
    private final Map<Delivery, Note> notes = new ConcurrentHashMap<>();
    private final ScheduledExecutorService timer;
    private final ScheduledFuture<?> ticks;

    private record Note(ImageId image, Stage stage, long since) {}

    public StageReporter(StatusHash hashes, HashWriter writer, Duration minInterval) {
        this(hashes, writer::write, minInterval);
    }

    StageReporter(StatusHash hashes, BiConsumer<Delivery, HashWrite> writer, Duration minInterval) {
        this.hashes = hashes;
        this.writer = writer;
        this.minIntervalNanos = minInterval.toNanos();
        this.timer = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "status-stages");
            thread.setDaemon(true);
            return thread;
        });
        long tick = Math.max(5, minInterval.toMillis() / 2);
        this.ticks = timer.scheduleWithFixedDelay(this::writeDue, tick, tick, TimeUnit.MILLISECONDS);
    }

    /** Notes that a job has reached a stage. Never waits. */
    public void reached(Delivery delivery, ImageId image, Stage stage) {
        if (minIntervalNanos == 0) {
            write(delivery, new Note(image, stage, 0));
        } else {
            notes.put(delivery, new Note(image, stage, System.nanoTime()));
        }
    }

    /** Forgets a job: from now on its end is what counts. */
    public void ended(Delivery delivery) {
        notes.remove(delivery);
    }

    private void writeDue() {
        long now = System.nanoTime();
        notes.forEach((delivery, note) -> {
            if (now - note.since() >= minIntervalNanos && notes.remove(delivery, note)) {
                write(delivery, note);
            }
        });
    }

    private void write(Delivery delivery, Note note) {
        try {
            writer.accept(delivery, hashes.at(note.image(), delivery.entryId(), note.stage()));
        } catch (RuntimeException | Error e) {
            // The timer would end for good with the first thing its task throws.
            LOG.debug("stage {} of {} not written", note.stage(), delivery, e);
        }
    }

    @Override
    public void close() {
        ticks.cancel(false);
        timer.shutdownNow();
    }
}
